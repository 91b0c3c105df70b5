import { type Minor, isPayable, isPrice } from "./money.ts";
import type { PlainText } from "./plain-text.ts";
import { type Result, ok, refuse } from "./result.ts";

/** One line of the bill. A discount is a line with a negative price. */
export interface Line {
  readonly name: PlainText;
  readonly quantity: number;
  readonly unitPrice: Minor;
}

export const MAX_LINES = 100;
export const MAX_QUANTITY = 9_999;
export const MAX_NAME = 64;
export const MAX_NOTE = 200;

export type BillFault = "quantity" | "price" | "sum";

/** What the lines come to. Safe: at most 100 × 9,999 × 10⁹ is below 2⁵³. */
export const totalOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0);

/** A bill without lines is just an amount; with lines, they must come to it exactly. */
export function checkBill(amount: Minor, lines: readonly Line[]): Result<true, BillFault> {
  for (const { quantity, unitPrice } of lines) {
    if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > MAX_QUANTITY) {
      return refuse("quantity");
    }
    if (!isPrice(unitPrice)) return refuse("price");
  }
  if (!isPayable(amount)) return refuse("price");
  if (lines.length > 0 && totalOf(lines) !== amount) return refuse("sum");
  return ok(true);
}
