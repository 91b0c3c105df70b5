import { decimalOf, quantityOf } from "../decimal.ts";
import type { CountPiece } from "../piece.ts";
import { MANDARIN_MONEY } from "../currencies.ts";
import { cardinalAt } from "./cardinals.ts";
import { isNumberCharacter } from "./number-characters.ts";
import type { Token } from "./tokenise.ts";

/** Words that count things. 块 is missing: it is money first. */
const MEASURES = new Set(
  (
    "碗 瓶 个 杯 份 斤 公斤 两斤 克 只 条 张 盒 袋 包 罐 串 片 根 把 件 套 双 对 盘 碟 笼 屉 桶 支 枝 颗 粒 束 朵 本 听 打 " +
    "扎 提 箱 壶 顿 位 锅 头 卷 枚 株 棵 台 部 辆 间 次 样 道 瓣 筐 篮 人 升 毫升 米 尺 晚 平"
  ).split(" "),
);

/** What recognisers write for a measure word that sounds like it: 两晚牛肉面, 一平可乐. */
const SOUNDS_LIKE: ReadonlyMap<string, string> = new Map([
  ["晚", "碗"],
  ["平", "瓶"],
]);

/** A number and its measure in one character. */
const CONTRACTED: ReadonlyMap<string, number> = new Map([
  ["俩", 2],
  ["仨", 3],
]);

interface Measure {
  name: string;
  next: number;
}

function measureAt(tokens: readonly Token[], at: number): Measure | undefined {
  const first = tokens[at];
  if (first?.kind !== "character") return undefined;
  const two = first.word + (tokens[at + 1]?.word ?? "");
  if (MEASURES.has(two)) return { name: two, next: at + 2 };
  return MEASURES.has(first.word)
    ? { name: SOUNDS_LIKE.get(first.word) ?? first.word, next: at + 1 }
    : undefined;
}

export function isMeasureAt(tokens: readonly Token[], at: number): boolean {
  return measureAt(tokens, at) !== undefined || isTaelAt(tokens, at);
}

/** 两 as the tenth of a 斤, which it is where no number can begin: 三两茶叶, but not 两瓶. */
function isTaelAt(tokens: readonly Token[], at: number): boolean {
  const behind = tokens[at + 1];
  if (tokens[at]?.word !== "两" || behind?.kind === "figures") return false;
  const isNumber = isNumberCharacter(behind?.word) || MANDARIN_MONEY.has(behind?.word ?? "");
  return !isNumber && measureAt(tokens, at + 1) === undefined;
}

/** Reads a quantity: 两碗, 半斤, 两斤半, 三斤二两, 2.5斤, 俩, 一打. */
export function countAt(
  tokens: readonly Token[],
  at: number,
): { piece: CountPiece; next: number } | undefined {
  const contracted = CONTRACTED.get(tokens[at]?.word ?? "");
  if (contracted !== undefined)
    return counted(tokens, at, contracted, { name: "个", next: at + 1 });
  const number = numberAt(tokens, at);
  if (number === undefined) return undefined;
  if (isTaelAt(tokens, number.next)) {
    return counted(tokens, at, number.value / 10, { name: "斤", next: number.next + 1 });
  }
  const measure = measureAt(tokens, number.next);
  if (measure === undefined) return undefined;
  // 三斤二两
  const taels = measure.name === "斤" ? numberAt(tokens, measure.next) : undefined;
  if (taels !== undefined && taels.value < 10 && isTaelAt(tokens, taels.next)) {
    const value = (number.value * 10 + taels.value) / 10;
    return counted(tokens, at, value, { name: "斤", next: taels.next + 1 });
  }
  // 两斤半
  const isAndHalf = tokens[measure.next]?.word === "半" && !isMeasureAt(tokens, measure.next + 1);
  const next = isAndHalf ? measure.next + 1 : measure.next;
  return counted(tokens, at, number.value + (isAndHalf ? 0.5 : 0), { ...measure, next });
}

function numberAt(
  tokens: readonly Token[],
  at: number,
): { value: number; next: number } | undefined {
  const token = tokens[at];
  if (token?.word === "半") return { value: 0.5, next: at + 1 };
  if (token?.kind === "figures" && token.word.includes("."))
    return { value: quantityOf(decimalOf(token.word)), next: at + 1 };
  const said = cardinalAt(tokens, at);
  const value = said?.readings[0]?.value;
  return said === undefined || value === undefined ? undefined : { value, next: said.next };
}

function counted(
  tokens: readonly Token[],
  at: number,
  value: number,
  { name, next }: Measure,
): { piece: CountPiece; next: number } {
  const isDozen = name === "打";
  const span = { from: tokens[at]?.from ?? 0, to: tokens[next - 1]?.to ?? 0 };
  const count = isDozen ? value * 12 : value;
  return {
    piece: { type: "count", count, kind: isDozen ? "pack" : "plain", measure: name, ...span },
    next,
  };
}
