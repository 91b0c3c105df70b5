import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_LINES, MAX_NAME, MAX_QUANTITY, totalOf } from "../../../worker/domain/bill.ts";
import { isPayable, type Minor } from "../../../worker/domain/money.ts";
import { plainText } from "../../../worker/domain/plain-text.ts";
import {
  type Bill,
  type Heard,
  MAX_CANDIDATES,
  MAX_TRANSCRIPT,
  type SpeechContext,
} from "./heard.ts";
import { parseSpeech } from "./parse-speech.ts";
import { CAFE, NOODLES } from "./vectors/catalogues.ts";

const SEED = 20_170_913;
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 20_000);

const ENGLISH_WORDS = (
  "zero one two three nine ten twelve fifteen twenty thirty fifty ninety hundred thousand million point oh a an and half dozen couple " +
  "dollars dollar cents bucks pounds euros yen fils dinars grand k lakh $ ¥ € £ % @ x + - minus negative times for at each total plus or " +
  "no wait sorry make that not cancel undo repeat scratch charge please um the of coffee coffees bagel tea seven up soup day haircut with " +
  "sugar to too won ate off refund less 5 15 23.50 1,250 2350 .5 12:50 0 99999999999 , . ; ( < 三十 块"
).split(" ");

const MANDARIN_WORDS = (
  "零 〇 一 二 两 三 五 九 十 百 千 万 亿 廿 半 点 块 元 毛 角 分 钱 块钱 美元 欧元 日元 第纳尔 费尔 ￥ $ % × - 负 加 减 乘 和 还是 每 各 " +
  "一共 收款 您好 谢谢 碗 瓶 个 杯 斤 两 俩 打 牛肉面 可乐 三明治 七喜 蛋糕 面 苹果 latte twenty dollars 不对 不是 改成 算了 撤销 再说一遍 " +
  "退款 便宜 不要 多 来 几 左右 5 15 23.5 1,250 2350 .5 0 99999999999 ， 。 ； < fifty"
).split(" ");

const MONEY: readonly Pick<SpeechContext, "currency" | "exponent">[] = [
  { currency: "USD", exponent: 2 },
  { currency: "CNY", exponent: 2 },
  { currency: "JPY", exponent: 0 },
  { currency: "KWD", exponent: 3 },
];

/** What may be drafted on the screen already. */
const CURRENT: Bill = { amount: 2350 as Minor, lines: [] };

const context: fc.Arbitrary<SpeechContext> = fc
  .tuple(
    fc.constantFrom("en" as const, "zh" as const),
    fc.constantFrom(...MONEY),
    fc.constantFrom([], CAFE, NOODLES),
    fc.constantFrom({}, { current: CURRENT }),
  )
  .map(([language, money, catalogue, drafted]) =>
    Object.assign({ language, catalogue }, money, drafted),
  );

const words = fc.oneof(
  fc.array(fc.constantFrom(...ENGLISH_WORDS), { maxLength: 24 }).map((list) => list.join(" ")),
  fc.array(fc.constantFrom(...MANDARIN_WORDS), { maxLength: 24 }).map((list) => list.join("")),
  fc
    .array(fc.constantFrom(...ENGLISH_WORDS, ...MANDARIN_WORDS), { maxLength: 24 })
    .map((list) => list.join(" ")),
);

const transcript = fc.oneof(
  { arbitrary: words, weight: 8 },
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
);

function expectWithinLimits(bill: Bill): void {
  expect(isPayable(bill.amount)).toBe(true);
  expect(bill.lines.length).toBeLessThanOrEqual(MAX_LINES);
  if (bill.lines.length > 0) expect(totalOf(bill.lines)).toBe(bill.amount);
  for (const { quantity, unitPrice, name } of bill.lines) {
    expect(Number.isInteger(quantity) && quantity >= 1 && quantity <= MAX_QUANTITY).toBe(true);
    expect(Number.isSafeInteger(unitPrice) && unitPrice >= 0).toBe(true);
    expect(plainText(name, MAX_NAME)).toEqual({ ok: true, value: name });
  }
}

function expectSound(heard: Heard): void {
  expect(["draft", "ambiguous", "command", "none"]).toContain(heard.kind);
  if (heard.kind === "draft") expectWithinLimits(heard);
  if (heard.kind !== "ambiguous") return;
  expect(heard.candidates.length).toBeGreaterThanOrEqual(2);
  expect(heard.candidates.length).toBeLessThanOrEqual(MAX_CANDIDATES);
  for (const candidate of heard.candidates) expectWithinLimits(candidate);
  const bills = heard.candidates.map(({ amount, lines }) => JSON.stringify([amount, lines]));
  expect(new Set(bills).size).toBe(bills.length);
}

describe("any transcript", () => {
  it(
    `comes to a sound outcome, ${RUNS} times over`,
    { timeout: Math.max(60_000, RUNS * 5) },
    () => {
      fc.assert(
        fc.property(transcript, context, (spoken, heardIn) =>
          expectSound(parseSpeech(spoken, heardIn)),
        ),
        { seed: SEED, numRuns: RUNS },
      );
    },
  );

  it("comes to the same outcome again", () => {
    fc.assert(
      fc.property(transcript, context, (spoken, heardIn) => {
        expect(parseSpeech(spoken, heardIn)).toEqual(parseSpeech(spoken, heardIn));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

describe("a transcript of the greatest length", () => {
  const UNITS = [
    ..."one |a |and |twenty |hundred |1 |1,|$|1.|- |no wait |coffee |two coffees |for |times |or |no ".split(
      "|",
    ),
    ..."一|十|两|千|万|块|半|点|零|一碗|牛肉面|一碗面三块|不对|加|￥|1,1|.|😀|\u0301|ﷺ".split("|"),
  ];

  // The slowest took 12 ms on two shared cores; a grammar that is not linear takes minutes.
  it.each(UNITS)("made of %j is read within a second", { timeout: 60_000 }, (unit) => {
    const spoken = unit.repeat(Math.floor(MAX_TRANSCRIPT / unit.length));
    for (const language of ["en", "zh"] as const) {
      const start = performance.now();
      expectSound(
        parseSpeech(spoken, { language, currency: "CNY", exponent: 2, catalogue: NOODLES }),
      );
      expect(performance.now() - start).toBeLessThan(1_000);
    }
  });
});
