import { describe, expect, it } from "vitest";
import { amountWords, formalAmountWords } from "./amount-words.ts";

describe("the words of an amount in English", () => {
  it.each([
    [2350, "USD", 2, "twenty-three fifty"],
    [9999, "GBP", 2, "ninety-nine ninety-nine"],
    [1250, "USD", 2, "twelve dollars fifty"],
    [350, "EUR", 2, "three euros fifty"],
    [505, "USD", 2, "five dollars and five cents"],
    [2305, "USD", 2, "twenty-three dollars and five cents"],
    [10005, "USD", 2, "one hundred dollars and five cents"],
    [2000, "USD", 2, "twenty dollars"],
    [100, "USD", 2, "one dollar"],
    [101, "GBP", 2, "one pound and one penny"],
    [50, "AUD", 2, "fifty cents"],
    [0, "USD", 2, "zero dollars"],
    [123_456, "USD", 2, "one thousand two hundred and thirty-four dollars fifty-six"],
    [1250, "JPY", 0, "one thousand two hundred and fifty yen"],
    [5000, "KRW", 0, "five thousand won"],
    [1250, "KWD", 3, "one dinar and two hundred and fifty fils"],
    [1050, "BHD", 3, "one dinar and fifty fils"],
    [1205, "CNY", 2, "twelve yuan and five fen"],
    [250, "INR", 2, "two rupees fifty"],
  ])("of %i %s (%i) are: %s", (minor, currency, exponent, words) => {
    expect(amountWords(minor, currency, exponent, "en")).toBe(words);
  });

  it("have every unit and the full name when they are formal", () => {
    expect(formalAmountWords(2350, "HKD", 2, "en")).toBe(
      "twenty-three Hong Kong dollars and fifty cents",
    );
    expect(formalAmountWords(100, "USD", 2, "en")).toBe("one US dollar");
  });

  it("take the platform's name of a currency that has none here", () => {
    expect(amountWords(1050, "PLN", 2, "en")).toMatch(/^ten point five zero Polish zlotys$/iu);
    expect(amountWords(100_000, "CLP", 0, "en")).toMatch(/^one hundred thousand Chilean pesos$/iu);
  });
});

describe("the words of an amount in Mandarin", () => {
  it.each([
    [2350, "CNY", 2, "二十三元五角"],
    [2355, "CNY", 2, "二十三元五角五分"],
    [2305, "CNY", 2, "二十三元零五分"],
    [200, "CNY", 2, "两元"],
    [1200, "CNY", 2, "十二元"],
    [20, "CNY", 2, "两角"],
    [2, "CNY", 2, "两分"],
    [25, "CNY", 2, "两角五分"],
    [20_000, "CNY", 2, "两百元"],
    [11_000, "CNY", 2, "一百一十元"],
    [1_000_500, "CNY", 2, "一万零五元"],
    [0, "CNY", 2, "零元"],
    [2350, "USD", 2, "二十三美元五十美分"],
    [505, "USD", 2, "五美元零五美分"],
    [2350, "TWD", 2, "新台币二十三元五角"],
    [1250, "JPY", 0, "一千两百五十日元"],
    [1250, "KWD", 3, "一科威特第纳尔两百五十费尔"],
    [2350, "GBP", 2, "二十三英镑五十便士"],
  ])("of %i %s (%i) are: %s", (minor, currency, exponent, words) => {
    expect(amountWords(minor, currency, exponent, "zh")).toBe(words);
    expect(formalAmountWords(minor, currency, exponent, "zh")).toBe(words);
  });

  it("take the platform's name of a currency that has none here", () => {
    expect(amountWords(1050, "PLN", 2, "zh")).toBe("十点五零波兰兹罗提");
    expect(amountWords(250, "PLN", 2, "zh")).toBe("二点五零波兰兹罗提");
  });
});

describe("what is no amount", () => {
  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("%d has no words", (minor) => {
    expect(() => amountWords(minor, "USD", 2, "en")).toThrow(RangeError);
  });
});
