import type { EventPage } from "../../worker/contract/event.ts";
import type { Api } from "./create-api.ts";
import type { Feed } from "./live-channel.ts";
import { type Stream, listen } from "./stream-socket.ts";

export interface FeedOptions {
  /** The cursor of the latest fact taken in. */
  readonly cursor: () => number;
  /** This device's clock, ms. */
  readonly now: () => number;
}

/** The facts of one terminal, from its cursor on. */
export function terminalFeed(
  api: Pick<Api, "ticket" | "events">,
  { cursor, now }: FeedOptions,
): Feed<EventPage, Stream> {
  return {
    cursor,
    ticket: () => api.ticket(),
    poll: (waitSeconds, signal) => api.events(cursor(), waitSeconds, signal),
    listen: (socket, handlers, signal) => listen(socket, { ...handlers, now }, signal),
  };
}
