import type { SpeechContext } from "../heard.ts";
import type { EnglishToken } from "./items.ts";
import { moneyAt } from "./money-words.ts";
import { isNumberWord, smallNumber } from "./number-words.ts";
import { phraseAt } from "./phrases.ts";
import { isPlural } from "./word-forms.ts";

/** Puts back the numbers that a recogniser took for other words, where only a number makes sense. */
export function withoutHomophones(
  tokens: readonly EnglishToken[],
  { currency }: SpeechContext,
): EnglishToken[] {
  return tokens.map((token, at) => {
    if (token.kind !== "word") return token;
    const number = numberMeant(tokens, at, currency);
    return number === undefined ? token : { ...token, word: number };
  });
}

function numberMeant(
  tokens: readonly EnglishToken[],
  at: number,
  currency: string,
): string | undefined {
  const behind = tokens[at + 1];
  const isUnitBehind = moneyAt(tokens, at + 1, currency) !== undefined;
  const isNumberBehind = behind?.kind === "figures" || isNumberWord(behind?.word ?? "");
  const isPairBehind =
    (smallNumber(behind?.word) ?? Number(behind?.kind === "figures" && behind.word)) >= 10;
  const isEnd = behind === undefined || behind.kind === "break";
  // "Twenty to fifty", "thirty ate": tens want a unit.
  const isAfterTens = (smallNumber(tokens[at - 1]?.word) ?? 0) >= 20;
  const isStart = isClauseStart(tokens, at);
  const isCounting = isStart && isCountable(tokens, at + 1, currency);
  switch (tokens[at]?.word) {
    case "won":
      return currency !== "KRW" &&
        (isNumberBehind || isUnitBehind || behind?.kind === "word" || isCounting)
        ? "one"
        : undefined;
    case "ate":
      return isNumberBehind || isUnitBehind || isCounting || (isAfterTens && isEnd)
        ? "eight"
        : undefined;
    case "to":
    case "too":
      if (isAfterTens) return isPairBehind || isUnitBehind || isEnd ? "two" : undefined;
      return isCounting || (isStart && isPairBehind) ? "two" : undefined;
    case "for":
      if (isAfterTens) return isPairBehind || isUnitBehind ? "four" : undefined;
      return isCounting && at === 0 ? "four" : undefined;
    default:
      return undefined;
  }
}

/** Nothing that a preposition could belong to stands before it. */
function isClauseStart(tokens: readonly EnglishToken[], at: number): boolean {
  if (at === 0 || tokens[at - 1]?.kind === "break") return true;
  const before = phraseAt(tokens, at - 1)?.meaning;
  if (before?.type === "filler") return true;
  return before?.type === "mark" && ["and", "charge", "plus"].includes(before.mark);
}

/** A thing in the plural, or a thing of the catalogue. */
function isCountable(tokens: readonly EnglishToken[], at: number, currency: string): boolean {
  const token = tokens[at];
  if (token?.kind === "listed") return true;
  if (token?.kind !== "word" || !isPlural(token.word)) return false;
  return phraseAt(tokens, at) === undefined && moneyAt(tokens, at, currency) === undefined;
}
