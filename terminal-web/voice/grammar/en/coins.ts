import { type Amount, plainAmount, type Stretch, stoppedAmount } from "../amount.ts";
import { figuresBelow } from "../currencies.ts";
import type { SpeechContext } from "../heard.ts";
import { type Cardinal, cardinalAt, ohAt } from "./cardinals.ts";
import { unitBehind } from "./money-words.ts";
import type { Token } from "./tokenise.ts";

/** Coins behind a whole amount, in minor units. */
interface Coins {
  minor: number;
  hasUnit: boolean;
  isOther: boolean;
  /** Said or written with all their figures: "fifty", "oh five", "05". */
  isFull: boolean;
  next: number;
}

/** Adds what follows a whole amount in minor units: "fifty", "and fifty cents", "oh five", "and a half". */
export function withTail(
  stretch: Stretch,
  base: number,
  isSymbol: boolean,
  tokens: readonly Token[],
  context: SpeechContext,
): Amount {
  const { at, next } = stretch;
  const isAnd = tokens[next]?.word === "and";
  const start = isAnd ? next + 1 : next;
  if (isAnd && tokens[start]?.word === "a" && tokens[start + 1]?.word === "half") {
    const end = { tokens, at, next: start + 2 };
    if (context.exponent === 0) return stoppedAmount(end, "too-precise");
    return plainAmount(end, base + 5 * 10 ** (context.exponent - 1));
  }
  const coins = coinsAt(tokens, start, context);
  if (coins === undefined) return plainAmount(stretch, base);
  const end = { tokens, at, next: coins.next };
  if (coins.isOther) return stoppedAmount(end, "other-currency");
  const isFree = !isName(tokens[coins.next]);
  const isMeant =
    coins.hasUnit || (isAnd ? coins.isFull && isFree : coins.isFull || (!isSymbol && isFree));
  return isMeant ? plainAmount(end, base + coins.minor) : plainAmount(stretch, base);
}

/** "Twenty and fifty cents". */
export function centsBehindAnd(
  tokens: readonly Token[],
  at: number,
  said: Cardinal,
  context: SpeechContext,
): Amount | undefined {
  if (tokens[said.next]?.word !== "and") return undefined;
  const coins = coinsAt(tokens, said.next + 1, context);
  if (coins === undefined || !coins.hasUnit) return undefined;
  const stretch = { tokens, at, next: coins.next };
  if (coins.isOther) return stoppedAmount(stretch, "other-currency");
  return plainAmount(stretch, said.value * 10 ** context.exponent + coins.minor);
}

function coinsAt(tokens: readonly Token[], at: number, context: SpeechContext): Coins | undefined {
  const { currency, exponent } = context;
  const oh = ohAt(tokens, at);
  const first = cardinalAt(tokens, oh?.next ?? at);
  if (first === undefined || exponent === 0) return undefined;
  // "One dinar two fifty": the hundred is left out.
  const isElidable = exponent === 3 && first.isDigit && oh === undefined;
  const second = isElidable ? cardinalAt(tokens, first.next) : undefined;
  const isElided = second !== undefined && second.value >= 10 && second.value < 100;
  const value = isElided ? first.value * 100 + second.value : first.value;
  const end = isElided ? second.next : first.next;
  const unit = unitBehind(tokens, end, currency);
  const minor = value * 10 ** figuresBelow(unit?.coin ?? "minor", exponent);
  if (unit?.coin === "major" || minor >= 10 ** exponent) return undefined;
  return {
    minor,
    hasUnit: unit !== undefined,
    isOther: unit?.isTills === false,
    isFull: first.figures === 0 ? value >= 10 || oh !== undefined : first.figures === exponent,
    next: unit?.next ?? end,
  };
}

/** A word that the number before it would rather count. */
export function isName(token: Token | undefined): boolean {
  return token?.kind === "word" || token?.kind === "han" || token?.kind === "listed";
}
