import { DisplayLink, DisplayList } from "../../worker/contract/display.ts";
import type { Answer, Ask } from "./call.ts";

/** What a till may do about its customer displays. It is loaded with the settings. */
export interface DisplaysApi {
  displays(): Promise<Answer<DisplayList>>;
  /** A link that makes the screen it is opened on a display, once; the one before it is void. */
  invite(): Promise<Answer<DisplayLink>>;
  revoke(display: number): Promise<Answer<DisplayList>>;
}

export function createDisplaysApi(ask: Ask): DisplaysApi {
  const path = "/terminal/displays";
  return {
    displays: () => ask(DisplayList, { method: "GET", path }),
    invite: () => ask(DisplayLink, { method: "POST", path: `${path}/links` }),
    revoke: (display) => ask(DisplayList, { method: "POST", path: `${path}/${display}/revoke` }),
  };
}
