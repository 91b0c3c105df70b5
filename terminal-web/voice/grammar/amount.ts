import type { NoDraftReason } from "../../state/hearing.ts";
import type { NumberPiece, Reading, Span, StopPiece } from "./piece.ts";

/** An amount found in tokens, or the reason why there can be none, and where it ends. */
export interface Amount {
  piece: NumberPiece | StopPiece;
  next: number;
}

/** The tokens that an amount was read from. */
export interface Stretch {
  tokens: readonly Span[];
  at: number;
  next: number;
}

type NumberTraits = Partial<Pick<NumberPiece, "price" | "count" | "cents" | "isMoney" | "measure">>;

/** A number of these readings; money and no quantity unless the traits say otherwise. */
export function numberAmount(
  stretch: Stretch,
  bare: readonly Reading[],
  traits: NumberTraits = {},
): Amount {
  const { price = bare, isMoney = true, count, cents, measure } = traits;
  const piece: NumberPiece = {
    type: "number",
    ...spanOf(stretch),
    bare,
    price,
    count,
    cents,
    isMoney,
    measure,
  };
  return { piece, next: stretch.next };
}

/** Money in minor units that can be read in one way only. */
export function plainAmount(stretch: Stretch, minor: number): Amount {
  return numberAmount(stretch, [{ minor, reason: "whole" }]);
}

export function stoppedAmount(stretch: Stretch, reason: NoDraftReason): Amount {
  return { piece: { type: "stop", reason, ...spanOf(stretch) }, next: stretch.next };
}

function spanOf({ tokens, at, next }: Stretch): Span {
  return { from: tokens[at]?.from ?? 0, to: tokens[next - 1]?.to ?? 0 };
}
