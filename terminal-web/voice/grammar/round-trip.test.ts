import fc from "fast-check";
import { toCurrency as dollarsInWords } from "n2words/en-US";
import { toCurrency as yuanInWords } from "n2words/zh-Hans-CN";
import { describe, expect, it } from "vitest";
import { amountWords, formalAmountWords } from "../words/amount-words.ts";
import { type RuleSet, spelled, spelledDecimal } from "../words/vectors/spellout.ts";
import type { SpeechContext } from "./heard.ts";
import { parseSpeech } from "./parse-speech.ts";

const SEED = 20_170_913;
const PER_DECADE = 1_500;

const USD: SpeechContext = { language: "en", currency: "USD", exponent: 2, catalogue: [] };
const CNY: SpeechContext = { language: "zh", currency: "CNY", exponent: 2, catalogue: [] };

/** Every amount from 0.01 to 99.99, and as many of each order of magnitude up to 9,999,999.99. */
const AMOUNTS = [
  ...Array.from({ length: 9_999 }, (_, index) => index + 1),
  ...[4, 5, 6, 7, 8].flatMap((power) =>
    fc.sample(fc.integer({ min: 10 ** power, max: 10 ** (power + 1) - 1 }), {
      seed: SEED,
      numRuns: PER_DECADE,
    }),
  ),
];

/** The amounts that do not come back as one draft, with what came instead. */
function lost(words: (minor: number) => string, context: SpeechContext): string[] {
  return AMOUNTS.flatMap((minor) => {
    const text = words(minor);
    const heard = parseSpeech(text, context);
    const isBack = heard.kind === "draft" && heard.amount === minor && heard.unmatched.length === 0;
    return isBack ? [] : [`${minor}: ${text} -> ${JSON.stringify(heard)}`];
  }).slice(0, 5);
}

const figures = (minor: number): string => String(minor % 100).padStart(2, "0");
const decimal = (minor: number): string => `${Math.floor(minor / 100)}.${figures(minor)}`;

/** Dollars and cents in CLDR's words. */
function spelledDollars(minor: number, set: RuleSet): string {
  const dollars = Math.floor(minor / 100);
  const cents = minor % 100;
  const whole = `${spelled(dollars, "en", set)} ${dollars === 1 ? "dollar" : "dollars"}`;
  const coins = `${spelled(cents, "en", set)} ${cents === 1 ? "cent" : "cents"}`;
  if (dollars === 0) return coins;
  return cents === 0 ? whole : `${whole} and ${coins}`;
}

/** Yuan, jiao and fen in CLDR's words. */
function spelledYuan(minor: number, set: RuleSet, unit: string): string {
  const yuan = Math.floor(minor / 100);
  const jiao = Math.floor((minor % 100) / 10);
  const fen = minor % 10;
  const whole = yuan === 0 ? "" : `${spelled(yuan, "zh", set)}${unit}`;
  const gap = whole !== "" && jiao === 0 && fen > 0 ? "零" : "";
  return `${whole}${gap}${jiao > 0 ? `${spelled(jiao, "zh")}角` : ""}${fen > 0 ? `${spelled(fen, "zh")}分` : ""}`;
}

describe("English words come back as their amount", () => {
  it.each<[string, (minor: number) => string]>([
    ["our own", (minor) => amountWords(minor, "USD", 2, "en")],
    ["our own, in full", (minor) => formalAmountWords(minor, "USD", 2, "en")],
    ["n2words'", (minor) => dollarsInWords(decimal(minor))],
    ["CLDR's", (minor) => spelledDollars(minor, "%spellout-cardinal")],
    ["CLDR's verbose", (minor) => spelledDollars(minor, "%spellout-cardinal-verbose")],
    ["CLDR's decimal", (minor) => spelledDecimal(Math.floor(minor / 100), figures(minor), "en")],
    ["figures", decimal],
    [
      "figures with a symbol and commas",
      (minor) => `$${Number(decimal(minor)).toLocaleString("en-US")}`,
    ],
  ])("when they are %s", { timeout: 60_000 }, (_, words) => {
    expect(lost(words, USD)).toEqual([]);
  });

  it("as a bare number of CLDR's, first among the candidates", { timeout: 60_000 }, () => {
    const wrong = AMOUNTS.filter((minor) => minor <= 9_999_999).flatMap((whole) => {
      const text = spelled(whole, "en");
      const heard = parseSpeech(text, USD);
      const amount =
        heard.kind === "ambiguous"
          ? heard.candidates[0]?.amount
          : heard.kind === "draft" && heard.amount;
      return amount === whole * 100 ? [] : [`${text} -> ${JSON.stringify(heard)}`];
    });
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});

describe("Mandarin words come back as their amount", () => {
  it.each<[string, (minor: number) => string]>([
    ["our own", (minor) => amountWords(minor, "CNY", 2, "zh")],
    ["n2words' financial characters", (minor) => yuanInWords(decimal(minor))],
    ["CLDR's", (minor) => spelledYuan(minor, "%spellout-cardinal", "块")],
    ["CLDR's with 两", (minor) => spelledYuan(minor, "%spellout-cardinal-alternate2", "块")],
    ["CLDR's with 〇", (minor) => spelledYuan(minor, "%spellout-numbering", "元")],
    [
      "CLDR's financial characters",
      (minor) => spelledYuan(minor, "%spellout-cardinal-financial", "元"),
    ],
    ["CLDR's decimal", (minor) => spelledDecimal(Math.floor(minor / 100), figures(minor), "zh")],
    ["figures", decimal],
    ["figures with a unit", (minor) => `${decimal(minor)}元`],
  ])("when they are %s", { timeout: 60_000 }, (_, words) => {
    expect(lost(words, CNY)).toEqual([]);
  });
});

describe("words in every currency that has names here come back", () => {
  const CURRENCIES: readonly (readonly [string, SpeechContext["exponent"]])[] = [
    ["CNY", 2],
    ["USD", 2],
    ["EUR", 2],
    ["GBP", 2],
    ["JPY", 0],
    ["HKD", 2],
    ["TWD", 2],
    ["KRW", 0],
    ["SGD", 2],
    ["AUD", 2],
    ["CAD", 2],
    ["CHF", 2],
    ["THB", 2],
    ["INR", 2],
    ["KWD", 3],
    ["BHD", 3],
    ["VND", 0],
  ];

  it.each(CURRENCIES)(
    "%s in both languages, short and in full",
    { timeout: 60_000 },
    (currency, exponent) => {
      const amount = fc.oneof(
        fc.integer({ min: 1, max: 9_999 }),
        fc.integer({ min: 1, max: 999_999_999 }),
      );
      fc.assert(
        fc.property(
          amount,
          fc.constantFrom("en" as const, "zh" as const),
          fc.boolean(),
          (minor, language, isFormal) => {
            const text = (isFormal ? formalAmountWords : amountWords)(
              minor,
              currency,
              exponent,
              language,
            );
            const heard = parseSpeech(text, { language, currency, exponent, catalogue: [] });
            expect([text, heard]).toEqual([
              text,
              { kind: "draft", amount: minor, lines: [], unmatched: [] },
            ]);
          },
        ),
        { seed: SEED, numRuns: 2_000 },
      );
    },
  );
});
