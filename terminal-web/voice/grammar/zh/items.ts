import { MAX_NAME } from "../../../../worker/domain/bill.ts";
import { plainText } from "../../../../worker/domain/plain-text.ts";
import { isNumberWord } from "../en/number-words.ts";
import type { LostPiece, NamePiece } from "../piece.ts";
import { isMeasureAt } from "./measures.ts";
import { isEdge, isTalk } from "./phrases.ts";
import type { MandarinToken } from "./whole-words.ts";

/** Longer runs of unknown characters are talk, not the name of a thing. */
const LONGEST_NAME = 12;

const REMARK =
  /^(?:不要|不加|不放|少放|多放|去|加辣|微辣|少辣|少冰|无糖|半糖|[大中小]碗|[大中小]份|[大中小]杯|加大|热的?$|冰的?$|常温|打包|带走)/u;

/** Is it something that may be part of the name of a thing nobody has listed? */
export function isNameToken(token: MandarinToken | undefined): boolean {
  if (token === undefined || token.listed !== undefined) return false;
  return token.kind === "character" || (token.kind === "latin" && !isNumberWord(token.word));
}

/** The tokens of a run without the particles around it. */
export function withoutEdges(
  run: readonly MandarinToken[],
  isAfterPlus = false,
): readonly MandarinToken[] {
  let from = 0;
  let to = run.length;
  while (from < to && isEdge(run[from]?.word ?? "")) from += 1;
  // 来碗面, 加个鸡蛋: a measure without its one.
  const isLed = from > 0 || isAfterPlus;
  if (isLed && to - from > 1 && isMeasureAt(run, from)) from += 1;
  while (to > from && isEdge(run[to - 1]?.word ?? "")) to -= 1;
  return run.slice(from, to);
}

/** Does the run leave out what follows it? */
export function isWithout(run: readonly MandarinToken[]): boolean {
  const text = run.map(({ word }) => word).join("");
  return /^(?:不要|不加|不用|别|去)$/u.test(text);
}

/** A run outside the grammar: the name of a thing, a remark about the thing just named, or talk. */
export function unlistedPiece(
  run: readonly MandarinToken[],
  text: string,
  isAfterName: boolean,
  isAfterPlus: boolean,
): NamePiece | LostPiece | undefined {
  const core = withoutEdges(run, isAfterPlus);
  if (core.length === 0) return undefined;
  const whole = text.slice(run[0]?.from ?? 0, run.at(-1)?.to ?? 0);
  const isRemark = isAfterName && REMARK.test(whole);
  const kept = isRemark || isTalk(whole) ? run : core;
  const from = kept[0]?.from ?? 0;
  const to = kept.at(-1)?.to ?? from;
  const weight = to - from;
  const name = plainText(text.slice(from, to), MAX_NAME);
  const isLost = isRemark || isTalk(whole) || weight > LONGEST_NAME || !name.ok;
  if (isLost) return { type: "lost", from, to, weight, isRemark };
  return { type: "name", from, to, name: name.value, item: undefined, isPlural: false, weight };
}
