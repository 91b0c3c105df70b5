import { type Amount, numberAmount, stoppedAmount } from "../amount.ts";
import type { SpeechContext } from "../heard.ts";
import { type Cardinal, cardinalAt, ohAt } from "./cardinals.ts";
import { unitBehind } from "./money-words.ts";
import { runReadings } from "./run-readings.ts";
import type { Token } from "./tokenise.ts";

/** How many numbers in a row are looked at as one amount; longer rows are several. */
const LONGEST_ROW = 24;
const LONGEST_PAIRING = 4;

/** Reads numbers in a row without a unit between them as one amount, as many of them as make one. */
export function runAmount(
  tokens: readonly Token[],
  at: number,
  context: SpeechContext,
): Amount | undefined {
  const run = rowFrom(tokens, at);
  const isFigures = run.every(({ isDigit }) => isDigit);
  const longest = isFigures ? run.length : Math.min(run.length, LONGEST_PAIRING);
  for (let length = longest; length > 0; length -= 1) {
    const amount = amountOf(tokens, at, run.slice(0, length), context);
    if (amount !== undefined) return amount;
  }
  return undefined;
}

function amountOf(
  tokens: readonly Token[],
  at: number,
  run: readonly Cardinal[],
  context: SpeechContext,
): Amount | undefined {
  const last = run.at(-1);
  const readings = runReadings(run, context.exponent);
  if (last === undefined || readings === undefined) return undefined;
  const unit = unitBehind(tokens, last.next, context.currency);
  if (unit !== undefined) {
    // A unit of coins belongs to the last number alone, and the rest is another amount.
    if (unit.coin !== "major") return undefined;
    const stretch = { tokens, at, next: unit.next };
    if (!unit.isTills) return stoppedAmount(stretch, "other-currency");
    return numberAmount(stretch, readings.withUnit);
  }
  const count = run.length === 1 ? last.value : undefined;
  const isCents = count !== undefined && context.exponent === 2 && count >= 10 && count < 100;
  return numberAmount({ tokens, at, next: last.next }, readings.bare, {
    price: readings.price,
    isMoney: false,
    count,
    cents: isCents ? count : undefined,
  });
}

function rowFrom(tokens: readonly Token[], at: number): Cardinal[] {
  const row: Cardinal[] = [];
  let next = at;
  while (row.length < LONGEST_ROW) {
    const isFirst = row.length === 0;
    const found = (isFirst ? undefined : ohAt(tokens, next)) ?? cardinalAt(tokens, next);
    // "Twenty a hundred" are two numbers: only the first may begin with an article.
    if (found === undefined || (!isFirst && tokens[next]?.word === "a")) break;
    row.push(found);
    next = found.next;
  }
  return row;
}
