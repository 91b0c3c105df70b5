import type { Exponent } from "../../../worker/domain/currency.ts";

/** A number as it was said, exactly: whole units, and the figures behind the point. */
export interface Decimal {
  whole: number;
  fraction: string;
}

/** Whole numbers beyond this are beyond any till, and are treated as endless. */
const BEYOND_COUNTING = 1e12;

/** Reads figures without grouping, such as "23.50" or ".5". */
export function decimalOf(figures: string): Decimal {
  const [whole = "", fraction = ""] = figures.split(".");
  return { whole: whole === "" ? 0 : Number(whole), fraction };
}

/** The decimal times a power of ten: the scale of "1.5 million" is 6. */
export function shifted(value: Decimal, power: number): Decimal {
  const moved = value.fraction.slice(0, power).padEnd(power, "0");
  return {
    whole: value.whole * 10 ** power + Number(moved),
    fraction: value.fraction.slice(power),
  };
}

/** The amount in minor units: undefined if the currency has no coin that small, Infinity if it is beyond counting. */
export function minorOf(value: Decimal, exponent: Exponent): number | undefined {
  if (value.whole > BEYOND_COUNTING) return Number.POSITIVE_INFINITY;
  const figures = value.fraction.slice(0, exponent).padEnd(exponent, "0");
  if (Number(value.fraction.slice(exponent)) > 0) return undefined;
  return value.whole * 10 ** exponent + Number(figures);
}

/** The plain number, for quantities such as two and a half. */
export function quantityOf(value: Decimal): number {
  return Number(`${value.whole}.${value.fraction || "0"}`);
}
