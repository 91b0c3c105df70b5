import type { Draft } from "./draft.ts";

/** Where speech becomes text: on this device, or at the maker of the browser. */
export type Where = "device" | "service";

/**
 * Why nothing was heard. `not-here`: this device cannot do it by itself, and the sound may not leave it.
 * `interrupted`: the till itself had something to say.
 */
export type ListenFault =
  | "unsupported"
  | "insecure"
  | "not-allowed"
  | "no-speech"
  | "audio-capture"
  | "network"
  | "language-unavailable"
  | "not-here"
  | "busy"
  | "interrupted"
  | "failed";

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

/** One of the ways in which speech can be understood, as the draft that it would make. */
export interface HeardChoice {
  readonly draft: Draft;
  readonly reason: CandidateReason;
}

/** What came of an utterance. */
export type HeardResult =
  | { readonly type: "drafted"; readonly unmatched: readonly string[] }
  /** Nothing is drafted until one is chosen. */
  | {
      readonly type: "asking";
      readonly choices: readonly HeardChoice[];
      readonly unmatched: readonly string[];
    }
  | {
      readonly type: "nothing";
      readonly reason: NoDraftReason;
      readonly unmatched: readonly string[];
    }
  | { readonly type: "cleared" | "undone" | "repeated" | "nothing-to-undo" }
  | { readonly type: "unheard"; readonly fault: ListenFault };

/** What the voice panel shows of one listening. */
export interface Hearing {
  readonly ear: "idle" | "starting" | "listening";
  /** Where the sound goes; null before the first listening. */
  readonly where: Where | null;
  /** What was said, as far as it is understood by now. */
  readonly text: string;
  /** False while the words may still change. */
  readonly isFinal: boolean;
  readonly result: HeardResult | null;
  /** There is a draft of before to go back to. */
  readonly canUndo: boolean;
}

export const SILENCE: Hearing = {
  ear: "idle",
  where: null,
  text: "",
  isFinal: true,
  result: null,
  canUndo: false,
};
