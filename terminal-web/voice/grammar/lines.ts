import type { PlainText } from "../../../worker/domain/plain-text.ts";
import type { CatalogueItem } from "./heard.ts";
import { headAt, type LineHead } from "./line-head.ts";
import { type LineOption, optionsOf } from "./line-options.ts";
import type { NumberPiece, Piece, Span } from "./piece.ts";
import { afterRemarks, isMark, nameAt } from "./pieces-at.ts";
import { type PriceTail, priceTailAt } from "./price-tail.ts";

/** A thing and what was said about its price; without options it has none. */
export interface LineEntry extends Span {
  name: PlainText;
  item: CatalogueItem | undefined;
  count: number;
  options: readonly LineOption[];
  /** The price as spoken, if nothing said what it is for. */
  unmarked: NumberPiece | undefined;
  /** The price was said, not looked up. */
  isPriceSpoken: boolean;
  isSure: boolean;
  weight: number;
}

/** Reads one line of a bill, if one begins here: a name with its quantity and price, in the orders people say them. */
export function lineAt(
  pieces: readonly Piece[],
  at: number,
): { entry: LineEntry; next: number } | undefined {
  const head = headAt(pieces, at);
  if (head === undefined) return undefined;
  const from = pieces[at]?.from ?? 0;

  const behind = countBehind(pieces, head);
  const measure = behind?.measure ?? head.measure;
  const afterCount = behind?.next ?? head.next;
  const hasCount = behind !== undefined || head.kind === "plain" || head.kind === "pack";
  const tail =
    head.before === undefined
      ? priceTailAt(pieces, afterCount, { item: head.name.item, measure, hasCount })
      : undefined;
  const last =
    behind === undefined && tail !== undefined ? countAfterPrice(pieces, tail) : undefined;

  const count = (behind ?? last ?? head).count;
  const next = last?.next ?? tail?.next ?? afterCount;
  const entry: LineEntry = {
    from,
    to: pieces[next - 1]?.to ?? head.name.to,
    name: head.name.name,
    item: head.name.item,
    count,
    options: optionsOf({
      head,
      tail,
      count,
      isCountBehind: (behind ?? last)?.measure !== undefined,
    }),
    unmarked: tail?.mark === "none" ? tail.number : undefined,
    isPriceSpoken: tail !== undefined || head.before !== undefined,
    isSure:
      hasCount || head.name.item !== undefined || (tail?.isSure ?? head.before?.isMoney ?? false),
    weight: head.name.weight,
  };
  return { entry, next };
}

/** A quantity said after the price: 鸡蛋一块一个要十个, "coffee 3.50 times two". */
function countAfterPrice(
  pieces: readonly Piece[],
  tail: PriceTail,
): { count: number; measure: string | undefined; next: number } | undefined {
  const first = pieces[tail.next];
  if (isMark(first, "times")) {
    const times = pieces[tail.next + 1];
    const count = times?.type === "number" || times?.type === "count" ? times.count : undefined;
    return count === undefined ? undefined : { count, measure: undefined, next: tail.next + 2 };
  }
  const isCount = first?.type === "count" && first.measure !== undefined && first.count > 1;
  const isAt = tail.mark === "at" || tail.mark === "for";
  if (!isCount || isAt || nameAt(pieces, tail.next + 1) !== undefined) return undefined;
  return pieces[tail.next + 1]?.type === "number"
    ? undefined
    : { count: first.count, measure: first.measure, next: tail.next + 1 };
}

/** A quantity said after the name: 牛肉面两碗, "coffee times two". */
function countBehind(
  pieces: readonly Piece[],
  head: LineHead,
): { count: number; measure: string | undefined; next: number } | undefined {
  const at = afterRemarks(pieces, head.next);
  const first = pieces[at];
  if (isMark(first, "times")) {
    const times = pieces[at + 1];
    if (times?.type !== "number" && times?.type !== "count") return undefined;
    return times.count === undefined
      ? undefined
      : { count: times.count, measure: undefined, next: at + 2 };
  }
  // "Coffee 2 x 3.50"
  const isProduct =
    first?.type === "number" &&
    !first.isMoney &&
    isMark(pieces[at + 1], "times") &&
    pieces[at + 2]?.type === "number";
  if (isProduct && first.count !== undefined && head.kind === "none") {
    return { count: first.count, measure: undefined, next: at + 2 };
  }
  // A count with a measure in front of the name leaves none to come, unless it only said what one costs.
  if (head.measure !== undefined || (head.kind !== "none" && head.before === undefined))
    return undefined;
  if (
    first?.type !== "count" ||
    first.measure === undefined ||
    nameAt(pieces, at + 1) !== undefined
  )
    return undefined;
  return { count: first.count, measure: first.measure, next: at + 1 };
}
