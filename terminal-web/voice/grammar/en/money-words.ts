import {
  ENGLISH_COUNTRIES,
  ENGLISH_MONEY,
  isSpokenIn,
  type MoneyWord,
  SYMBOLS,
} from "../currencies.ts";
import type { Token } from "./tokenise.ts";

/** A unit of money as said, and whether it is the till's. */
export interface MoneyUnit {
  coin: MoneyWord["coin"];
  isTills: boolean;
  next: number;
}

/** Reads a symbol, a code or a word for money: "$", "US$", "dollars", "hong kong dollars", "cents". */
export function moneyAt(
  tokens: readonly Token[],
  at: number,
  currency: string,
): MoneyUnit | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  const behind = tokens[at + 1];
  if (behind?.kind === "symbol" && behind.isGlued) {
    const narrowed = SYMBOLS.get(token.word + behind.word);
    if (narrowed !== undefined) return unit(narrowed, currency, at + 2);
  }
  for (const length of [2, 1]) {
    const country = ENGLISH_COUNTRIES.get(wordsFrom(tokens, at, length));
    const money = country && moneyWord(tokens[at + length]);
    if (money === undefined || country === undefined || money === "") continue;
    return {
      coin: money.coin,
      isTills: country === currency && isSpokenIn(money, currency),
      next: at + length + 1,
    };
  }
  const word = moneyWord(token);
  // "Two pounds of apples" are not money.
  if (
    word === undefined ||
    (token.kind === "word" && behind?.word === "of" && token.word.startsWith("pound"))
  )
    return undefined;
  return unit(word, currency, at + 1);
}

/** Is it a word for money in any currency? */
export function isMoneyWord(word: string | undefined): boolean {
  return (
    word !== undefined && (ENGLISH_MONEY.has(word) || ENGLISH_MONEY.has(word.replace(/s$/u, "")))
  );
}

function unit(word: MoneyWord, currency: string, next: number): MoneyUnit {
  return { coin: word.coin, isTills: isSpokenIn(word, currency), next };
}

/** A unit behind a number: a symbol only if no number of its own follows it, as in "5 $20 cards". */
export function unitBehind(
  tokens: readonly Token[],
  at: number,
  currency: string,
): MoneyUnit | undefined {
  const money = moneyAt(tokens, at, currency);
  const next = money === undefined ? undefined : tokens[money.next];
  const isNextsOwn = tokens[at]?.kind === "symbol" && next?.kind === "figures" && next.isGlued;
  return isNextsOwn ? undefined : money;
}

/** The meaning of one token, singular or plural. */
function moneyWord(token: Token | undefined): MoneyWord | undefined {
  if (token?.kind === "symbol") return SYMBOLS.get(token.word);
  if (token?.kind !== "word") return undefined;
  return (
    ENGLISH_MONEY.get(token.word) ??
    (token.word.endsWith("s") ? ENGLISH_MONEY.get(token.word.slice(0, -1)) : undefined)
  );
}

function wordsFrom(tokens: readonly Token[], at: number, length: number): string {
  return tokens
    .slice(at, at + length)
    .map(({ word }) => word)
    .join(" ");
}
