import type { SpeechContext } from "../heard.ts";
import type { Piece } from "../piece.ts";
import { amountAt } from "./amounts.ts";
import { smallNumber } from "./number-words.ts";
import type { Token } from "./tokenise.ts";

/** Takes the last figure of a row of numbers for the quantity of what follows, if the rest is still an amount. */
export function splitRun(
  tokens: readonly Token[],
  from: number,
  to: number,
  context: SpeechContext,
): Piece[] | undefined {
  const last = tokens[to - 1];
  if (last === undefined || to - from < 2) return undefined;
  const count = last.kind === "figures" ? Number(last.word) : smallNumber(last.word);
  if (count === undefined || !Number.isInteger(count) || count < 1 || count > 9) return undefined;
  // One number of tens and a unit is one number: "twenty two bagels".
  const isOneNumber =
    to - from === 2 && last.kind === "word" && (smallNumber(tokens[from]?.word) ?? 0) >= 20;
  if (isOneNumber) return undefined;
  const price = amountAt(tokens.slice(0, to - 1), from, context);
  if (price === undefined || price.next !== to - 1 || price.piece.type !== "number")
    return undefined;
  return [
    price.piece,
    { type: "count", count, kind: "plain", measure: undefined, from: last.from, to: last.to },
  ];
}
