import type { Windows } from "../../worker/contract/token.ts";
import { windowsWanted, withBatch } from "./code-windows.ts";
import { type Outcome, type Task, only } from "./message.ts";
import { isSet } from "./server-clock.ts";
import { type OpenTill, nextNumber, serverNow, windowsOf } from "./till.ts";

/** The life of an order that this page makes, in seconds. */
export const LIFE_SECONDS = 300;
const MINT_RETRY_MS = 3_000;

/** Asks for the windows that the code of `number` will need until `untilMs` (server time), unless they are in hand or on their way. */
export function wantWindows(
  till: OpenTill,
  number: string,
  untilMs: number,
  now: number,
): Outcome<OpenTill> {
  const { minting } = till;
  if (minting?.number === number && now < minting.retryAt) return only(till);
  const range = windowsWanted(windowsOf(till, number), serverNow(till, now), untilMs);
  if (!range) return only(till);
  const task: Task = { type: "mint", number, range: isSet(till.clock) ? range : null };
  return {
    till: { ...till, minting: { number, retryAt: Number.POSITIVE_INFINITY } },
    tasks: [task],
  };
}

/** Asks for the windows of the next order: what makes its code appear in the frame of the tap. */
export function wantNextWindows(till: OpenTill, now: number): Outcome<OpenTill> {
  // A minute more than an order's life leaves the merchant time to type.
  const until = serverNow(till, now) + (LIFE_SECONDS + 60) * 1000;
  return wantWindows(till, nextNumber(till), until, now);
}

export function takeWindows(till: OpenTill, batch: Windows): OpenTill {
  const minting = till.minting?.number === batch.number ? null : till.minting;
  const needed = new Set([till.sale?.charge.number, nextNumber(till)]);
  if (!needed.has(batch.number)) return { ...till, minting };
  const others = till.windows.filter(({ number }) => number !== batch.number && needed.has(number));
  return {
    ...till,
    minting,
    windows: [...others, withBatch(windowsOf(till, batch.number), batch)],
  };
}

export function missWindows(till: OpenTill, number: string, now: number): OpenTill {
  if (till.minting?.number !== number) return till;
  return { ...till, minting: { number, retryAt: now + MINT_RETRY_MS } };
}
