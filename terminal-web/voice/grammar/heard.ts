import { MAX_LINES, MAX_QUANTITY, type Line } from "../../../worker/domain/bill.ts";
import type { Exponent } from "../../../worker/domain/currency.ts";
import { isPayable, type Minor } from "../../../worker/domain/money.ts";
import type { Language } from "../../../worker/contract/merchant.ts";
import type { CandidateReason, NoDraftReason } from "../../state/hearing.ts";

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

export interface Candidate extends Bill {
  readonly reason: CandidateReason;
}

/** clear: forget the draft. undo: take back the last thing drafted. repeat: say it again. */
export type SpokenCommand = "clear" | "undo" | "repeat";

interface Amending {
  /** It takes the place of what was drafted on the screen, instead of joining it. */
  readonly amends?: true;
}

/**
 * What was heard, with the words that found no place. Never an order: the page shows it, and only a tap charges.
 * An ambiguous one has two to {@link MAX_CANDIDATES} different bills as candidates, best first.
 */
export type Heard =
  | (Bill & Amending & { readonly kind: "draft"; readonly unmatched: readonly string[] })
  | (Amending & {
      readonly kind: "ambiguous";
      readonly candidates: readonly Candidate[];
      readonly unmatched: readonly string[];
    })
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
