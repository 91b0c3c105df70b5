import { quantityOf } from "../decimal.ts";
import type { CountPiece } from "../piece.ts";
import { cardinalAt } from "./cardinals.ts";
import { decimalAt } from "./decimals.ts";
import { isMoneyWord } from "./money-words.ts";
import type { Token } from "./tokenise.ts";
import { isPlural, isWeight } from "./word-forms.ts";

/** Reads a quantity that cannot be money: "a dozen", "half a dozen", "a couple of", "two and a half" kilos. */
export function quantityAt(
  tokens: readonly Token[],
  at: number,
): { piece: CountPiece; next: number } | undefined {
  const found = dozenAt(tokens, at) ?? coupleAt(tokens, at) ?? weightAt(tokens, at);
  if (found === undefined) return undefined;
  const { count, kind, next } = found;
  const behind = tokens[next]?.word === "of" ? next + 1 : next;
  const span = { from: tokens[at]?.from ?? 0, to: tokens[behind - 1]?.to ?? 0 };
  return { piece: { type: "count", count, kind, measure: undefined, ...span }, next: behind };
}

interface Quantity {
  count: number;
  kind: "plain" | "pack";
  next: number;
}

function dozenAt(tokens: readonly Token[], at: number): Quantity | undefined {
  const words = tokens.slice(at, at + 3).map(({ word }) => word);
  if (words[0] === "half") {
    const next = words[1] === "a" ? 2 : 1;
    return isDozen(words[next]) ? { count: 6, kind: "pack", next: at + next + 1 } : undefined;
  }
  if (isDozen(words[0])) return { count: 12, kind: "pack", next: at + 1 };
  if (words[0] === "a" && isDozen(words[1])) return { count: 12, kind: "pack", next: at + 2 };
  const several = cardinalAt(tokens, at);
  if (several === undefined || !isDozen(tokens[several.next]?.word)) return undefined;
  return { count: several.value * 12, kind: "pack", next: several.next + 1 };
}

function isDozen(word: string | undefined): boolean {
  return word === "dozen" || word === "dozens";
}

function coupleAt(tokens: readonly Token[], at: number): Quantity | undefined {
  const start = tokens[at]?.word === "a" ? at + 1 : at;
  return tokens[start]?.word === "couple"
    ? { count: 2, kind: "plain", next: start + 1 }
    : undefined;
}

/** "Two and a half kilos", "half a sandwich": the weight word stays with the name. */
function weightAt(tokens: readonly Token[], at: number): Quantity | undefined {
  const decimal = decimalAt(tokens, at);
  if (decimal === undefined) return undefined;
  const counted = tokens[decimal.next];
  // "Half a bagel" is a half of anything, "two and a half" needs a plural to count.
  const isHalfOf = decimal.value.whole === 0 && tokens[decimal.next - 1]?.word === "a";
  const isThing =
    counted?.kind === "listed" ||
    (counted?.kind === "word" && (isHalfOf || isPlural(counted.word)));
  const isCounting = (decimal.isFraction && isWeight(counted?.word)) || (decimal.isHalf && isThing);
  if (!isCounting || isMoneyWord(counted?.word)) return undefined;
  return { count: quantityOf(decimal.value), kind: "plain", next: decimal.next };
}
