import { isNumberWord } from "../en/number-words.ts";
import type { SpeechContext } from "../heard.ts";
import type { NamePiece, Piece, Scan } from "../piece.ts";
import { isMark } from "../pieces-at.ts";
import { amountAt } from "./amounts.ts";
import { cardinalAt } from "./cardinals.ts";
import { withoutHomophones } from "./homophones.ts";
import { isNameToken, isWithout, unlistedPiece, withoutEdges } from "./items.ts";
import { countAt, isMeasureAt } from "./measures.ts";
import { moneyAt } from "./money-words.ts";
import { phraseAt } from "./phrases.ts";
import { normalised, tokenised } from "./tokenise.ts";
import { vagueStep } from "./vague.ts";
import { type MandarinToken, withWholeWords } from "./whole-words.ts";

/** So many characters without a place make noise of a transcript in which nothing is sure. */
const NOISE_CHARACTERS = 8;

interface Scanner {
  text: string;
  tokens: readonly MandarinToken[];
  context: SpeechContext;
}

interface Step {
  pieces: readonly Piece[];
  next: number;
}

/** Sorts Mandarin speech into the pieces of a bill, left to right, in one pass. */
export function scanMandarin(transcript: string, context: SpeechContext): Scan {
  const text = normalised(transcript);
  const tokens = withoutHomophones(withWholeWords(tokenised(text), context.catalogue));
  const scanner: Scanner = { text, tokens, context };
  const pieces: Piece[] = [];
  let at = 0;
  while (at < tokens.length) {
    const step = stepAt(scanner, at, pieces);
    pieces.push(...step.pieces);
    at = step.next;
  }
  return { text, pieces, noiseWeight: NOISE_CHARACTERS };
}

/** One step: the first rule that knows what begins here. */
function stepAt(scanner: Scanner, at: number, before: readonly Piece[]): Step {
  const { tokens } = scanner;
  const token = tokens[at];
  if (token === undefined) return { pieces: [], next: at + 1 };
  const { from, to, listed } = token;
  const next = at + 1;
  if (listed !== undefined) {
    return {
      pieces: [{ type: "name", from, to, ...listed, isPlural: false, weight: to - from }],
      next,
    };
  }
  if (token.kind === "break") return { pieces: [{ type: "mark", mark: "break", from, to }], next };
  const isLongPhrase = (phraseAt(tokens, at)?.next ?? at) > at + 1;
  return (
    (isLongPhrase ? phraseStep(scanner, at, before) : undefined) ??
    minusStep(scanner, at, before) ??
    labelStep(scanner, at) ??
    vagueStep(tokens, at, scanner.context) ??
    countStep(scanner, at) ??
    amountStep(scanner, at) ??
    phraseStep(scanner, at, before) ??
    moneyStep(scanner, at) ??
    unlistedStep(scanner, at, before.at(-1))
  );
}

function phraseStep(
  { tokens, context }: Scanner,
  at: number,
  before: readonly Piece[],
): Step | undefined {
  const found = phraseAt(tokens, at);
  const token = tokens[at];
  if (found === undefined || token === undefined) return undefined;
  const { meaning, next } = found;
  const span = { from: token.from, to: tokens[next - 1]?.to ?? token.to };
  switch (meaning.type) {
    case "filler":
      return { pieces: [], next };
    case "mend": {
      const isDenial = meaning.isDenial && !before.some(({ type }) => type === "number");
      return { pieces: [{ type: "mend", mend: isDenial ? "not" : meaning.mend, ...span }], next };
    }
    case "stop":
      if (meaning.isBeforeNumber && amountAt(tokens, next, context) === undefined) return undefined;
      return { pieces: [{ type: "stop", reason: meaning.reason, ...span }], next };
    case "mark": {
      // 每杯: the measure belongs to the word.
      const behind = meaning.mark === "each" && isMeasureAt(tokens, next) ? next + 1 : next;
      return { pieces: [{ ...meaning, ...span }], next: behind };
    }
    case "command":
      return { pieces: [{ ...meaning, ...span }], next };
  }
}

