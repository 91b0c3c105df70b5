import {
  type Line,
  MAX_LINES,
  MAX_NAME,
  MAX_NOTE,
  MAX_QUANTITY,
  totalOf,
} from "../../worker/domain/bill.ts";
import type { Exponent } from "../../worker/domain/currency.ts";
import { type Minor, isPayable, isPrice } from "../../worker/domain/money.ts";
import { type PlainText, type TextFault, plainText } from "../../worker/domain/plain-text.ts";
import { type Result, ok, refuse } from "../../worker/domain/result.ts";
import { entryMinor } from "./amount-entry.ts";

/** What the merchant is putting together: the amount being typed, the lines so far, and a note. It charges nobody. */
export interface Draft {
  readonly entry: string;
  readonly lines: readonly Line[];
  readonly note: string;
  /** Cash for the customer's wallet instead of a payment. Absent: a sale. */
  readonly kind?: "top-up";
  /** Names on the bill that were heard and not typed. */
  readonly spoken?: readonly string[];
}

/** What an order asks for, checked against every limit of a bill. */
export interface Terms {
  readonly amount: Minor;
  readonly lines: readonly Line[];
  readonly note: PlainText | null;
}

export type LineFault = "quantity" | "price" | "too-many" | TextFault;
export type DraftFault = "nothing" | "too-much" | "too-many" | "note" | "name";

export const EMPTY_DRAFT: Draft = { entry: "", lines: [], note: "" };

/** A line as it is typed into a form. */
export interface TypedLine {
  readonly name: string;
  readonly quantity: number;
  readonly unitPrice: number;
}

/** The line that was typed, if a bill may hold it. */
export function readLine({ name, quantity, unitPrice }: TypedLine): Result<Line, LineFault> {
  const text = plainText(name, MAX_NAME);
  if (!text.ok) return text;
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > MAX_QUANTITY)
    return refuse("quantity");
  if (!isPrice(unitPrice)) return refuse("price");
  return ok({ name: text.value, quantity, unitPrice });
}

/** What the draft comes to in minor units, with the amount being typed. May be more than an order may ask. */
export function draftTotal(draft: Draft, exponent: Exponent): number {
  return totalOf(draft.lines) + entryMinor(draft.entry, exponent);
}

export function isEmptyDraft(draft: Draft): boolean {
  return draft.entry === "" && draft.lines.length === 0 && draft.note === "";
}

/** The draft with the typed amount moved onto the bill as one line of that name. */
export function withEntryAsLine(
  draft: Draft,
  exponent: Exponent,
  name: string,
): Result<Draft, LineFault> {
  const unitPrice = entryMinor(draft.entry, exponent);
  if (unitPrice === 0) return ok(draft);
  if (draft.lines.length >= MAX_LINES) return refuse("too-many");
  const line = readLine({ name, quantity: 1, unitPrice });
  return line.ok ? ok({ ...draft, entry: "", lines: [...draft.lines, line.value] }) : line;
}

/** What to charge for this draft. With lines on the bill, an amount still being typed is its last line. */
export function termsOf(
  draft: Draft,
  exponent: Exponent,
  unnamed: string,
): Result<Terms, DraftFault> {
  const note = draft.note.trim() === "" ? null : plainText(draft.note, MAX_NOTE);
  if (note && !note.ok) return refuse("note");
  const whole = draft.lines.length > 0 ? withEntryAsLine(draft, exponent, unnamed) : ok(draft);
  if (!whole.ok) return refuse(whole.reason === "too-many" ? "too-many" : "name");
  const { lines } = whole.value;
  const amount = draftTotal(whole.value, exponent);
  if (amount <= 0) return refuse("nothing");
  if (!isPayable(amount)) return refuse("too-much");
  return ok({ amount, lines, note: note?.value ?? null });
}
