import type { CatalogueItem } from "./heard.ts";
import type { NumberPiece, Piece } from "./piece.ts";
import { afterRemarks, isMark, isOneOfThem, isTotalBehind, nameAt } from "./pieces-at.ts";

/** A price behind a name, and the word that says what it is for. */
export interface PriceTail {
  number: NumberPiece;
  mark: "each" | "at" | "for" | "none";
  isSure: boolean;
  next: number;
}

/** What was said of the thing before its price. */
export interface PricedThing {
  item: CatalogueItem | undefined;
  measure: string | undefined;
  /** Its quantity was said. */
  hasCount: boolean;
}

/** Reads the price of the thing just named, if there is one. */
export function priceTailAt(
  pieces: readonly Piece[],
  at: number,
  thing: PricedThing,
): PriceTail | undefined {
  let start = afterRemarks(pieces, at);
  // A comma may stand before what one of them costs, and before the price of what has none.
  const isOpen = thing.item?.unitPrice === undefined && isPriceAlone(pieces, start + 1);
  if (isMark(pieces[start], "break") && (isOpen || saysOfEach(pieces, start + 1))) start += 1;

  const isEachFirst = saysOfEach(pieces, start);
  const lead = pieces[start];
  const isAt = isMark(lead, "at");
  const isFor = isMark(lead, "for");
  const numberIndex = isEachFirst || isAt || isFor ? start + 1 : start;
  const number = pieces[numberIndex];
  if (number?.type !== "number") return undefined;
  if (numberIndex === start && isQuantityOfNext(pieces, numberIndex, thing)) return undefined;
  if (numberIndex === start && isTotalBehind(pieces, numberIndex + 1)) return undefined;

  const isEachAfter = isEachBehind(pieces, numberIndex + 1, thing.measure);
  const next = isEachAfter ? numberIndex + 2 : numberIndex + 1;
  const isSure = number.isMoney || isAt || isFor || isEachFirst || isEachAfter;
  if (isEachFirst || isEachAfter) return { number, mark: "each", isSure, next };
  return { number, mark: isAt ? "at" : isFor ? "for" : "none", isSure, next };
}

/** "Each", or "one bowl", in front of a price. */
function saysOfEach(pieces: readonly Piece[], at: number): boolean {
  if (isMark(pieces[at], "each")) return pieces[at + 1]?.type === "number";
  return isOneOfThem(pieces[at]) && pieces[at + 1]?.type === "number";
}

/** "Each", or "a bowl", behind a price, and not the beginning of the next line. */
function isEachBehind(pieces: readonly Piece[], at: number, measure: string | undefined): boolean {
  const piece = pieces[at];
  if (isMark(piece, "each")) return true;
  const after = pieces[at + 1];
  if (nameAt(pieces, at + 1) !== undefined || after?.type === "number") return false;
  if (isOneOfThem(piece)) return true;
  // 两块蛋糕十块一块: the last 一块 is one piece, because the cakes were counted in pieces.
  return (
    piece?.type === "number" &&
    piece.count === 1 &&
    piece.measure !== undefined &&
    piece.measure === measure
  );
}

/** A number that counts nothing behind it. */
function isPriceAlone(pieces: readonly Piece[], at: number): boolean {
  return pieces[at]?.type === "number" && nameAt(pieces, at + 1) === undefined;
}

/** In "coffee two bagels" the number counts what follows, if the coffee has a price or both are counted. */
function isQuantityOfNext(pieces: readonly Piece[], at: number, thing: PricedThing): boolean {
  const number = pieces[at];
  const next = nameAt(pieces, at + 1);
  if (number?.type !== "number" || number.count === undefined || number.isMoney) return false;
  if (next === undefined) return false;
  if (thing.hasCount && number.count > 1 && next.isPlural) return true;
  if (thing.item?.unitPrice === undefined) return false;
  const behind = pieces[at + 2];
  const isPriced = behind?.type === "number" || isMark(behind, "at");
  return next.item?.unitPrice !== undefined || next.isPlural || isPriced;
}
