import type { Exponent } from "../../worker/domain/currency.ts";
import { MAX_MINOR, minorFromDecimal } from "../../worker/domain/money.ts";
import { type Result, ok, refuse } from "../../worker/domain/result.ts";

/** Notes and round sums that people hand over, in whole units; where the unit is small, in hundreds of it. */
const ROUND = [5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000] as const;
const MOST_OFFERED = 3;

/** Likely sums to be handed over for an amount, the exact one first. In minor units. */
export function likelyTenders(due: number, exponent: Exponent): readonly number[] {
  const unit = exponent === 0 ? 100 : 10 ** exponent;
  const sums = ROUND.map((round) => Math.ceil(due / (round * unit)) * round * unit);
  const above = sums.filter((sum) => sum > due && sum <= MAX_MINOR).toSorted((a, b) => a - b);
  return [due, ...new Set(above)].slice(0, 1 + MOST_OFFERED);
}

/** What was typed as handed over, if it is enough. */
export function readTender(
  typed: string,
  due: number,
  exponent: Exponent,
): Result<number, "amount" | "short"> {
  const tendered = minorFromDecimal(typed.trim().replace(",", "."), exponent);
  if (tendered === null || tendered > MAX_MINOR) return refuse("amount");
  return tendered < due ? refuse("short") : ok(tendered);
}
