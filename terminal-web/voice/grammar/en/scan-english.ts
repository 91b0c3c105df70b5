import type { SpeechContext } from "../heard.ts";
import type { NamePiece, Piece, Scan } from "../piece.ts";
import { isMandarinAmount } from "../zh/number-characters.ts";
import { amountAt } from "./amounts.ts";
import { cardinalAt } from "./cardinals.ts";
import { decimalAt } from "./decimals.ts";
import { withoutHomophones } from "./homophones.ts";
import {
  type EnglishToken,
  isConnector,
  isNameWord,
  isWithout,
  type ListedToken,
  unlistedPiece,
  withListedNames,
} from "./items.ts";
import { moneyAt } from "./money-words.ts";
import { phraseAt } from "./phrases.ts";
import { quantityAt } from "./quantities.ts";
import { splitRun } from "./split-run.ts";
import { normalised, tokenised } from "./tokenise.ts";
import { isPlural } from "./word-forms.ts";

/** So many words without a place make noise of a transcript in which nothing is sure. */
const NOISE_WORDS = 6;

interface Scanner {
  text: string;
  tokens: readonly EnglishToken[];
  context: SpeechContext;
}

interface Step {
  pieces: readonly Piece[];
  next: number;
}

/** Sorts English speech into the pieces of a bill, left to right, in one pass. */
export function scanEnglish(transcript: string, context: SpeechContext): Scan {
  const text = normalised(transcript);
  const tokens = withoutHomophones(withListedNames(tokenised(text), context.catalogue), context);
  const scanner: Scanner = { text, tokens, context };
  const pieces: Piece[] = [];
  let at = 0;
  while (at < tokens.length) {
    const step = stepAt(scanner, at, pieces.at(-1));
    pieces.push(...step.pieces);
    at = step.next;
  }
  return { text, pieces, noiseWeight: NOISE_WORDS };
}

/** One step: the first rule that knows what begins here. */
function stepAt(scanner: Scanner, at: number, before: Piece | undefined): Step {
  const { tokens, context } = scanner;
  const token = tokens[at];
  if (token === undefined) return { pieces: [], next: at + 1 };
  const { from, to } = token;
  if (token.kind === "listed") {
    return { pieces: [listedName(token)], next: at + 1 };
  }
  if (token.kind === "break") {
    return { pieces: [{ type: "mark", mark: "break", from, to }], next: at + 1 };
  }
  const phrase = phraseAt(tokens, at);
  // A phrase of several words is surer than its first: "half price" is no half.
  const isLongPhrase = phrase !== undefined && phrase.next > at + 1;
  return (
    (isLongPhrase ? phraseStep(scanner, at, before) : undefined) ??
    minusStep(scanner, at, before) ??
    quantityStep(scanner, at) ??
    amountStep(scanner, at, before) ??
    phraseStep(scanner, at, before) ??
    moneyStep(scanner, at) ??
    articleStep(scanner, at) ??
    (token.kind === "han" && isMandarinAmount(token.word)
      ? { pieces: [{ type: "stop", reason: "mixed", from, to }], next: at + 1 }
      : unlistedStep({ ...scanner, context }, at, before))
  );
}

function listedName({ from, to, name, item, isInflected }: ListedToken): NamePiece {
  return { type: "name", from, to, name, item, isPlural: isInflected, weight: 1 };
}

/** "Minus" before a number is a negative amount, and between two it is arithmetic. */
function minusStep(
  { tokens, context }: Scanner,
  at: number,
  before: Piece | undefined,
): Step | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  const money = token.kind === "symbol" ? moneyAt(tokens, at, context.currency) : undefined;
  const sign = tokens[money?.next ?? at];
  const next = (money?.next ?? at) + 1;
  const isWord = sign?.word === "minus" || sign?.word === "negative";
  if (sign?.kind !== "minus" && !isWord) return undefined;
  const amount = amountAt(tokens, next, context);
  if (amount === undefined) return isWord ? undefined : { pieces: [], next };
  const reason = before?.type === "number" && sign.word !== "negative" ? "arithmetic" : "negative";
  const { to } = amount.piece;
  return { pieces: [{ type: "stop", reason, from: token.from, to }], next: amount.next };
}

function quantityStep({ tokens }: Scanner, at: number): Step | undefined {
  const quantity = quantityAt(tokens, at);
  return quantity && { pieces: [quantity.piece], next: quantity.next };
}

