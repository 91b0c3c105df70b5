import type { CountPiece, NamePiece, NumberPiece, Piece } from "./piece.ts";
import { afterMark, isMark, isOneOfThem, nameAt } from "./pieces-at.ts";
import { priceTailAt } from "./price-tail.ts";

/** What stands up to and with the name of a line. */
export interface LineHead {
  name: NamePiece;
  count: number;
  kind: CountPiece["kind"] | "none";
  measure: string | undefined;
  /** A price said before the name. */
  before: NumberPiece | undefined;
  /** That price is for all of them: "seven dollars for two coffees". */
  isBeforeForAll: boolean;
  next: number;
}

/** Reads the name of a line and the quantity or the price before it. */
export function headAt(pieces: readonly Piece[], at: number): LineHead | undefined {
  const first = pieces[at];
  const none = {
    count: 1,
    kind: "none",
    measure: undefined,
    before: undefined,
    isBeforeForAll: false,
  } as const;
  if (first?.type === "name") return { ...none, name: first, next: at + 1 };
  if (first?.type === "count") {
    const priced = pricedBeforeName(pieces, at, first.kind === "article" ? 1 : first.count);
    if (priced !== undefined) return priced;
    const name = nameAt(pieces, at + 1);
    return (
      name && {
        ...none,
        name,
        count: first.count,
        kind: first.kind,
        measure: first.measure,
        next: at + 2,
      }
    );
  }
  if (first?.type !== "number") return undefined;

  const several =
    first.isMoney || first.count === undefined
      ? undefined
      : pricedBeforeName(pieces, at, first.count);
  if (several !== undefined) return several;
  const isTimes = isMark(pieces[at + 1], "times");
  // 十块钱三个包子
  const counted = pieces[at + 1];
  const isForCount = first.isMoney && counted?.type === "count" && counted.count > 1;
  if (isForCount && pieces[at + 3]?.type !== "number") {
    const priced = pricedForAll(pieces, at + 1, first);
    if (priced !== undefined) return priced;
  }
  const isFor = isMark(pieces[at + 1], "for");
  const priced = isFor ? pricedForAll(pieces, at + 2, first) : undefined;
  if (priced !== undefined) return priced;
  const nameIndex = afterMark(pieces, at + 1, "times", "for");
  const name = nameAt(pieces, nameIndex);
  if (name === undefined) return eachBeforeName(pieces, at, first);
  const next = nameIndex + 1;
  const quantity = {
    ...none,
    name,
    count: first.count ?? 1,
    kind: "plain",
    measure: first.measure,
    next,
  } as const;
  const price = { ...none, name, before: first, next };
  if (first.count === undefined || isFor) return price;
  // "One coffee" is never a coffee for one.
  if (isTimes || (first.count === 1 && !first.isMoney)) return quantity;
  const hasPrice =
    priceTailAt(pieces, next, { item: name.item, measure: first.measure, hasCount: true }) !==
    undefined;
  if (hasPrice || (!first.isMoney && (name.item?.unitPrice !== undefined || name.isPlural)))
    return quantity;
  return price;
}

/** "Three yuan a bottle, the cola, two bottles": 三块钱一瓶的可乐两瓶. */
function eachBeforeName(
  pieces: readonly Piece[],
  at: number,
  price: NumberPiece,
): LineHead | undefined {
  const each = pieces[at + 1];
  const name = nameAt(pieces, at + 2);
  if (
    !price.isMoney ||
    !isOneOfThem(each) ||
    name === undefined ||
    pieces[at + 3]?.type === "number"
  )
    return undefined;
  return {
    name,
    count: 1,
    kind: "plain",
    measure: undefined,
    before: price,
    isBeforeForAll: false,
    next: at + 3,
  };
}

/** "A twenty dollar gift card", "five $20 gift cards": the quantity, the price of one, the name. */
function pricedBeforeName(
  pieces: readonly Piece[],
  at: number,
  count: number,
): LineHead | undefined {
  const price = pieces[at + 1];
  const name = nameAt(pieces, at + 2);
  if (price?.type !== "number" || !price.isMoney || name === undefined) return undefined;
  if (pieces[at + 3]?.type === "number" || price.measure !== undefined) return undefined;
  const isBeforeForAll = false;
  const measure = undefined;
  return { name, count, kind: "plain", measure, before: price, isBeforeForAll, next: at + 3 };
}

/** "Seven dollars for two coffees": the quantity begins here. */
function pricedForAll(
  pieces: readonly Piece[],
  at: number,
  price: NumberPiece,
): LineHead | undefined {
  const said = pieces[at];
  const name = nameAt(pieces, at + 1);
  if (name === undefined || (said?.type !== "number" && said?.type !== "count")) return undefined;
  if (said.count === undefined || (said.type === "number" && said.isMoney)) return undefined;
  const { count, measure } = said;
  return { name, count, kind: "plain", measure, before: price, isBeforeForAll: true, next: at + 2 };
}
