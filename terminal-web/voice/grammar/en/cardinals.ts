import { isOh, scaleOf, smallNumber } from "./number-words.ts";
import type { Token } from "./tokenise.ts";

/** A whole number as it was said in one breath: "two hundred and five", "1,250", "oh". */
export interface Cardinal {
  value: number;
  next: number;
  /** One figure, spoken or written. */
  isDigit: boolean;
  /** A zero that only stands between figures. */
  isOh: boolean;
  /** How many figures were written, if it was written as one run of them without commas. */
  figures: number;
  isGrouped: boolean;
  /** The part from "hundred" or "thousand" up, and the part below it: 100 and 5 in "a hundred and five". */
  parts: { above: number; below: number } | undefined;
  /** The unit that ends it stood as a word of its own, so it may belong to what follows: the 2 of "fifty two". */
  lastUnit: number | undefined;
}

const WHOLE = /^\d+$/u;

/** Reads a cardinal that begins here, with or without the "one" of "a hundred". */
export function cardinalAt(tokens: readonly Token[], at: number): Cardinal | undefined {
  const start = tokens[at]?.word === "a" && isMultiplier(tokens[at + 1]?.word) ? at + 1 : at;
  let total = 0;
  let belowPower = Number.POSITIVE_INFINITY;
  let next = start;
  let group = groupAt(tokens, start, true);
  const first = group;
  if (first === undefined) return undefined;
  let parts = first.parts;
  while (group !== undefined) {
    const power = scaleOf(tokens[group.next]?.word);
    if (power === undefined || power >= belowPower) {
      if (total > 0 && group.value >= 10 ** belowPower) break;
      parts =
        total > 0
          ? { above: total + (group.parts?.above ?? 0), below: group.parts?.below ?? group.value }
          : group.parts;
      total += group.value;
      next = group.next;
      break;
    }
    total += group.value * 10 ** power;
    parts = undefined;
    belowPower = power;
    next = group.next + 1;
    group = lowerGroupAt(tokens, next);
  }
  const isSingle = next === start + 1;
  const figures =
    isSingle && tokens[start]?.kind === "figures" ? (tokens[start]?.word.length ?? 0) : 0;
  return {
    value: total,
    next,
    isDigit: isSingle && total < 10 && !isMultiplier(tokens[start]?.word) && figures < 2,
    isOh: false,
    figures,
    isGrouped: tokens[start]?.isGrouped ?? false,
    parts,
    lastUnit:
      next - start >= 2 && total % 10 !== 0 ? smallNumber(tokens[next - 1]?.word) : undefined,
  };
}

/** A zero in the middle of figures: the "oh" of "five oh five". */
export function ohAt(tokens: readonly Token[], at: number): Cardinal | undefined {
  if (!isOh(tokens[at]?.word)) return undefined;
  return {
    value: 0,
    next: at + 1,
    isDigit: true,
    isOh: true,
    figures: 0,
    isGrouped: false,
    parts: undefined,
    lastUnit: undefined,
  };
}

/** The part below a scale. "And" or a comma belongs to the number only if more of the number follows. */
function lowerGroupAt(tokens: readonly Token[], at: number): Group | undefined {
  const link = tokens[at]?.word;
  if (link !== "and" && link !== ",") return groupAt(tokens, at, false);
  const group = groupAt(tokens, at + 1, false);
  const isLarge =
    group !== undefined && (group.value >= 100 || isMultiplier(tokens[group.next]?.word));
  // "Twenty thousand, five" are two numbers, "twenty thousand, five hundred" is one.
  return link === "and" || isLarge ? group : undefined;
}

interface Group {
  value: number;
  next: number;
  parts: { above: number; below: number } | undefined;
}

/** Below a thousand, or written figures; `isFirst` allows "hundred" and "thousand" without a one before them. */
function groupAt(tokens: readonly Token[], at: number, isFirst: boolean): Group | undefined {
  const word = tokens[at]?.word;
  if (isFirst && scaleOf(word) !== undefined && word !== "k" && word !== "grand")
    return { value: 1, next: at, parts: undefined };
  const small = smallAt(tokens, at);
  const hundreds = isFirst && word === "hundred" ? { value: 1, next: at } : small;
  if (hundreds === undefined) return undefined;
  if (tokens[hundreds.next]?.word !== "hundred" || hundreds.value > 99)
    return { ...hundreds, parts: undefined };
  const above = hundreds.value * 100;
  const behind = hundreds.next + 1;
  const below = smallAt(tokens, tokens[behind]?.word === "and" ? behind + 1 : behind);
  if (below === undefined || below.value > 99 || below.value === 0)
    return { value: above, next: behind, parts: undefined };
  return { value: above + below.value, next: below.next, parts: { above, below: below.value } };
}

/** A number below a hundred in words, or any whole number in figures. */
export function smallAt(
  tokens: readonly Token[],
  at: number,
): { value: number; next: number } | undefined {
  const token = tokens[at];
  if (token?.kind === "figures" && WHOLE.test(token.word))
    return { value: Number(token.word), next: at + 1 };
  const value = smallNumber(token?.word);
  if (value === undefined) return undefined;
  const unit = smallNumber(tokens[at + 1]?.word);
  const isTens = value >= 20 && unit !== undefined && unit > 0 && unit < 10;
  return isTens ? { value: value + unit, next: at + 2 } : { value, next: at + 1 };
}

function isMultiplier(word: string | undefined): boolean {
  return word === "hundred" || scaleOf(word) !== undefined;
}
