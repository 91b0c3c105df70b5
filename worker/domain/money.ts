import type { Brand } from "./brand.ts";
import { type Currency, type Exponent, exponentOf } from "./currency.ts";

/** Whole minor units of some currency: cents, fen, yen. Never a fraction, never −0. */
export type Minor = Brand<number, "Minor">;

export interface Money {
  readonly minor: Minor;
  readonly currency: Currency;
}

/** The largest amount of one order, in minor units: 9,999,999.99 where there are two decimals. */
export const MAX_MINOR = 999_999_999;

export const ZERO = 0 as Minor;

/** True of an amount that an order may ask for: a whole number from 1 to {@link MAX_MINOR}. */
export function isPayable(value: number): value is Minor {
  return Number.isSafeInteger(value) && value >= 1 && value <= MAX_MINOR;
}

/** True of a price on a bill line: whole, of either sign (a discount is negative), within the same bound. */
export function isPrice(value: number): value is Minor {
  return Number.isSafeInteger(value) && !Object.is(value, -0) && Math.abs(value) <= MAX_MINOR;
}

export const plus = (a: Minor, b: Minor): Minor => (a + b) as Minor;
export const minus = (a: Minor, b: Minor): Minor => (a - b) as Minor;

/** Plain decimal text for machines and forms: "23.50", "1250", "0.005". Digits are split as text, never divided. */
export function decimalText(minor: Minor, exponent: Exponent): string {
  const sign = minor < 0 ? "-" : "";
  const digits = String(Math.abs(minor)).padStart(exponent + 1, "0");
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** Reads what {@link decimalText} writes, and what people type: up to `exponent` decimals, no signs, no groups. */
export function minorFromDecimal(text: string, exponent: Exponent): Minor | null {
  const match = /^(\d{1,12})(?:\.(\d{1,3}))?$/.exec(text);
  if (!match) return null;
  const [, whole = "", fraction = ""] = match;
  if (fraction.length > exponent) return null;
  const value = Number(whole + fraction.padEnd(exponent, "0"));
  return Number.isSafeInteger(value) ? (value as Minor) : null;
}

/** The amount as people of that language write it, with its currency: "¥23.50", "$1,234.00". */
export function moneyText({ minor, currency }: Money, locale: string): string {
  const decimal = decimalText(minor, exponentOf(currency));
  // A decimal string keeps every digit; a float would not (ECMA-402 takes strings exactly).
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  }).format(decimal as Intl.StringNumericLiteral);
}
