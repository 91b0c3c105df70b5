import { MAX_NAME } from "../../../worker/domain/bill.ts";
import { plainText } from "../../../worker/domain/plain-text.ts";
import type { Piece } from "./piece.ts";
import { isMark, nameAt } from "./pieces-at.ts";

/**
 * Makes one name of what belongs together and nobody has listed: two names that no number parts ("fish and chips"),
 * and a name with a number of its own before a price ("table 4 $42").
 */
export function joinedNames(pieces: readonly Piece[], text: string): Piece[] {
  const joined: Piece[] = [];
  let at = 0;
  while (at < pieces.length) {
    const piece = pieces[at];
    if (piece === undefined) break;
    const last = piece.type === "name" && piece.item === undefined ? lastOf(pieces, at) : undefined;
    const name = last && plainText(text.slice(piece.from, last.piece.to), MAX_NAME);
    if (piece.type === "name" && last !== undefined && name?.ok) {
      const { isPlural, weight } = last.piece.type === "name" ? last.piece : piece;
      joined.push({ ...piece, to: last.piece.to, name: name.value, isPlural, weight });
      at = last.next;
    } else {
      joined.push(piece);
      at += 1;
    }
  }
  return joined;
}

/** The piece that ends a name of several. */
function lastOf(pieces: readonly Piece[], at: number): { piece: Piece; next: number } | undefined {
  const second = nameAt(pieces, at + 2);
  if (isMark(pieces[at + 1], "and") && second !== undefined && second.item === undefined) {
    return { piece: second, next: at + 3 };
  }
  const number = pieces[at + 1];
  const price = pieces[at + 2];
  const isOwn = number?.type === "number" && number.count !== undefined && !number.isMoney;
  const isPriced = price?.type === "number" && price.isMoney;
  if (!isOwn || !isPriced || nameAt(pieces, at + 3) !== undefined) return undefined;
  return { piece: number, next: at + 2 };
}
