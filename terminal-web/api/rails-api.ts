import { RailsView } from "../../worker/contract/rails.ts";
import type { Answer, Ask } from "./call.ts";

/** Which ways to pay customers are offered. It is loaded with the settings. */
export interface RailsApi {
  rails(): Promise<Answer<RailsView>>;
  /** `on` are the names of all that are offered from now on. */
  putRails(on: readonly string[]): Promise<Answer<RailsView>>;
}

export function createRailsApi(ask: Ask): RailsApi {
  const path = "/rails";
  return {
    rails: () => ask(RailsView, { method: "GET", path }),
    putRails: (on) => ask(RailsView, { method: "PUT", path, body: { on } }),
  };
}
