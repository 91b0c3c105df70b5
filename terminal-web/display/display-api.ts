import * as v from "valibot";
import { credentialText, type Credential } from "../../worker/contract/credential.ts";
import { DisplayMessage, DisplayView, LinkedDisplay } from "../../worker/contract/display.ts";
import { Ticket } from "../../worker/contract/merchant.ts";
import type { Secret } from "../../worker/domain/capability.ts";
import { type Answer, type Caller, type Fetch, call } from "../api/call.ts";
import { type Line, openLine } from "../api/line.ts";
import type { Feed } from "../api/live-channel.ts";

/** Makes this screen the display that the link is for. The same key again makes no second one. */
export function linkDisplay(
  fetch: Fetch,
  link: Credential,
  key: Secret,
): Promise<Answer<LinkedDisplay>> {
  const body = { link: credentialText(link), key };
  return call(callerOf(fetch, ""), LinkedDisplay, { method: "POST", path: "/displays", body });
}

/** Everything that a display may ask. */
export interface DisplayApi {
  look(): Promise<Answer<DisplayView>>;
  readonly feed: Feed<DisplayView, Line>;
}

/** How much longer than it may wait a long poll may take before it counts as lost. */
const POLL_GRACE_MS = 8_000;

export function createDisplayApi(
  fetch: Fetch,
  credential: string,
  cursor: () => number,
): DisplayApi {
  const caller = callerOf(fetch, credential);
  return {
    look: () => call(caller, DisplayView, { method: "GET", path: "/display" }),
    feed: {
      // A socket that opens tells at once what there is, from nowhere on.
      cursor: () => 0,
      ticket: () => call(caller, Ticket, { method: "POST", path: "/display/stream/tickets" }),
      poll: (waitSeconds, signal) =>
        call(caller, DisplayView, {
          method: "GET",
          path: `/display?after=${cursor()}&wait=${waitSeconds}`,
          timeoutMs: waitSeconds * 1000 + POLL_GRACE_MS,
          signal,
        }),
      listen(socket, { alive, heard }, signal) {
        const take = (data: unknown): boolean => {
          const view = read(data);
          if (view) heard(view);
          return view !== null;
        };
        return openLine(socket, { alive, heard: take }, signal);
      },
    },
  };
}

const callerOf = (fetch: Fetch, credential: string): Caller => ({
  fetch,
  credential,
  origin: "",
  now: Date.now,
  isOnline: () => navigator.onLine,
});

/** null: nothing that this page understands. */
function read(data: unknown): DisplayView | null {
  try {
    const message = v.safeParse(DisplayMessage, JSON.parse(String(data)));
    return message.success ? message.output : null;
  } catch {
    return null;
  }
}
