import type { Stuck } from "../contract/status.ts";
import type { Tries } from "./tries.ts";

/** What is asked and answered within seconds when all is well. */
const PATIENCE_MS = 2 * 60_000;
const MAX_STUCK = 20;

/** Money that this wallet holds and that no merchant has decided about in its time, the oldest first. */
export const holdsIn = (tries: Tries, now: number): Stuck[] =>
  tries
    .open()
    .flatMap(({ pend }) => tries.find(pend)?.terms ?? [])
    .filter(({ at }) => now - at >= PATIENCE_MS)
    .map(({ pend, amount, at }) => ({
      what: "hold" as const,
      about: pend,
      rail: "wallet",
      minor: amount.minor,
      currency: amount.currency,
      since: at,
    }))
    .toSorted((a, b) => a.since - b.since)
    .slice(0, MAX_STUCK);
