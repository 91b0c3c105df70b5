import type { Range } from "../state/beacon-look.ts";

/**
 * What the radio is asked for, in dBm. By the free-space loss of about 41 dB over the first metre and a phone that hears
 * down to about -90 dBm, -40 fades out within two or three metres, -20 beyond the queue, -4 at the walls. Pockets,
 * people and metal counters take their share: it is a radius of a kind, never a fence.
 */
const POWER_DBM: Readonly<Record<Range, number>> = { arm: -40, counter: -20, room: -4 };

/** The power that comes nearest to the range among those the radio has; the weaker of two as near. */
export function powerFor(range: Range, supportedDbm: readonly number[]): number {
  const aim = POWER_DBM[range];
  const [first = aim, ...others] = supportedDbm.toSorted((a, b) => a - b);
  return others.reduce(
    (best, power) => (Math.abs(power - aim) < Math.abs(best - aim) ? power : best),
    first,
  );
}
