import type { Span } from "../piece.ts";

/** A word, a figure or a sign, with its place in the normalised transcript. */
export interface Token extends Span {
  kind: "word" | "figures" | "symbol" | "minus" | "break" | "han" | "listed" | "junk";
  /** Lower case; figures without grouping ("1234.56"). */
  word: string;
  /** Figures that came with grouping commas are one number and never a merged pair. */
  isGrouped: boolean;
  /** No space before it. */
  isGlued: boolean;
}

const TOKEN =
  /(?<han>\p{Script=Han}+)|(?<figures>\d+(?:,\d+)*(?:\.\d+)?|\.\d+)|(?<word>\p{L}(?:(?!\p{Script=Han})[\p{L}\p{M}'])*)|(?<symbol>\p{Sc}|%|@|\+|×)|(?<minus>-)|(?<break>[,;:.!?()"'/]+)|(?<junk>.)/suy;

/** Markup that no recogniser puts into speech; a chunk that has it is kept whole and out of the way. */
const MARKUP = /[<>{}[\]*#_=|\\~^`\p{Cc}]/u;

/** Brings a transcript to one form: full-width to half, curly to straight, halves to decimals. */
export function normalised(transcript: string): string {
  return transcript
    .replaceAll("½", ".5")
    .replaceAll("¼", ".25")
    .replaceAll("¾", ".75")
    .normalize("NFKC")
    .replaceAll(/(?<=\d) 1\/2(?!\d)/gu, ".5")
    .replaceAll("&", " and ")
    .replaceAll(/[‘’]/gu, "'")
    .replaceAll(/[“”]/gu, '"')
    .replaceAll(/[−–—‐‑]/gu, "-")
    .replaceAll(/[。、]/gu, ",");
}

/** Cuts a normalised transcript into tokens, in one pass. */
export function tokenised(text: string): Token[] {
  const tokens: Token[] = [];
  for (const chunk of text.matchAll(/\S+/gu)) {
    if (MARKUP.test(chunk[0])) {
      tokens.push(token("junk", chunk[0], chunk.index));
      continue;
    }
    TOKEN.lastIndex = 0;
    for (let match = TOKEN.exec(chunk[0]); match !== null; match = TOKEN.exec(chunk[0])) {
      const at = chunk.index + match.index;
      const figures = match.groups?.["figures"];
      const isGlued = match.index > 0;
      if (figures === undefined) pushOther(tokens, match.groups ?? {}, match[0], at, isGlued);
      else pushFigures(tokens, figures, at, isGlued && tokens.at(-1)?.to === at);
    }
  }
  return tokens;
}

function token(kind: Token["kind"], text: string, from: number, isGlued = false): Token {
  return {
    kind,
    word: text.toLowerCase(),
    from,
    to: from + text.length,
    isGrouped: false,
    isGlued,
  };
}

/** Commas group thousands, stand for a point before two figures ("23,50"), or separate numbers ("1,2,3"). */
function pushFigures(tokens: Token[], text: string, from: number, isGlued: boolean): void {
  const [whole = "", fraction] = text.split(".");
  const groups = whole.split(",");
  const behind = groups.slice(1);
  const point = fraction === undefined ? "" : `.${fraction}`;
  const isGrouping =
    behind.at(-1)?.length === 3 &&
    behind.slice(0, -1).every(({ length }) => length === 2 || length === 3);
  const isPoint = behind.length === 1 && behind[0]?.length === 2 && fraction === undefined;
  if (behind.length === 0 || isGrouping || isPoint) {
    const word = isPoint ? groups.join(".") : `${groups.join("")}${point}`;
    tokens.push({ ...token("figures", text, from, isGlued), word, isGrouped: isGrouping });
    return;
  }
  let at = from;
  for (const [index, group] of groups.entries()) {
    if (index > 0) tokens.push(token("break", ",", at - 1, true));
    const number = index === groups.length - 1 ? group + point : group;
    tokens.push(token("figures", number, at, index > 0 || isGlued));
    at += number.length + 1;
  }
}

function pushOther(
  tokens: Token[],
  groups: Record<string, string | undefined>,
  text: string,
  at: number,
  isGlued: boolean,
): void {
  const before = tokens.at(-1);
  const isInside = isGlued && before?.to === at;
  if (groups["minus"] !== undefined) {
    // Between letters or figures it only joins ("twenty-three", "23-50").
    if (!isInside || before?.kind === "symbol") tokens.push(token("minus", text, at, isGlued));
    return;
  }
  // A colon between figures is how recognisers write "twelve fifty" when they take it for a time.
  if (text === ":" && isInside && before?.kind === "figures") return;
  const kind =
    (["han", "word", "symbol", "break"] as const).find((name) => groups[name] !== undefined) ??
    "junk";
  tokens.push(token(kind, text, at, isGlued));
}
