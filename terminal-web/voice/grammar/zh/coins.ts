import type { Exponent } from "../../../../worker/domain/currency.ts";
import { figuresBelow } from "../currencies.ts";
import type { SpeechContext } from "../heard.ts";
import { cardinalAt } from "./cardinals.ts";
import { isMeasureAt } from "./measures.ts";
import { type MoneyUnit, moneyAt } from "./money-words.ts";
import { digitOf } from "./number-characters.ts";
import type { Token } from "./tokenise.ts";

/** What stands behind a whole amount, in minor units; undefined where the currency has no such coin. */
export interface Coins {
  minor: number | undefined;
  isOther: boolean;
  next: number;
}

/** Reads the coins behind 块 or 元: 五, 五毛, 五毛五, 零五, 五分, 半, 50. */
export function coinsAt(
  tokens: readonly Token[],
  at: number,
  context: SpeechContext,
): Coins | undefined {
  const { exponent } = context;
  if (tokens[at]?.word === "半" && !isMeasureAt(tokens, at + 1)) {
    return { minor: tenths(5, exponent), isOther: false, next: at + 1 };
  }
  const isZero = digitOf(tokens[at]?.word) === 0;
  const start = isZero ? at + 1 : at;
  const first = figureAt(tokens, start);
  if (first !== undefined) {
    const unit = moneyAt(tokens, first.next, context.currency);
    if (unit !== undefined && unit.coin !== "major")
      return coinsOf(tokens, first.value, unit, context);
    if (unit !== undefined || isCounting(tokens, first.next)) return undefined;
    const second = figureAt(tokens, first.next);
    const isPair =
      second !== undefined &&
      !isZero &&
      !isCounting(tokens, second.next) &&
      moneyAt(tokens, second.next, context.currency) === undefined;
    if (isPair)
      return {
        minor: hundredths(first.value * 10 + second.value, exponent),
        isOther: false,
        next: second.next,
      };
    const minor = isZero ? hundredths(first.value, exponent) : tenths(first.value, exponent);
    return { minor, isOther: false, next: first.next };
  }
  return oneNumberAt(tokens, at, context);
}

/** Coins said as one number, or written: 五十, 50, 05, and 二百五十费尔. */
function oneNumberAt(
  tokens: readonly Token[],
  at: number,
  context: SpeechContext,
): Coins | undefined {
  const said = cardinalAt(tokens, at);
  if (said === undefined) return undefined;
  const value = said.readings[0]?.value ?? 0;
  const unit = moneyAt(tokens, said.next, context.currency);
  if (unit !== undefined)
    return unit.coin === "major" ? undefined : coinsOf(tokens, value, unit, context);
  if (isCounting(tokens, said.next)) return undefined;
  if (said.isWritten && said.figures === context.exponent)
    return { minor: value, isOther: false, next: said.next };
  const isPair = said.isWritten ? said.figures === 2 : value >= 10 && value < 100;
  return isPair
    ? { minor: hundredths(value, context.exponent), isOther: false, next: said.next }
    : undefined;
}

/** So many coins, and what may follow tenths: 五毛, 五毛五, 五毛五分, 五分. */
export function coinsOf(
  tokens: readonly Token[],
  value: number,
  unit: MoneyUnit,
  context: SpeechContext,
): Coins {
  const { exponent } = context;
  const isOther = !unit.isTills;
  const below = figuresBelow(unit.coin, exponent);
  const minor = below < 0 ? undefined : value * 10 ** below;
  if (unit.coin !== "tenth" || minor === undefined) return { minor, isOther, next: unit.next };
  const rest = figureAt(tokens, unit.next);
  if (rest === undefined) return { minor, isOther, next: unit.next };
  const restUnit = moneyAt(tokens, rest.next, context.currency);
  if (restUnit?.coin === "minor")
    return {
      minor: minor + rest.value,
      isOther: isOther || !restUnit.isTills,
      next: restUnit.next,
    };
  if (restUnit !== undefined || isCounting(tokens, rest.next))
    return { minor, isOther, next: unit.next };
  return { minor: minor + rest.value * 10 ** (exponent - 2), isOther, next: rest.next };
}

/** One figure, spoken or written. */
function figureAt(
  tokens: readonly Token[],
  at: number,
): { value: number; next: number } | undefined {
  const token = tokens[at];
  if (token?.kind === "figures" && /^\d$/u.test(token.word))
    return { value: Number(token.word), next: at + 1 };
  const value = digitOf(token?.word);
  return value === undefined || isTens(tokens, at) ? undefined : { value, next: at + 1 };
}

function isTens(tokens: readonly Token[], at: number): boolean {
  const said = cardinalAt(tokens, at);
  return said !== undefined && said.figures === 0;
}

/** The number before this place counts things: 一瓶. */
function isCounting(tokens: readonly Token[], at: number): boolean {
  return isMeasureAt(tokens, at);
}

function tenths(value: number, exponent: Exponent): number | undefined {
  return exponent === 0 ? undefined : value * 10 ** (exponent - 1);
}

function hundredths(value: number, exponent: Exponent): number | undefined {
  return exponent === 0 ? undefined : value * 10 ** (exponent - 2);
}
