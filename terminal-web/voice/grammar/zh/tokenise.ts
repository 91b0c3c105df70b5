import type { Span } from "../piece.ts";

/** A character, a figure, a foreign word or a sign, with its place in the normalised transcript. */
export interface Token extends Span {
  kind: "character" | "figures" | "latin" | "symbol" | "minus" | "break" | "junk";
  /** Simplified, lower case, figures without grouping. A protected name is one character. */
  word: string;
}

const TOKEN =
  /(?<character>\p{Script=Han}|〇)|(?<figures>\d+(?:,\d{3})*(?:\.\d+)?|\.\d+)|(?<latin>(?!\p{Script=Han})\p{L}(?:(?!\p{Script=Han})[\p{L}\p{M}\d'])*)|(?<symbol>\p{Sc}|[%@+×*])|(?<minus>-)|(?<break>[,;:.!?()"'&/]+)|(?<junk>\S)/gsu;

/** A stretch without a space or a Chinese character, which is as long as a foreign word can be. */
const STRETCH = /[^\s\p{Script=Han}]+|\p{Script=Han}+/gu;

/** Markup that no recogniser puts into speech; a stretch that has it is no speech. */
const MARKUP = /[<>{}[\]#_=|\\~^`\p{Cc}]/u;

/** Traditional forms of the characters that the grammar knows, and of common dishes. */
const SIMPLIFIED: ReadonlyMap<string, string> = new Map(
  "兩两塊块錢钱個个萬万億亿點点圓圆總总共共麵面條条張张雙双隻只盤盘罐罐籠笼請请謝谢單单價价對对錯错說说還还給给收收貳贰參叁陸陆幣币臺台歐欧鎊镑韓韩雞鸡魚鱼飯饭湯汤蔥葱餅饼"
    .match(/../gu)
    ?.map((pair) => [pair.charAt(0), pair.charAt(1)]),
);

/** Brings a transcript to one form: full-width to half, Chinese stops to commas. */
export function normalised(transcript: string): string {
  return transcript
    .normalize("NFKC")
    .replaceAll(/[−–—‐‑]/gu, "-")
    .replaceAll(/[。、；…～]/gu, ",");
}

/** Cuts a normalised transcript into tokens, in one pass. */
export function tokenised(text: string): Token[] {
  const tokens: Token[] = [];
  for (const stretch of text.matchAll(STRETCH)) {
    const [found] = stretch;
    const from = stretch.index;
    if (MARKUP.test(found))
      tokens.push({ kind: "junk", word: found, from, to: from + found.length });
    else pushTokens(tokens, found, from);
  }
  return tokens.filter((_, at) => !isColonInside(tokens, at));
}

function pushTokens(tokens: Token[], text: string, offset: number): void {
  for (const match of text.matchAll(TOKEN)) {
    const groups = match.groups ?? {};
    const kind = (["character", "figures", "latin", "symbol", "minus", "break"] as const).find(
      (name) => groups[name] !== undefined,
    );
    const [found] = match;
    const from = offset + match.index;
    const to = from + found.length;
    const last = tokens.at(-1);
    // A run of junk is one word without meaning.
    if (kind === undefined && last?.kind === "junk" && last.to === from) last.to = to;
    else tokens.push({ kind: kind ?? "junk", word: wordOf(found, kind), from, to });
  }
}

function wordOf(text: string, kind: Token["kind"] | undefined): string {
  if (kind === "figures") return text.replaceAll(",", "");
  return kind === "character" ? (SIMPLIFIED.get(text) ?? text) : text.toLowerCase();
}

/** "23:50" is how recognisers write an amount that they take for a time. */
function isColonInside(tokens: readonly Token[], at: number): boolean {
  return (
    tokens[at]?.word === ":" &&
    tokens[at - 1]?.kind === "figures" &&
    tokens[at + 1]?.kind === "figures"
  );
}
