import type { NoDraftReason } from "../../../state/hearing.ts";
import type { SpokenCommand } from "../heard.ts";
import type { MarkPiece, MendPiece } from "../piece.ts";
import type { Token } from "./tokenise.ts";

/** What a word or phrase of the grammar does. */
export type Meaning =
  | { type: "mark"; mark: MarkPiece["mark"] }
  /** Some deny what follows, if no number came before them. */
  | { type: "mend"; mend: MendPiece["mend"]; isDenial: boolean }
  | { type: "command"; command: SpokenCommand }
  /** Some stop only before a number: 退二十. */
  | { type: "stop"; reason: NoDraftReason; isBeforeNumber: boolean }
  | { type: "filler" };

const mark = (name: MarkPiece["mark"]): Meaning => ({ type: "mark", mark: name });
const mend = (name: MendPiece["mend"], isDenial = false): Meaning => ({
  type: "mend",
  mend: name,
  isDenial,
});
const command = (name: SpokenCommand): Meaning => ({ type: "command", command: name });
const stop = (reason: NoDraftReason, isBeforeNumber = false): Meaning => ({
  type: "stop",
  reason,
  isBeforeNumber,
});

const PHRASES: readonly (readonly [Meaning, string])[] = [
  [
    command("clear"),
    "算了 算了吧 取消 取消一下 不要了 都不要了 重来 重新来 重新开始 从头来 清空 清除 清零 作废 全部删除",
  ],
  [command("undo"), "撤销 撤回 删掉 去掉 删除 删了 删除上一个 上一步 退回上一步 返回 取消上一个"],
  [command("repeat"), "再说一遍 再说一次 重复 重复一遍 重复一次 再念一遍"],
  [
    mend("hesitate"),
    "不对 不对不对 错了 说错了 我说错了 弄错了 等等 等一下 等会 等会儿 哦不 不不 不好意思",
  ],
  [mend("hesitate", true), "不是 不是不是"],
  [mend("replace"), "改成 改为 改到 换成 换为 应该是 应该 改一下"],
  [mark("total"), "一共 一共是 总共 总共是 共 共计 合计 总计 总价 一起 统共 全部 加起来 拢共"],
  [
    mark("charge"),
    "收款 收钱 收您 收你 请付 付款 金额 价格 价钱 支付 收银 收费 请收 入账 付钱 多少钱",
  ],
  [mark("each"), "各 单价 每 一律"],
  [mark("at"), "卖 @"],
  [mark("and"), "和 跟 还有 还要 以及 另外"],
  [mark("plus"), "加 加上 再加 再加上 外加 +"],
  [mark("or"), "还是 或者 或 或是"],
  [mark("times"), "乘 乘以 × *"],
  [stop("arithmetic"), "打折 折扣 便宜 优惠 减去 除以 百分之 % 抹零 抹个零 零头 少收 让利"],
  [stop("arithmetic"), "找您 找你 找零 找钱"],
  [stop("arithmetic", true), "减 除 找 差 还差"],
  [stop("no-amount"), "左右 上下 出头 不到 将近 至少 最多"],
  [stop("negative", true), "负"],
  [stop("refund"), "退款 退钱 退还 退货 退给 退掉 退他 退她 退你 退您 退我"],
  [stop("refund", true), "退"],
  [
    { type: "filler" },
    "那个 这个 就是 一下 一样 您好 你好 谢谢 多谢 麻烦 请问 好的 好了 可以 老板 惠顾 光顾 消费 这边 那边 微信 支付宝 现金 扫码 刷卡 正好 刚好 差不多 大概 大约 包邮 就行 就行了 行了 帮我 给我 我要 charge total ok okay please hello",
  ],
];

const LONGEST = 5;

const MEANINGS: ReadonlyMap<string, Meaning> = new Map(
  PHRASES.flatMap(([meaning, phrases]) =>
    phrases.split(" ").map((phrase) => [phrase, meaning] as const),
  ),
);

/** The longest phrase of the grammar that begins here. */
export function phraseAt(
  tokens: readonly Token[],
  at: number,
): { meaning: Meaning; next: number } | undefined {
  const first = tokens[at];
  if (first?.kind === "latin" || first?.kind === "symbol") {
    const meaning = MEANINGS.get(first.word);
    return meaning && { meaning, next: at + 1 };
  }
  let text = "";
  let found: { meaning: Meaning; next: number } | undefined;
  for (let next = at; next < at + LONGEST && tokens[next]?.kind === "character"; next += 1) {
    text += tokens[next]?.word;
    const meaning = MEANINGS.get(text);
    if (meaning !== undefined) found = { meaning, next: next + 1 };
  }
  return found;
}

/** Particles and politeness at the edges of a name. Inside a name they may be part of it. */
const EDGES = new Set(
  "嗯呃哦啊呢吧嘛的了是就要来给收付请那这我你您拿再还共点做算为得钱整有吗呀哎喂好",
);

export function isEdge(character: string): boolean {
  return EDGES.has(character);
}

/** Words of sentences, not of the names of things; with one of them a run is talk. */
const TALK =
  /我|你|他|她|们|什么|怎么|为什么|哪|谁|吗|说|知道|觉得|昨天|今天|明天|刚才|没有|因为|所以|如果|但是|可能|大概|这里|那里|东西|地方|遍|年|月|号|楼|妈的|操|滚|傻|屁|混蛋|死|好吃|天气/u;

export function isTalk(text: string): boolean {
  return TALK.test(text);
}