function amountStep(
  { tokens, context }: Scanner,
  at: number,
  before: Piece | undefined,
): Step | undefined {
  const amount = amountAt(tokens, at, context);
  if (amount === undefined) return undefined;
  // "Coffee three fifty two bagels": the last figure counts what comes next.
  const isPrice =
    before?.type === "name" ||
    (before?.type === "mark" && (before.mark === "at" || before.mark === "for"));
  const isMoney = amount.piece.type === "number" && amount.piece.isMoney;
  const isBeforeSeveral = isPrice && !isMoney && isCountable(tokens[amount.next]);
  const split = isBeforeSeveral ? splitRun(tokens, at, amount.next, context) : undefined;
  return { pieces: split ?? [amount.piece], next: amount.next };
}

/** Does a name in the plural, or of the catalogue, stand here? */
function isCountable(token: EnglishToken | undefined): boolean {
  return token?.kind === "listed" || (token?.kind === "word" && isPlural(token.word));
}

function phraseStep(
  { tokens, context }: Scanner,
  at: number,
  before: Piece | undefined,
): Step | undefined {
  const found = phraseAt(tokens, at);
  const token = tokens[at];
  if (found === undefined || token === undefined) return undefined;
  const { meaning, next } = found;
  const span = { from: token.from, to: tokens[next - 1]?.to ?? token.to };
  if (meaning.type === "filler") return { pieces: [], next };
  if (meaning.type === "stop") {
    if (meaning.isBehindNumber && before?.type !== "number") return undefined;
    return { pieces: [{ type: "stop", reason: meaning.reason, ...span }], next };
  }
  if (meaning.type !== "mend") return { pieces: [{ ...meaning, ...span }], next };
  // A plain "no" is a second thought only before a number: "no sugar" is not.
  const isBeforeNumber =
    amountAt(tokens, next, context) !== undefined || quantityAt(tokens, next) !== undefined;
  if (meaning.isBeforeNumber && !isBeforeNumber) return undefined;
  return { pieces: [{ type: "mend", mend: meaning.mend, ...span }], next };
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

function articleStep({ tokens }: Scanner, at: number): Step | undefined {
  const token = tokens[at];
  if (!isArticle(token?.word)) return undefined;
  const { from, to } = token ?? { from: 0, to: 0 };
  const article = {
    type: "count",
    count: 1,
    kind: "article",
    measure: undefined,
    from,
    to,
  } as const;
  return { pieces: [article], next: at + 1 };
}

function isArticle(word: string | undefined): boolean {
  return word === "a" || word === "an" || word === "another";
}

/** Words outside the grammar, up to the next one inside it. */
function unlistedStep(scanner: Scanner, at: number, before: Piece | undefined): Step {
  const { tokens, context, text } = scanner;
  let next = at + 1;
  while (isNameWord(tokens[next]) && (isConnector(tokens[next]) || !isGrammarAt(scanner, next))) {
    next += 1;
  }
  let end = next;
  while (end > at + 1 && isConnector(tokens[end - 1])) end -= 1;
  // "Twenty fucking dollars": what stands between a number and its unit names nothing.
  const isBeforeUnit =
    tokens[end]?.kind === "word" && moneyAt(tokens, end, context.currency) !== undefined;
  const isInterjection = before?.type === "number" && !before.isMoney && isBeforeUnit;
  const run = tokens.slice(at, end);
  const isAfterName = before?.type === "name" || (before?.type === "lost" && before.isRemark);
  const piece = unlistedPiece(run, text, isAfterName, isInterjection);
  const listed = tokens[end];
  if (listed?.kind === "listed" && isWithout(tokens[at]?.word)) {
    // "No coffee" orders none.
    const to = listed.to;
    return {
      pieces: [{ type: "lost", from: piece.from, to, weight: 2, isRemark: isAfterName }],
      next: end + 1,
    };
  }
  if (piece.type === "lost" || listed?.kind !== "listed") return { pieces: [piece], next: end };
  // "Large" in "large coffee" describes what is listed.
  const words = {
    type: "lost",
    from: piece.from,
    to: piece.to,
    weight: piece.weight,
    isRemark: true,
  } as const;
  return { pieces: [listedName(listed), words], next: end + 1 };
}

function isGrammarAt({ tokens, context }: Scanner, at: number): boolean {
  const word = tokens[at]?.word;
  return (
    isArticle(word) ||
    phraseAt(tokens, at) !== undefined ||
    cardinalAt(tokens, at) !== undefined ||
    decimalAt(tokens, at) !== undefined ||
    moneyAt(tokens, at, context.currency) !== undefined
  );
}
