import type { CountPiece, MarkPiece, NamePiece, Piece } from "./piece.ts";

/** Is it one of these words of the grammar? */
export function isMark(
  piece: Piece | undefined,
  ...marks: readonly MarkPiece["mark"][]
): piece is MarkPiece {
  return piece?.type === "mark" && marks.includes(piece.mark);
}

/** The first place from `at` on that is none of these words. */
export function afterMark(
  pieces: readonly Piece[],
  at: number,
  ...marks: readonly MarkPiece["mark"][]
): number {
  let next = at;
  while (isMark(pieces[next], ...marks)) next += 1;
  return next;
}

/** "Total" behind a number, and not in front of another. */
export function isTotalBehind(pieces: readonly Piece[], at: number): boolean {
  const next = afterMark(pieces, at + 1, "at", "break", "charge");
  return isMark(pieces[at], "total") && pieces[next]?.type !== "number";
}

/** The first place from `at` on that is no remark about the thing just named. */
export function afterRemarks(pieces: readonly Piece[], at: number): number {
  let next = at;
  for (let piece = pieces[next]; piece?.type === "lost" && piece.isRemark; piece = pieces[next]) {
    next += 1;
  }
  return next;
}

export function nameAt(pieces: readonly Piece[], at: number): NamePiece | undefined {
  const piece = pieces[at];
  return piece?.type === "name" ? piece : undefined;
}

/** "One of them" in front of or behind a price: 一碗十块, 十块一碗. */
export function isOneOfThem(piece: Piece | undefined): piece is CountPiece {
  return (
    piece?.type === "count" &&
    piece.count === 1 &&
    piece.kind === "plain" &&
    piece.measure !== undefined
  );
}
