import { MAX_LINES, MAX_QUANTITY, type Line } from "../../../worker/domain/bill.ts";
import type { Exponent } from "../../../worker/domain/currency.ts";
import { isPayable, type Minor } from "../../../worker/domain/money.ts";
import type { Language } from "../../../worker/contract/merchant.ts";

/** A thing the merchant sells; the price is in minor units. */
export interface CatalogueItem {
  readonly name: string;
  readonly unitPrice?: number;
  readonly aliases?: readonly string[];
}

/** What the grammar must know beside the words. */
export interface SpeechContext {
  readonly language: Language;
  /** ISO 4217 */
  readonly currency: string;
  readonly exponent: Exponent;
  readonly catalogue: readonly CatalogueItem[];
  /** What is drafted on the screen already: what "no wait" refers to when nothing was said before it. */
  readonly current?: Bill;
}

/** An amount in minor units. The lines come to it, or there are none. */
export interface Bill {
  readonly amount: Minor;
  readonly lines: readonly Line[];
}

/**
 * Why a candidate is one, in a word that the page puts into a sentence.
 *
 * cents: the last figures are cents. tenths: the last figure is tenths. whole: all figures are one number.
 * elided: the unit was left out (二百五 is 250). literal: it was not, a 零 was lost (205). sound: another number sounds like it.
 * sum: all that was said together. last: only what was said last. either: one of those offered.
 * each: the price is for one. total: it is for all. lines: what the lines add up to.
 * corrected: as corrected. corrected-cents: only the cents are corrected. first: as said before the correction.
 * quantity: the number is a quantity. price: the number is a price.
 */
export type CandidateReason =
  | "cents"
  | "tenths"
  | "whole"
  | "elided"
  | "literal"
  | "sound"
  | "sum"
  | "last"
  | "either"
  | "each"
  | "total"
  | "lines"
  | "corrected"
  | "corrected-cents"
  | "first"
  | "quantity"
  | "price";

export interface Candidate extends Bill {
  readonly reason: CandidateReason;
}

/** Why nothing was drafted. Stable; the page has a sentence for each. */
export type NoDraftReason =
  | "silence"
  | "noise"
  | "no-amount"
  | "withdrawn"
  | "too-long"
  | "negative"
  | "out-of-range"
  | "too-precise"
  | "too-many-lines"
  | "mixed"
  | "other-currency"
  | "arithmetic"
  | "removal"
  | "refund";

/** clear: forget the draft. undo: take back the last thing drafted. repeat: say it again. */
export type SpokenCommand = "clear" | "undo" | "repeat";

/**
 * What was heard, with the words that found no place. Never an order: the page shows it, and only a tap charges.
 * An ambiguous one has two to {@link MAX_CANDIDATES} different bills as candidates, best first.
 */
export type Heard =
  | (Bill & { readonly kind: "draft"; readonly unmatched: readonly string[] })
  | {
      readonly kind: "ambiguous";
      readonly candidates: readonly Candidate[];
      readonly unmatched: readonly string[];
    }
  | { readonly kind: "command"; readonly command: SpokenCommand }
  | {
      readonly kind: "none";
      readonly reason: NoDraftReason;
      readonly unmatched: readonly string[];
    };

/** The longest transcript read, in UTF-16 units. */
export const MAX_TRANSCRIPT = 2_000;
export const MAX_CANDIDATES = 4;

/** Could the till charge this? */
export function isWithinLimits({ amount, lines }: Bill): boolean {
  return (
    isPayable(amount) &&
    lines.length <= MAX_LINES &&
    lines.every(
      ({ quantity }) => Number.isInteger(quantity) && quantity >= 1 && quantity <= MAX_QUANTITY,
    )
  );
}
