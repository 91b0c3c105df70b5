import { type Amount, numberAmount, plainAmount, stoppedAmount } from "../amount.ts";
import type { SpeechContext } from "../heard.ts";
import { inMinor } from "../in-minor.ts";
import type { Reading } from "../piece.ts";
import { type Cardinal, cardinalAt } from "./cardinals.ts";
import { centsBehindAnd, isName, withTail } from "./coins.ts";
import { decimalAt } from "./decimals.ts";
import { type MoneyUnit, moneyAt, unitBehind } from "./money-words.ts";
import { runAmount } from "./runs.ts";
import type { Token } from "./tokenise.ts";

/** Reads an amount that begins here, with the units around it. Money of another currency stops the draft. */
export function amountAt(
  tokens: readonly Token[],
  at: number,
  context: SpeechContext,
): Amount | undefined {
  const lead = moneyAt(tokens, at, context.currency);
  const symbol = lead?.coin === "major" && startsNumber(tokens, lead.next) ? lead : undefined;
  const start = symbol?.next ?? at;
  const amount =
    decimalAmount(tokens, start, symbol, context) ??
    (symbol === undefined
      ? cardinalAmount(tokens, start, context)
      : symbolAmount(tokens, start, context));
  if (amount === undefined) return undefined;
  if (symbol?.isTills === false) {
    return stoppedAmount({ tokens, at, next: amount.next }, "other-currency");
  }
  return { ...amount, piece: { ...amount.piece, from: tokens[at]?.from ?? 0 } };
}

function startsNumber(tokens: readonly Token[], at: number): boolean {
  return cardinalAt(tokens, at) !== undefined || decimalAt(tokens, at) !== undefined;
}

/** "23.50", "twenty-three point five", "three and a half", with or without a unit. */
function decimalAmount(
  tokens: readonly Token[],
  at: number,
  symbol: MoneyUnit | undefined,
  context: SpeechContext,
): Amount | undefined {
  const said = decimalAt(tokens, at);
  if (said === undefined) return undefined;
  const unit = unitBehind(tokens, said.next, context.currency);
  // "A quarter pounder"
  const isPartOfName = said.isHalf && said.value.whole === 0 && isName(tokens[said.next]);
  if (isPartOfName && unit === undefined) return undefined;
  const stretch = { tokens, at, next: unit?.next ?? said.next };
  if (unit?.isTills === false) return stoppedAmount(stretch, "other-currency");
  const coin = symbol === undefined ? (unit?.coin ?? "major") : "major";
  const minor = inMinor(said.value, coin, context.exponent);
  if (minor === undefined) return stoppedAmount(stretch, "too-precise");
  return plainAmount(stretch, minor);
}

/** A whole number behind a symbol: "$12", "$12 50", "$20 dollars". */
function symbolAmount(
  tokens: readonly Token[],
  at: number,
  context: SpeechContext,
): Amount | undefined {
  const said = cardinalAt(tokens, at);
  if (said === undefined) return undefined;
  const unit = unitBehind(tokens, said.next, context.currency);
  const isRepeated = unit?.coin === "major" && unit.isTills;
  const stretch = { tokens, at, next: isRepeated ? unit.next : said.next };
  return withTail(stretch, said.value * 10 ** context.exponent, true, tokens, context);
}

/** A whole number with its unit behind it, or without any. */
function cardinalAmount(
  tokens: readonly Token[],
  at: number,
  context: SpeechContext,
): Amount | undefined {
  // "A dollar fifty"
  const isArticle = tokens[at]?.word === "a" || tokens[at]?.word === "an";
  const oneOf = isArticle ? moneyAt(tokens, at + 1, context.currency) : undefined;
  if (oneOf !== undefined)
    return withUnit(tokens, at, { value: 1, parts: undefined }, oneOf, context);

  const said = cardinalAt(tokens, at);
  if (said === undefined) return undefined;
  const unit = unitBehind(tokens, said.next, context.currency);
  if (unit !== undefined) return withUnit(tokens, at, said, unit, context);
  return centsBehindAnd(tokens, at, said, context) ?? runAmount(tokens, at, context);
}

/** A number and its unit, and what may follow: "twelve dollars fifty", "fifty cents". */
function withUnit(
  tokens: readonly Token[],
  at: number,
  said: Pick<Cardinal, "value" | "parts">,
  unit: MoneyUnit,
  context: SpeechContext,
): Amount {
  const stretch = { tokens, at, next: unit.next };
  if (!unit.isTills) return stoppedAmount(stretch, "other-currency");
  const minor = inMinor({ whole: said.value, fraction: "" }, unit.coin, context.exponent);
  if (minor === undefined) return stoppedAmount(stretch, "too-precise");
  if (unit.coin === "major") return withTail(stretch, minor, false, tokens, context);

  const whole = 10 ** context.exponent;
  const readings: Reading[] = [{ minor, reason: "whole" }];
  // "A hundred and fifty cents" may be a hundred, and fifty cents.
  if (said.parts !== undefined && minor >= whole) {
    readings.push({ minor: said.parts.above * whole + said.parts.below, reason: "cents" });
  }
  return numberAmount(stretch, readings, { cents: minor < whole ? minor : undefined });
}
