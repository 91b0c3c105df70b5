import type { CandidateReason } from "../../state/hearing.ts";
import type { LineHead } from "./line-head.ts";
import type { NumberPiece, Reading } from "./piece.ts";
import type { PriceTail } from "./price-tail.ts";

/** One way to price a line. */
export interface LineOption {
  reason: CandidateReason;
  /** May be a fraction of a measure. */
  count: number;
  /** The price is for all of them, not for each. */
  isForAll: boolean;
  readings: readonly Reading[];
}

/** What was said about one line. */
export interface LineSpeech {
  head: LineHead;
  tail: PriceTail | undefined;
  count: number;
  /** The quantity was said after the name, which makes a price behind it rather one for all: 包子三个五块. */
  isCountBehind: boolean;
}

/** The ways to price a line, best first; none if it has no price. */
export function optionsOf({ head, tail, count, isCountBehind }: LineSpeech): LineOption[] {
  const unitPrice = head.name.item?.unitPrice;
  if (head.before !== undefined && head.isBeforeForAll) {
    return [{ reason: "total", count, isForAll: true, readings: head.before.price }];
  }
  if (head.before !== undefined) return optionsBefore(head.before, count, unitPrice);
  if (tail === undefined) return listed(unitPrice, count, "each");

  const { number, mark } = tail;
  // Where speech and catalogue agree there is no doubt left.
  const isTotalListed = mark !== "each" && mark !== "at" && says(number, (unitPrice ?? 0) * count);
  if (unitPrice !== undefined && (says(number, unitPrice) || isTotalListed)) {
    return listed(unitPrice, count, "each");
  }
  const pieces =
    head.kind === "none" && mark === "none" && number.measure !== undefined
      ? number.count
      : undefined;
  // 蛋糕一块 is one piece of a listed cake, or cake for one yuan.
  if (pieces !== undefined && unitPrice !== undefined)
    return optionsBefore(number, count, unitPrice);
  const readings = number.price;
  const each: LineOption = { reason: "each", count, isForAll: false, readings };
  const total: LineOption = { reason: "total", count, isForAll: true, readings };
  if (mark === "each" || count === 1) return [each];
  const isRatherTotal = mark === "none" && (isCountBehind || count < 1);
  if (head.kind === "pack" || mark === "for" || isRatherTotal) return [total, each];
  // Two and a half pounds at four is four a pound, and without the "at" it may be four for all.
  return mark === "none" && !Number.isInteger(count) ? [each, total] : [each];
}

/** A price that may be a number of pieces. 两块蛋糕 is two pieces of a listed cake, or cake for two yuan. */
function optionsBefore(
  before: NumberPiece,
  count: number,
  unitPrice: number | undefined,
): LineOption[] {
  const priced: LineOption = { reason: "price", count, isForAll: false, readings: before.price };
  const isPieces = before.measure !== undefined && before.count !== undefined;
  if (!isPieces || unitPrice === undefined || says(before, unitPrice)) return [priced];
  return [...listed(unitPrice, before.count ?? count, "quantity"), priced];
}

function listed(
  unitPrice: number | undefined,
  count: number,
  reason: CandidateReason,
): LineOption[] {
  if (unitPrice === undefined) return [];
  return [{ reason, count, isForAll: false, readings: [{ minor: unitPrice, reason: "whole" }] }];
}

/** Can the price be read as this amount? */
function says(price: NumberPiece, minor: number): boolean {
  return price.price.some((reading) => reading.minor === minor);
}
