import { type LineEntry, lineAt } from "./lines.ts";
import type { LostPiece, MarkPiece, NumberPiece, Piece, Span } from "./piece.ts";
import { afterMark, isMark, isOneOfThem, isTotalBehind, nameAt } from "./pieces-at.ts";

/** How an amount hangs on the one before it. */
export type Joiner = "and" | "plus" | "or" | "break" | "none";

/** An amount without a name, said once or several times over. */
export interface LooseEntry {
  number: NumberPiece;
  times: number;
  /** Whether the number is for one or for all, best first. */
  spreads: readonly ("each" | "total")[];
  joiner: Joiner;
}

/** What one stretch of speech says, sorted. */
export interface Entries {
  lines: LineEntry[];
  loose: LooseEntry[];
  totals: NumberPiece[];
  /** A quantity that counts nothing: "make that three". */
  counts: number[];
  lost: (Span & Pick<LostPiece, "weight">)[];
  /** Something in it can only be meant for a till. */
  isSure: boolean;
}

/** Sorts pieces into entries, left to right, in one pass. */
export function entriesOf(pieces: readonly Piece[]): Entries {
  const entries: Entries = {
    lines: [],
    loose: [],
    totals: [],
    counts: [],
    lost: [],
    isSure: false,
  };
  let joiner: Joiner = "none";
  let at = 0;
  while (at < pieces.length) {
    const piece = pieces[at];
    if (piece === undefined) break;
    const line = lineAt(pieces, at);
    if (line !== undefined) {
      entries.lines.push(line.entry);
      entries.isSure ||= line.entry.isSure;
      entries.lost.push(...pieces.slice(at, line.next).filter((inside) => inside.type === "lost"));
      at = line.next;
      joiner = "none";
    } else if (piece.type === "number" || piece.type === "count") {
      at = readAmount(pieces, at, joiner, entries);
      joiner = "none";
    } else if (piece.type === "mark") {
      entries.isSure ||= piece.mark === "charge" || piece.mark === "total";
      const total = piece.mark === "total" ? totalBehind(pieces, at + 1) : undefined;
      if (total?.type === "number") {
        entries.totals.push(total);
        at = pieces.indexOf(total, at) + 1;
      } else at += 1;
      joiner = joined(joiner, piece);
    } else {
      if (piece.type === "lost") entries.lost.push(piece);
      at += 1;
    }
  }
  return entries;
}

/** The number behind "total", past the number of things: 一共三个四十五块. */
function totalBehind(pieces: readonly Piece[], at: number): Piece | undefined {
  const next = afterMark(pieces, at, "at", "break", "charge");
  const isCount = pieces[next]?.type === "count" && pieces[next + 1]?.type === "number";
  return pieces[isCount ? next + 1 : next];
}

/** A comma beside "and" adds nothing to it. */
function joined(before: Joiner, mark: MarkPiece): Joiner {
  if (mark.mark === "and" || mark.mark === "plus" || mark.mark === "or") return mark.mark;
  return mark.mark === "break" && before === "none" ? "break" : before;
}

/** Reads an amount without a name ("three at four fifty", "eleven fifty total"); returns where it ends. */
function readAmount(
  pieces: readonly Piece[],
  at: number,
  joiner: Joiner,
  entries: Entries,
): number {
  const first = pieces[at];
  if (first?.type === "count") {
    const money = pieces[at + 1];
    if (money?.type === "number") {
      const spreads = first.count === 1 ? (["each"] as const) : (["each", "total"] as const);
      entries.loose.push({ number: money, times: first.count, spreads, joiner });
      entries.isSure ||= first.kind !== "article";
      return skipEach(pieces, at + 2);
    }
    if (first.kind !== "article") entries.counts.push(first.count);
    return at + 1;
  }
  if (first?.type !== "number") return at + 1;
  entries.isSure ||= first.isMoney;
  if (isTotalBehind(pieces, at + 1)) {
    entries.totals.push(first);
    return at + 2;
  }
  const second = pieces[at + 2];
  if (
    first.count !== undefined &&
    !first.isMoney &&
    second?.type === "number" &&
    isMark(pieces[at + 1], "times", "at", "for")
  ) {
    const next = skipEach(pieces, at + 3);
    const isAsked = isMark(pieces[at + 1], "for") && next === at + 3;
    entries.loose.push({
      number: second,
      times: first.count,
      spreads: isAsked ? ["total", "each"] : ["each"],
      joiner,
    });
    entries.isSure = true;
    return next;
  }
  // "Thirty dollars for two": a party of two, not two dollars more.
  const isParty = first.isMoney && isMark(pieces[at + 1], "for") && second?.type === "number";
  if (isParty && second.count !== undefined && !second.isMoney) {
    entries.loose.push({ number: first, times: 1, spreads: ["each"], joiner });
    entries.lost.push({ from: second.from, to: second.to, weight: 1 });
    return at + 3;
  }
  // 三十八一位四位
  const heads = pieces[at + 2];
  if (
    isOneOfThem(pieces[at + 1]) &&
    heads?.type === "count" &&
    nameAt(pieces, at + 3) === undefined
  ) {
    entries.loose.push({ number: first, times: heads.count, spreads: ["each"], joiner });
    return at + 3;
  }
  // "Ninety-nine cents each times ten"
  const behind = skipEach(pieces, at + 1);
  const times = isMark(pieces[behind], "times") ? pieces[behind + 1] : undefined;
  const isCounted = times?.type === "number" && times.count !== undefined && !times.isMoney;
  const count = isCounted ? (times.count ?? 1) : 1;
  entries.loose.push({ number: first, times: count, spreads: ["each"], joiner });
  return isCounted ? behind + 2 : at + 1;
}

function skipEach(pieces: readonly Piece[], at: number): number {
  return isMark(pieces[at], "each") ? at + 1 : at;
}
