import {
  CODES,
  ENGLISH_MONEY,
  isSpokenIn,
  MANDARIN_MONEY,
  type MoneyWord,
  SYMBOLS,
} from "../currencies.ts";
import type { Token } from "./tokenise.ts";

/** A unit of money as said, and whether it is the till's. */
export interface MoneyUnit {
  coin: MoneyWord["coin"];
  isTills: boolean;
  /** The bare 块, which also counts pieces. */
  isPiece: boolean;
  next: number;
}

const LONGEST = 6;

/** Reads a symbol, a code or a word for money: ¥, HK$, 块钱, 新台币, 毛. */
export function moneyAt(
  tokens: readonly Token[],
  at: number,
  currency: string,
): MoneyUnit | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  if (token.kind === "latin" || token.kind === "symbol") return foreignAt(tokens, at, currency);
  if (token.kind !== "character") return undefined;
  let text = "";
  let found: MoneyUnit | undefined;
  for (let next = at; next < at + LONGEST && tokens[next]?.kind === "character"; next += 1) {
    text += tokens[next]?.word;
    const word = MANDARIN_MONEY.get(text);
    if (word !== undefined) found = unit(word, currency, next + 1, text === "块");
  }
  return found;
}

function foreignAt(tokens: readonly Token[], at: number, currency: string): MoneyUnit | undefined {
  const token = tokens[at];
  const behind = tokens[at + 1];
  if (token === undefined) return undefined;
  const narrowed =
    behind?.kind === "symbol" && behind.from === token.to
      ? SYMBOLS.get(token.word + behind.word)
      : undefined;
  if (narrowed !== undefined) return unit(narrowed, currency, at + 2, false);
  const word = token.kind === "symbol" ? SYMBOLS.get(token.word) : latinMoney(token.word);
  return word && unit(word, currency, at + 1, false);
}

/** Recognisers of Chinese write foreign units in their own letters: "dollars", "USD". */
function latinMoney(word: string): MoneyWord | undefined {
  if (word.length < 3) return undefined;
  return CODES.get(word) ?? ENGLISH_MONEY.get(word) ?? ENGLISH_MONEY.get(word.replace(/s$/u, ""));
}

function unit(word: MoneyWord, currency: string, next: number, isPiece: boolean): MoneyUnit {
  return { coin: word.coin, isTills: isSpokenIn(word, currency), isPiece, next };
}
