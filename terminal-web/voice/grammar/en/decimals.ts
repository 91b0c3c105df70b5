import { type Decimal, decimalOf, shifted } from "../decimal.ts";
import { cardinalAt, ohAt, smallAt } from "./cardinals.ts";
import { scaleOf } from "./number-words.ts";
import type { Token } from "./tokenise.ts";

/** A number with a part behind the point. */
export interface SpokenDecimal {
  value: Decimal;
  next: number;
  /** Said as a half or a quarter, or with a point, so it may count kilos. */
  isFraction: boolean;
  /** Said as a half or a quarter, so it may count sandwiches. */
  isHalf: boolean;
}

const QUARTERS: ReadonlyMap<string, string> = new Map([
  ["half", "5"],
  ["quarter", "25"],
]);

/** Bank notes that people call by name. */
const NOTES: ReadonlyMap<string, number> = new Map([
  ["fiver", 5],
  ["tenner", 10],
]);

/** Reads "23.50", "twenty-three point five", "three and a half", "half a million", "a quarter", "a fiver". */
export function decimalAt(tokens: readonly Token[], at: number): SpokenDecimal | undefined {
  const found =
    writtenAt(tokens, at) ??
    pointAt(tokens, at) ??
    partAt(tokens, at) ??
    noteAt(tokens, at) ??
    halvesAt(tokens, at);
  if (found === undefined) return undefined;
  const power = scaleOf(tokens[found.next]?.word);
  if (power === undefined) return found;
  return {
    value: shifted(found.value, power),
    next: found.next + 1,
    isFraction: false,
    isHalf: false,
  };
}

function writtenAt(tokens: readonly Token[], at: number): SpokenDecimal | undefined {
  const token = tokens[at];
  if (token?.kind !== "figures" || !token.word.includes(".")) return undefined;
  return { value: decimalOf(token.word), next: at + 1, isFraction: true, isHalf: false };
}

/** "Twenty-three point five", "point oh five". */
function pointAt(tokens: readonly Token[], at: number): SpokenDecimal | undefined {
  const whole = cardinalAt(tokens, at);
  const point = whole?.next ?? at;
  if (tokens[point]?.word !== "point" && tokens[point]?.word !== "dot") return undefined;
  const { fraction, next } = fractionAt(tokens, point + 1);
  return fraction === ""
    ? undefined
    : { value: { whole: whole?.value ?? 0, fraction }, next, isFraction: true, isHalf: false };
}

/** Figures one by one ("oh five"), or one number ("fifty"). */
function fractionAt(tokens: readonly Token[], at: number): { fraction: string; next: number } {
  let fraction = "";
  let next = at;
  for (;;) {
    const figure = ohAt(tokens, next) ?? smallAt(tokens, next);
    const isDigit = figure !== undefined && figure.value < 10 && figure.next === next + 1;
    if (figure === undefined || (fraction !== "" && !isDigit)) return { fraction, next };
    const isWritten = tokens[next]?.kind === "figures";
    fraction += isWritten ? (tokens[next]?.word ?? "") : String(figure.value);
    next = figure.next;
    if (!isDigit) return { fraction, next };
  }
}

/** "Half a dollar", "half a million", "a half", "a quarter". */
function partAt(tokens: readonly Token[], at: number): SpokenDecimal | undefined {
  const isArticle = tokens[at]?.word === "a";
  const part = QUARTERS.get(tokens[isArticle ? at + 1 : at]?.word ?? "");
  if (part === undefined) return undefined;
  const behind = isArticle ? at + 2 : at + 1;
  const next = !isArticle && tokens[behind]?.word === "a" ? behind + 1 : behind;
  return { value: { whole: 0, fraction: part }, next, isFraction: true, isHalf: true };
}

function noteAt(tokens: readonly Token[], at: number): SpokenDecimal | undefined {
  const next = tokens[at]?.word === "a" ? at + 1 : at;
  const note = NOTES.get(tokens[next]?.word ?? "");
  return note === undefined
    ? undefined
    : { value: { whole: note, fraction: "" }, next: next + 1, isFraction: false, isHalf: false };
}

/** "Three and a half", "six and three quarters". */
function halvesAt(tokens: readonly Token[], at: number): SpokenDecimal | undefined {
  const whole = cardinalAt(tokens, at);
  if (whole === undefined || tokens[whole.next]?.word !== "and") return undefined;
  const count = tokens[whole.next + 1]?.word;
  const part = tokens[whole.next + 2]?.word;
  const next = whole.next + 3;
  const fraction = count === "a" || count === "one" ? QUARTERS.get(part ?? "") : undefined;
  if (fraction !== undefined)
    return { value: { whole: whole.value, fraction }, next, isFraction: true, isHalf: true };
  if (count !== "three" || part !== "quarters") return undefined;
  return { value: { whole: whole.value, fraction: "75" }, next, isFraction: true, isHalf: true };
}
