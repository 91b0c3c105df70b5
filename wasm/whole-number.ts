/** Whether a value is a whole number from `least` to `most`. Minus zero is none: it would not survive a round trip. */
export function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most && !Object.is(value, -0);
}
