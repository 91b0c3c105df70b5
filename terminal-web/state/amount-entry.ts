import type { Exponent } from "../../worker/domain/currency.ts";
import { MAX_MINOR, type Minor, ZERO, minorFromDecimal } from "../../worker/domain/money.ts";

/** What a key of the keypad does to the amount that is being typed. */
export type Key =
  | "0"
  | "1"
  | "2"
  | "3"
  | "4"
  | "5"
  | "6"
  | "7"
  | "8"
  | "9"
  | "00"
  | "point"
  | "backspace";

const DIGIT = /^\d$/;

export function isDigitKey(text: string): text is Key {
  return DIGIT.test(text);
}

/** The typed text after one more key: "" to "23.50". A key that has no place there changes nothing. */
export function press(entry: string, key: Key, exponent: Exponent): string {
  switch (key) {
    case "backspace":
      return entry.slice(0, -1);
    case "point":
      if (exponent === 0 || entry.includes(".")) return entry;
      return entry === "" ? "0." : `${entry}.`;
    case "00":
      return press(press(entry, "0", exponent), "0", exponent);
    default: {
      const typed = entry === "0" ? key : entry + key;
      return isAmount(typed, exponent) ? typed : entry;
    }
  }
}

/** What the typed text is worth so far; nothing typed is zero. */
export function entryMinor(entry: string, exponent: Exponent): Minor {
  const digits = entry.endsWith(".") ? entry.slice(0, -1) : entry;
  return minorFromDecimal(digits, exponent) ?? ZERO;
}

/** How many decimals have been typed; null before the decimal point. */
export function typedDecimals(entry: string): number | null {
  const point = entry.indexOf(".");
  return point < 0 ? null : entry.length - point - 1;
}

function isAmount(text: string, exponent: Exponent): boolean {
  const minor = minorFromDecimal(text, exponent);
  return minor !== null && minor <= MAX_MINOR;
}
