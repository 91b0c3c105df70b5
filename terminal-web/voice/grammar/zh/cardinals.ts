import type { CandidateReason } from "../../../state/hearing.ts";
import { digitOf, isNumberCharacter, myriadOf, tensOf, unitOf } from "./number-characters.ts";
import type { Token } from "./tokenise.ts";

/** A whole number, with its readings: 二百五 is 250, or 205 that lost its 零. */
export interface Cardinal {
  readings: readonly { value: number; reason: CandidateReason }[];
  next: number;
  /** How many figures were said or written one by one; zero if units were said. */
  figures: number;
  /** Written in Arabic figures alone. */
  isWritten: boolean;
}

const WHOLE = /^\d+$/u;

/** Reads a cardinal that begins here. */
export function cardinalAt(tokens: readonly Token[], at: number): Cardinal | undefined {
  return figuresAt(tokens, at) ?? withUnitsAt(tokens, at);
}

/** Figures one by one (一二三, 幺零五) or in Arabic, without a unit behind them. */
function figuresAt(tokens: readonly Token[], at: number): Cardinal | undefined {
  const written = tokens[at];
  if (written?.kind === "figures" && WHOLE.test(written.word)) {
    if (isUnit(tokens[at + 1]?.word)) return undefined;
    return {
      readings: [{ value: Number(written.word), reason: "whole" }],
      next: at + 1,
      figures: written.word.length,
      isWritten: true,
    };
  }
  let next = at;
  let text = "";
  for (;;) {
    const digit = digitOf(tokens[next]?.word);
    // 两 counts, and stands in no row of figures.
    if (digit === undefined || (tokens[next]?.word === "两" && next > at)) break;
    text += digit;
    next += 1;
  }
  if (text === "" || isUnit(tokens[next]?.word)) return undefined;
  return {
    readings: [{ value: Number(text), reason: "whole" }],
    next,
    figures: text.length,
    isWritten: false,
  };
}

/** A number under way. */
interface Sum {
  total: number;
  section: number;
  digit: number | undefined;
  lastUnit: number;
  hasZero: boolean;
}

/** 二百五十, 两千三百, 3万5千, 百二十, 廿五. */
function withUnitsAt(tokens: readonly Token[], at: number): Cardinal | undefined {
  const sum: Sum = {
    total: 0,
    section: 0,
    digit: undefined,
    lastUnit: Number.POSITIVE_INFINITY,
    hasZero: false,
  };
  let next = at;
  while (canTake(sum, tokens, next)) {
    take(sum, tokens[next]);
    next += 1;
  }
  if (next === at || sum.lastUnit === Number.POSITIVE_INFINITY) return undefined;
  return { readings: readingsOf(sum), next, figures: 0, isWritten: false };
}

/** Would this token still be part of the number? Units must fall: 三十四十 are two numbers. */
function canTake(sum: Sum, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const behind = tokens[at + 1]?.word;
  const unit = unitOf(token?.word);
  if (unit !== undefined) {
    if (unit >= sum.lastUnit) return false;
    if (sum.digit !== undefined || unit === 10) return true;
    // 百二十: the one is left out, but 百 alone is no number.
    return sum.total + sum.section === 0 && digitOf(behind) !== undefined;
  }
  if (myriadOf(token?.word) !== undefined) return sum.total + sum.section + (sum.digit ?? 0) > 0;
  if (tensOf(token?.word) !== undefined) return sum.lastUnit > 10 && sum.digit === undefined;
  if (sum.digit !== undefined) return false;
  if (token?.kind === "figures") return WHOLE.test(token.word);
  const digit = digitOf(token?.word);
  if (digit === undefined) return false;
  if (digit === 0) return sum.lastUnit < Number.POSITIVE_INFINITY && isNumberCharacter(behind);
  const nextUnit = unitOf(behind);
  // 三十四十: the 四 belongs to the next number. 二十两瓶: so does 两.
  if (nextUnit !== undefined) return nextUnit < sum.lastUnit;
  return token?.word !== "两" || myriadOf(behind) !== undefined;
}

function take(sum: Sum, token: Token | undefined): void {
  const word = token?.word;
  const unit = unitOf(word);
  const myriad = myriadOf(word);
  const tens = tensOf(word);
  if (unit !== undefined) {
    sum.section += (sum.digit ?? 1) * unit;
    sum.lastUnit = unit;
  } else if (myriad !== undefined) {
    const below = sum.section + (sum.digit ?? 0);
    // 一万亿 multiplies the lot, 一亿两万 only what came last.
    sum.total =
      below === 0 || myriad > 10_000 ? (sum.total + below) * myriad : sum.total + below * myriad;
    sum.section = 0;
    sum.lastUnit = myriad;
  } else if (tens !== undefined) {
    sum.section += tens;
    sum.lastUnit = 10;
  } else {
    const digit = token?.kind === "figures" ? Number(word) : (digitOf(word) ?? 0);
    sum.hasZero ||= digit === 0;
    sum.digit = digit === 0 ? undefined : digit;
    return;
  }
  sum.digit = undefined;
  sum.hasZero = false;
}

/** A last digit without its unit counts tenths of the unit before it, unless a 零 came between. */
function readingsOf({ total, section, digit, lastUnit, hasZero }: Sum): Cardinal["readings"] {
  const base = total + section;
  if (digit === undefined || digit > 9 || hasZero || lastUnit <= 10)
    return [{ value: base + (digit ?? 0), reason: "whole" }];
  return [
    { value: base + (digit * lastUnit) / 10, reason: "elided" },
    { value: base + digit, reason: "literal" },
  ];
}

function isUnit(word: string | undefined): boolean {
  return unitOf(word) !== undefined || myriadOf(word) !== undefined;
}
