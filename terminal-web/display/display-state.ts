import type { DisplayView } from "../../worker/contract/display.ts";
import type { Failure } from "../state/message.ts";
import { type ServerClock, UNSET_CLOCK, hearTime } from "../state/server-clock.ts";
import type { Connection } from "../state/till.ts";

/** A customer display: first it is linked, then it shows what it is told. Told whole each time, so nothing can be missed. */
export type Display =
  | { readonly status: "starting" }
  /** Nothing to watch: `bad-link` was used before or is too old, `unlinked` was taken back by the till. */
  | { readonly status: "unlinked"; readonly reason: "no-link" | "bad-link" | "unlinked" | "full" }
  | { readonly status: "linking"; readonly isUnreachable: boolean }
  | Watching;

export interface Watching {
  readonly status: "watching";
  /** null until the first word from the server. */
  readonly view: DisplayView | null;
  readonly clock: ServerClock;
  readonly connection: Connection["status"];
}

export type DisplayMessage =
  | { readonly type: "link-missing" }
  | { readonly type: "linking" }
  | { readonly type: "link-failed"; readonly failure: Failure }
  | { readonly type: "linked" }
  /** `sentAt` null: it came by itself, so it says nothing exact about the clock. */
  | {
      readonly type: "told";
      readonly view: DisplayView;
      readonly sentAt: number | null;
      readonly receivedAt: number;
    }
  | { readonly type: "connection"; readonly status: Connection["status"] }
  | { readonly type: "refused"; readonly failure: Failure };

/** How long a pushed word may have been on its way: what it says of the clock is only as good. */
const PUSH_MS = 2_000;

export function updateDisplay(display: Display, message: DisplayMessage): Display {
  switch (message.type) {
    case "link-missing":
      return { status: "unlinked", reason: "no-link" };
    case "linking":
      return { status: "linking", isUnreachable: false };
    case "link-failed":
      return linkFailed(message.failure);
    case "linked":
      return { status: "watching", view: null, clock: UNSET_CLOCK, connection: "connecting" };
    case "refused":
      return refused(display, message.failure);
  }
  if (display.status !== "watching") return display;
  if (message.type === "connection") return { ...display, connection: message.status };
  return hear(display, message);
}

function linkFailed(failure: Failure): Display {
  if (failure.type === "unreachable" || failure.isRetryable)
    return { status: "linking", isUnreachable: true };
  const reason = failure.problem === "displays-too-many" ? "full" : "bad-link";
  return { status: "unlinked", reason };
}

function refused(display: Display, failure: Failure): Display {
  if (isUnlinked(failure)) return { status: "unlinked", reason: "unlinked" };
  if (failure.type !== "refused" || failure.problem !== "cursor-invalid") return display;
  // The server's history is shorter than what was told here: it was restored, and what it says now counts.
  return display.status === "watching" ? { ...display, view: null } : display;
}

function hear(display: Watching, told: Extract<DisplayMessage, { type: "told" }>): Watching {
  const { view, receivedAt } = told;
  const sentAt = told.sentAt ?? receivedAt - PUSH_MS;
  const clock = hearTime(display.clock, { serverTime: view.serverTime, sentAt, receivedAt });
  // Two ways to the same news: what was said later counts, whichever way was slower.
  const isStale = display.view !== null && isBefore(view, display.view);
  return isStale ? { ...display, clock } : { ...display, clock, view };
}

/** By the facts that were known, and among the same facts by the server's time. */
function isBefore(a: DisplayView, b: DisplayView): boolean {
  if (a.cursor !== b.cursor) return a.cursor < b.cursor;
  return Date.parse(a.serverTime) < Date.parse(b.serverTime);
}

/** True when the till, or the server, does not want this display any more. */
export const isUnlinked = (failure: Failure): boolean =>
  failure.type === "refused" && failure.problem === "unauthenticated";
