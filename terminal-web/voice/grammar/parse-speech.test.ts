import { describe, expect, it } from "vitest";
import type { SpeechContext } from "./heard.ts";
import { parseSpeech } from "./parse-speech.ts";
import { EN_AMOUNTS } from "./vectors/en-amounts.phrases.ts";
import { EN_BAD_INPUT } from "./vectors/en-bad-input.phrases.ts";
import { EN_CORRECTIONS } from "./vectors/en-corrections.phrases.ts";
import { EN_COUNTER } from "./vectors/en-counter.phrases.ts";
import { EN_CURRENCIES } from "./vectors/en-currencies.phrases.ts";
import { EN_ITEMS } from "./vectors/en-items.phrases.ts";
import { asExpectation, expectationOf } from "./vectors/expectation.ts";
import { ZH_AMOUNTS } from "./vectors/zh-amounts.phrases.ts";
import { ZH_BAD_INPUT } from "./vectors/zh-bad-input.phrases.ts";
import { ZH_CORRECTIONS } from "./vectors/zh-corrections.phrases.ts";
import { ZH_COUNTER } from "./vectors/zh-counter.phrases.ts";
import { ZH_CURRENCIES } from "./vectors/zh-currencies.phrases.ts";
import { ZH_ITEMS } from "./vectors/zh-items.phrases.ts";

const ENGLISH = [
  EN_AMOUNTS,
  ...EN_CURRENCIES,
  ...EN_ITEMS,
  ...EN_CORRECTIONS,
  EN_BAD_INPUT,
  ...EN_COUNTER,
];
const MANDARIN = [
  ZH_AMOUNTS,
  ...ZH_CURRENCIES,
  ...ZH_ITEMS,
  ...ZH_CORRECTIONS,
  ZH_BAD_INPUT,
  ...ZH_COUNTER,
];

const DOLLARS: SpeechContext = { language: "en", currency: "USD", exponent: 2, catalogue: [] };
const YUAN: SpeechContext = { language: "zh", currency: "CNY", exponent: 2, catalogue: [] };

describe.each([
  ["English", ENGLISH],
  ["Mandarin", MANDARIN],
])("the %s table", (_, tables) => {
  it("has at least 400 phrases", () => {
    const phrases = tables.flatMap((table) => table.phrases.map(([spoken]) => spoken));
    expect(new Set(phrases).size).toBeGreaterThanOrEqual(400);
  });

  describe.each(tables)("$title", ({ context, phrases }) => {
    it.each(phrases)("%j comes to %s", (spoken, notation) => {
      const expected = expectationOf(notation, context);
      expect(asExpectation(parseSpeech(spoken, context), expected)).toEqual(expected);
    });
  });
});

describe("what is too long", () => {
  it("reads a transcript of the greatest length", () => {
    const spoken = "twenty dollars".padEnd(2_000, " ");
    expect(parseSpeech(spoken, DOLLARS)).toMatchObject({ kind: "draft", amount: 2000 });
  });

  it("does not read a longer one", () => {
    const spoken = "twenty dollars".padEnd(2_001, " ");
    expect(parseSpeech(spoken, DOLLARS)).toEqual({
      kind: "none",
      reason: "too-long",
      unmatched: [],
    });
  });

  it("drafts a hundred lines", () => {
    const heard = parseSpeech("tea $1 ".repeat(100), DOLLARS);
    expect(heard).toMatchObject({ kind: "draft", amount: 10_000 });
  });

  it("does not draft a hundred and one", () => {
    const heard = parseSpeech("tea $1 ".repeat(101), DOLLARS);
    expect(heard).toMatchObject({ kind: "none", reason: "too-many-lines" });
  });
});

describe("why a candidate is one", () => {
  it.each([
    ["twelve fifty", ["cents", "whole"]],
    ["fifteen", ["whole", "sound"]],
    ["twelve five", ["tenths", "cents"]],
    ["twenty and thirty", ["sum", "cents"]],
    ["twenty dollars thirty dollars", ["sum", "last"]],
    ["twenty or thirty", ["either", "either"]],
    ["two coffees for five", ["total", "each"]],
    ["two coffees at three fifty total eight", ["lines", "total"]],
    ["twenty three fifty no wait twenty", ["corrected", "corrected-cents", "first"]],
    ["coffee at three fifty no four", ["price", "quantity", "first"]],
  ])("is said with %j", (spoken, reasons) => {
    const heard = parseSpeech(spoken, DOLLARS);
    expect(heard.kind === "ambiguous" && heard.candidates.map(({ reason }) => reason)).toEqual(
      reasons,
    );
  });

  it("is that the unit was left out, or a 零 lost", () => {
    const heard = parseSpeech("二百五", YUAN);
    expect(heard.kind === "ambiguous" && heard.candidates.map(({ reason }) => reason)).toEqual([
      "elided",
      "literal",
    ]);
  });
});

describe("the catalogue", () => {
  it("leaves out names made of numbers alone, which would swallow amounts", () => {
    const catalogue = [{ name: "Fifty", unitPrice: 100 }];
    expect(parseSpeech("twenty three fifty", { ...DOLLARS, catalogue })).toMatchObject({
      amount: 2350,
    });
  });

  it("leaves out names that no bill may carry", () => {
    const catalogue = [{ name: "tea\u202E", unitPrice: 100 }];
    expect(parseSpeech("a tea", { ...DOLLARS, catalogue })).toMatchObject({ kind: "none" });
  });

  it("gives the name as it is listed, however it was said", () => {
    const catalogue = [{ name: "Iced Tea", unitPrice: 300 }];
    expect(parseSpeech("TWO ICED TEAS", { ...DOLLARS, catalogue })).toMatchObject({
      lines: [{ name: "Iced Tea", quantity: 2, unitPrice: 300 }],
    });
  });
});
