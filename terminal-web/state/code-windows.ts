import { MAX_WINDOWS, type Windows, windowAt } from "../../worker/contract/token.ts";

/** Windows of the rotating code in hand, and for which order. Nothing here is secret for longer than a window. */
export type CodeWindows = Omit<Windows, "serverTime">;

/** What can be shown of an order's code at one instant. */
export type Code =
  | { readonly status: "ready"; readonly prefix: string; readonly token: string }
  | { readonly status: "awaited" }
  | { readonly status: "run-out" };

export interface WindowRange {
  readonly from: number;
  readonly count: number;
}

/** How far ahead of now the windows must reach, so that a gap in the network does not stop the code. */
const AHEAD_SECONDS = 120;
const BATCH = 36;

export function codeAt(windows: CodeWindows | null, serverMs: number): Code {
  if (!windows) return { status: "awaited" };
  const token = windows.tokens[windowAt(serverMs) - windows.from];
  if (token !== undefined) return { status: "ready", prefix: windows.prefix, token };
  return windowAt(serverMs) < windows.from ? { status: "awaited" } : { status: "run-out" };
}

/** Which windows to ask for next, if those in hand do not reach far enough. `untilMs`: when the code is no longer needed. */
export function windowsWanted(
  windows: CodeWindows | null,
  serverMs: number,
  untilMs: number,
): WindowRange | null {
  const now = windowAt(serverMs);
  const last = windowAt(untilMs);
  const end = windows && windows.from <= now ? windows.from + windows.tokens.length : now;
  const reach = Math.min(last + 1, windowAt(serverMs + AHEAD_SECONDS * 1000));
  if (last < now || (end > now && end >= reach)) return null;
  const from = Math.max(end, now);
  return { from, count: Math.min(BATCH, MAX_WINDOWS, last + 1 - from) };
}

/** The windows in hand with a new batch: joined where they meet, otherwise the new batch alone. */
export function withBatch(windows: CodeWindows | null, batch: Windows): CodeWindows {
  const { number, prefix, from, tokens } = batch;
  const isSame = windows?.number === number && windows.prefix === prefix;
  if (!isSame || from < windows.from || from > windows.from + windows.tokens.length)
    return { number, prefix, from, tokens };
  const kept = windows.tokens.slice(0, from - windows.from);
  // An old batch that came late does not shorten what is in hand.
  const after = windows.tokens.slice(kept.length + tokens.length);
  return { number, prefix, from: windows.from, tokens: [...kept, ...tokens, ...after] };
}
