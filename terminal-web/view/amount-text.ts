import type { MoneyOut } from "../../worker/contract/fields.ts";
import { type Exponent, isCurrency } from "../../worker/domain/currency.ts";
import { type Minor, decimalText, moneyText } from "../../worker/domain/money.ts";

/** The amount as people of that language write it. A currency that this build does not know is named by its code. */
export function amountText({ minor, currency, exponent }: MoneyOut, locale: string): string {
  if (isCurrency(currency)) return moneyText({ minor: minor as Minor, currency }, locale);
  return `${currency} ${decimalText(minor as Minor, exponent as Exponent)}`;
}

/** A piece of an amount that is being typed; `isTyped` is false for decimals that only fill it up. */
export interface AmountPiece {
  readonly text: string;
  readonly isTyped: boolean;
}

/** The amount in two strengths: what has been typed, and the rest of its decimals. `decimals` as `typedDecimals` counts them. */
export function amountPieces(
  text: string,
  decimals: number | null,
  exponent: Exponent,
): readonly AmountPiece[] {
  const missing = exponent - (decimals ?? 0);
  // Before the decimal point is typed, it belongs to the rest as well.
  const rest = decimals === null ? missing + 1 : missing;
  const end = lastDigit(text) + 1;
  if (exponent === 0 || rest <= 0 || end < rest) return [{ text, isTyped: true }];
  return [
    { text: text.slice(0, end - rest), isTyped: true },
    { text: text.slice(end - rest, end), isTyped: false },
    { text: text.slice(end), isTyped: true },
  ].filter((piece) => piece.text !== "");
}

function lastDigit(text: string): number {
  for (let i = text.length - 1; i >= 0; i -= 1) if (/\d/.test(text.charAt(i))) return i;
  return -1;
}