/** A sign before a number is a negative amount, and between two it is arithmetic. */
function minusStep(
  { tokens, context }: Scanner,
  at: number,
  before: readonly Piece[],
): Step | undefined {
  const token = tokens[at];
  const money = token?.kind === "symbol" ? moneyAt(tokens, at, context.currency) : undefined;
  const sign = tokens[money?.next ?? at];
  if (token === undefined || sign?.kind !== "minus") return undefined;
  const next = (money?.next ?? at) + 1;
  if (amountAt(tokens, next, context) === undefined) return { pieces: [], next };
  const reason = before.at(-1)?.type === "number" ? "arithmetic" : "negative";
  return { pieces: [{ type: "stop", reason, from: token.from, to: sign.to }], next };
}

/** 八号桌: the number of a table or an order is no amount. */
function labelStep({ tokens }: Scanner, at: number): Step | undefined {
  const said = cardinalAt(tokens, at);
  const label = said && tokens[said.next];
  if (said === undefined || label?.word !== "号") return undefined;
  const kind = tokens[said.next + 1];
  const last = kind !== undefined && "桌台房单座".includes(kind.word) ? kind : label;
  const from = tokens[at]?.from ?? 0;
  const lost = { type: "lost", from, to: last.to, weight: 1, isRemark: false } as const;
  return { pieces: [lost], next: last === label ? said.next + 1 : said.next + 2 };
}

function countStep({ tokens }: Scanner, at: number): Step | undefined {
  const count = countAt(tokens, at);
  return count && { pieces: [count.piece], next: count.next };
}

function amountStep({ tokens, context }: Scanner, at: number): Step | undefined {
  const amount = amountAt(tokens, at, context);
  return amount && { pieces: [amount.piece], next: amount.next };
}

/** A unit without a number says nothing, unless it is another currency's. */
function moneyStep({ tokens, context }: Scanner, at: number): Step | undefined {
  const money = moneyAt(tokens, at, context.currency);
  const token = tokens[at];
  if (money === undefined || token === undefined) return undefined;
  const { from, to } = token;
  const stops = [{ type: "stop", reason: "other-currency", from, to }] as const;
  return { pieces: money.isTills ? [] : stops, next: money.next };
}

/** Characters outside the grammar, up to the next one inside it. */
function unlistedStep(scanner: Scanner, at: number, before: Piece | undefined): Step {
  const { tokens, text } = scanner;
  const token = tokens[at];
  if (token === undefined) return { pieces: [], next: at + 1 };
  const { from, to } = token;
  if (token.kind === "latin" && isNumberWord(token.word)) {
    return { pieces: [{ type: "stop", reason: "mixed", from, to }], next: at + 1 };
  }
  if (!isNameToken(token)) {
    return {
      pieces: [{ type: "lost", from, to, weight: to - from, isRemark: false }],
      next: at + 1,
    };
  }
  let next = at + 1;
  while (isNameToken(tokens[next]) && !isGrammarAt(scanner, next)) next += 1;
  const run = tokens.slice(at, next);
  const isAfterName = before?.type === "name" || (before?.type === "lost" && before.isRemark);
  const piece = unlistedPiece(run, text, isAfterName, isMark(before, "plus", "and"));
  const listed = tokens[next]?.listed;
  if (listed !== undefined && isWithout(run)) {
    // 不要可乐 orders none.
    const end = tokens[next]?.to ?? to;
    return {
      pieces: [{ type: "lost", from, to: end, weight: end - from, isRemark: isAfterName }],
      next: next + 1,
    };
  }
  if (listed === undefined || piece?.type === "lost")
    return { pieces: piece === undefined ? [] : [piece], next };
  return { pieces: describedName(tokens[next], listed, piece, run), next: next + 1 };
}

/** 大份牛肉面: what stands right before a listed name describes it. In 来碗面 it is only the measure. */
function describedName(
  token: MandarinToken | undefined,
  listed: NonNullable<MandarinToken["listed"]>,
  words: NamePiece | undefined,
  run: readonly MandarinToken[],
): Piece[] {
  const { from, to } = token ?? { from: 0, to: 0 };
  const name: Piece = { type: "name", from, to, ...listed, isPlural: false, weight: to - from };
  const core = withoutEdges(run);
  if (words === undefined || (core.length === 1 && isMeasureAt(core, 0))) return [name];
  return [
    name,
    { type: "lost", from: words.from, to: words.to, weight: words.weight, isRemark: true },
  ];
}

function isGrammarAt({ tokens, context }: Scanner, at: number): boolean {
  return (
    phraseAt(tokens, at) !== undefined ||
    countAt(tokens, at) !== undefined ||
    amountAt(tokens, at, context) !== undefined
  );
}
