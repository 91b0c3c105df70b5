import type { PlainText } from "../../../worker/domain/plain-text.ts";
import type { CandidateReason, NoDraftReason } from "../../state/hearing.ts";
import type { CatalogueItem, SpokenCommand } from "./heard.ts";

/** One way to read a number as money, in minor units; Infinity where it is beyond counting. */
export interface Reading {
  minor: number;
  reason: CandidateReason;
}

/** Where a piece stands in the normalised transcript, so that words without a place can be shown back. */
export interface Span {
  from: number;
  to: number;
}

/** A number that may be money, or a quantity if nothing says otherwise. */
export interface NumberPiece extends Span {
  type: "number";
  /** Its readings, best first, where nothing else was said. */
  bare: readonly Reading[];
  /** Its readings beside a name, where "three fifty" is a price. */
  price: readonly Reading[];
  /** The quantity it would be. Undefined if it was said as money or as several figures. */
  count: number | undefined;
  /** The minor units it would be behind a whole amount: "fifty" after "twenty-three". */
  cents: number | undefined;
  /** Said with a unit, a symbol or a point: surely money. */
  isMoney: boolean;
  /** The measure word its unit could also be: 两块 is two yuan or two pieces. */
  measure: string | undefined;
}

/** A quantity and nothing else. An article may be only an article; a pack is priced as one or as many. */
export interface CountPiece extends Span {
  type: "count";
  count: number;
  kind: "article" | "plain" | "pack";
  measure: string | undefined;
}

export interface NamePiece extends Span {
  type: "name";
  name: PlainText;
  item: CatalogueItem | undefined;
  isPlural: boolean;
  /** How much speech it is, counted like the weight of lost words. */
  weight: number;
}

/** A word of the grammar. "each" may carry the measure it counts by; "break" is a comma or a stop. */
export interface MarkPiece extends Span {
  type: "mark";
  mark: "at" | "for" | "each" | "total" | "and" | "plus" | "times" | "or" | "charge" | "break";
}

/** A second thought. hesitate: perhaps instead. replace: surely instead. not: what follows is denied. */
export interface MendPiece extends Span {
  type: "mend";
  mend: "hesitate" | "replace" | "not";
}

export interface CommandPiece extends Span {
  type: "command";
  command: SpokenCommand;
}

/** Words without a place; the weight is in words, or in characters of Chinese. */
export interface LostPiece extends Span {
  type: "lost";
  weight: number;
  /** Belongs to the name before it ("no sugar"), so a price may still follow. */
  isRemark: boolean;
}

/** Something that forbids a draft however the rest is read. */
export interface StopPiece extends Span {
  type: "stop";
  reason: NoDraftReason;
}

export type Piece =
  | NumberPiece
  | CountPiece
  | NamePiece
  | MarkPiece
  | MendPiece
  | CommandPiece
  | LostPiece
  | StopPiece;

/** What a language makes of a transcript. A transcript of lost weight `noiseWeight` or more is noise if nothing in it is sure. */
export interface Scan {
  text: string;
  pieces: readonly Piece[];
  noiseWeight: number;
}
