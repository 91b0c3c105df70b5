import type { PlainText } from "../../../../worker/domain/plain-text.ts";
import type { CatalogueItem } from "../heard.ts";
import { itemAt, type Vocabulary, vocabularyOf } from "../vocabulary.ts";
import { isMandarinAmount, isNumberCharacter } from "./number-characters.ts";
import { normalised, type Token, tokenised } from "./tokenise.ts";

/** A token, or in its place a whole name of the catalogue or another word that must not be cut. */
export type MandarinToken = Token & {
  listed: { item: CatalogueItem; name: PlainText } | undefined;
};

/** Names of things that hold characters of numbers and money: 三明治 is not three. */
const NAMES =
  "三明治 三鲜 三文鱼 三杯鸡 三色 三黄鸡 四喜 四季豆 五花肉 五花 五香 五仁 五谷 六味 七喜 八宝粥 八宝 八角 九层塔 九制 十三香 " +
  "百合 百香果 百事可乐 百事 百叶 千层 千页豆腐 千页 千张 万年青 一口酥 一次性 一点点 二锅头 双皮奶 半熟芝士 半熟 半成品 半筋半肉 " +
  "毛豆 毛肚 毛血旺 毛巾 毛笔 毛线 元宵 元气森林 分子料理 加多宝 加州 和牛 和路雪 角瓜 羊角 牛角 菱角 豆角 土豆块 鱼块 鸡块 肉块 冰块 " +
  "方块 糖块 减脂餐 两面黄 点心 甜点 糕点 茶点 共享 跟拍 便宜坊 快餐 快递 平菇 平安果 晚餐 晚饭 四川 五常 六安 两广 二维码 条码 " +
  "包邮 包子 包装 包间 打包 只要 只有 只能 加油";

/** Words that begin with a one and count nothing. */
const WORDS = "一共 一起 一下 一样 一律 一定 一会儿 人民币";

/** What a number may go on with: behind a number these begin no name, as in 两百合计 and 五毛豆浆三块. */
const GOES_ON = /^[〇零一二两三四五六七八九十百千万块元圆毛角分点半]/u;

const vocabularyFrom = (catalogue: readonly CatalogueItem[]): Vocabulary =>
  vocabularyOf(catalogue, cut, formsOf, isGrammar);

const namesIn = (text: string): CatalogueItem[] => text.split(" ").map((name) => ({ name }));

const PROTECTED_NAMES = vocabularyFrom(namesIn(NAMES));
const PROTECTED_WORDS = vocabularyFrom(namesIn(WORDS));

/** Puts one token in the place of each name of the catalogue and each protected word, the longest first. */
export function withWholeWords(
  tokens: readonly Token[],
  catalogue: readonly CatalogueItem[],
): MandarinToken[] {
  const listed = vocabularyFrom(catalogue);
  const merged: MandarinToken[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at];
    if (token === undefined) break;
    const item = itemAt(listed, tokens, at, formsOf);
    const length = Math.max(item?.length ?? 1, protectedLength(tokens, at));
    const words = tokens.slice(at, at + length);
    const isItem = item?.length === length;
    merged.push({
      kind: isItem || length > 1 ? "character" : token.kind,
      word: words.map(({ word }) => word).join(""),
      from: token.from,
      to: words.at(-1)?.to ?? token.to,
      listed: isItem ? item : undefined,
    });
    at += length;
  }
  return merged;
}

function protectedLength(tokens: readonly Token[], at: number): number {
  const word = itemAt(PROTECTED_WORDS, tokens, at, formsOf);
  if (word !== undefined) return word.length;
  const before = tokens[at - 1];
  const isBehindNumber = before?.kind === "figures" || isNumberCharacter(before?.word);
  if (isBehindNumber && GOES_ON.test(tokens[at]?.word ?? "")) return 1;
  return itemAt(PROTECTED_NAMES, tokens, at, formsOf)?.length ?? 1;
}

function cut(name: string): string[] {
  return tokenised(normalised(name)).map(({ word }) => word);
}

/** Chinese words have one form. */
function formsOf(): string[] {
  return [];
}

function isGrammar(word: string): boolean {
  return isMandarinAmount(word) || /^[\d.]+$/u.test(word);
}
