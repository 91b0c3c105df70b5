const FIRST_MS = 500;
const MOST_MS = 8_000;

/** How long to wait before try number `tries` + 1, in ms: doubling, capped, and spread by `chance` (0 to 1) over its second half. */
export function backoffMs(tries: number, chance: number, mostMs: number = MOST_MS): number {
  const full = Math.min(mostMs, FIRST_MS * 2 ** Math.min(tries, 16));
  return full / 2 + (full / 2) * chance;
}
