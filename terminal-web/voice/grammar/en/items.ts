import { MAX_NAME } from "../../../../worker/domain/bill.ts";
import { type PlainText, plainText } from "../../../../worker/domain/plain-text.ts";
import type { CatalogueItem } from "../heard.ts";
import type { LostPiece, NamePiece } from "../piece.ts";
import { itemAt, vocabularyOf } from "../vocabulary.ts";
import { isNumberWord } from "./number-words.ts";
import { isTalk } from "./phrases.ts";
import { normalised, type Token, tokenised } from "./tokenise.ts";
import { isPlural, isPortion, singularsOf } from "./word-forms.ts";

/** A name of the catalogue in speech: one token, whatever numbers and words it is made of. */
export interface ListedToken extends Token {
  kind: "listed";
  item: CatalogueItem;
  name: PlainText;
  isInflected: boolean;
}

export type EnglishToken = (Token & { kind: Exclude<Token["kind"], "listed"> }) | ListedToken;

/** Longer runs of unknown words are talk, not the name of a thing. */
const LONGEST_NAME = 5;

/** Words inside a name ("soup of the day") that do not begin or end one. */
const CONNECTORS = new Set(["of", "the", "with", "in", "on", "to", "without", "no", "extra"]);
const REMARKS = new Set(
  "with without no extra large small medium iced hot decaf takeaway".split(" "),
);

/** Puts one token in the place of each catalogue name, so that "seven up" is not a number. */
export function withListedNames(
  tokens: readonly Token[],
  catalogue: readonly CatalogueItem[],
): EnglishToken[] {
  const vocabulary = vocabularyOf(
    catalogue,
    (name) => tokenised(normalised(name)).map(({ word }) => word),
    singularsOf,
    (token) => isNumberWord(token) || /^[\d.]+$/u.test(token),
  );
  const listed: EnglishToken[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at];
    if (token === undefined) break;
    const found = itemAt(vocabulary, tokens, at, singularsOf);
    const last = tokens[at + (found?.length ?? 1) - 1] ?? token;
    if (found === undefined) listed.push(token as EnglishToken);
    else {
      const { item, name, isInflected } = found;
      // "Cups of coffee" are coffees.
      const start = dropPortion(listed) ?? token;
      listed.push({
        ...token,
        kind: "listed",
        word: "",
        from: start.from,
        to: last.to,
        item,
        name,
        isInflected,
      });
    }
    at += found?.length ?? 1;
  }
  return listed;
}

/** Takes a trailing "cups of" off the tokens. */
function dropPortion(tokens: EnglishToken[]): Token | undefined {
  const portion = tokens.at(-2);
  if (tokens.at(-1)?.word !== "of" || !isPortion(portion?.word)) return undefined;
  tokens.splice(-2);
  return portion;
}

/** Is it a word that may be part of the name of a thing nobody has listed? */
export function isNameWord(token: Token | undefined): boolean {
  return token?.kind === "word" || token?.kind === "han" || token?.kind === "junk";
}

export function isConnector(token: Token | undefined): boolean {
  return token !== undefined && CONNECTORS.has(token.word);
}

/** Does the word leave out what it names? */
export function isWithout(word: string | undefined): boolean {
  return word === "no" || word === "without" || word === "not";
}

/** A run of words outside the grammar: the name of a thing, a remark about the thing just named, or talk. */
export function unlistedPiece(
  run: readonly Token[],
  text: string,
  isAfterName: boolean,
  isInterjection: boolean,
): NamePiece | LostPiece {
  const from = run[0]?.from ?? 0;
  const to = run.at(-1)?.to ?? from;
  const isRemark = isAfterName && REMARKS.has(run[0]?.word ?? "");
  const isTalking =
    run.length > LONGEST_NAME ||
    isConnector(run[0]) ||
    isInterjection ||
    run.some(({ kind, word }) => kind === "junk" || isTalk(word));
  const name = plainText(text.slice(from, to), MAX_NAME);
  if (isTalking || !name.ok) return { type: "lost", from, to, weight: run.length, isRemark };
  // In "bottles of water" it is the bottles that are several.
  const inner = run.findIndex(({ word }) => word === "of" || word === "with");
  const counted = run[inner === -1 ? run.length - 1 : inner - 1]?.word ?? "";
  const weight = run.length;
  return {
    type: "name",
    from,
    to,
    name: name.value,
    item: undefined,
    isPlural: isPlural(counted),
    weight,
  };
}
