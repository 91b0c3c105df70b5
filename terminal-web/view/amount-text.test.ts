import { describe, it } from "vitest";
import { amountPieces, amountText } from "./amount-text.ts";
import { timeLeft } from "./time-text.ts";

const untyped = (text: string, decimals: number | null, exponent: 0 | 2 | 3): string =>
  amountPieces(text, decimals, exponent)
    .filter(({ isTyped }) => !isTyped)
    .map((piece) => piece.text)
    .join("");

describe("an amount on the screen", () => {
  it("is written with the currency's own decimals", ({ expect }) => {
    expect(amountText({ minor: 123_450, currency: "EUR", exponent: 2 }, "en")).toBe("€1,234.50");
    expect(amountText({ minor: 1_250, currency: "JPY", exponent: 0 }, "en")).toBe("¥1,250");
    expect(amountText({ minor: 1_250, currency: "CNY", exponent: 2 }, "zh-CN")).toBe("¥12.50");
  });

  it("names a currency that this build does not know by its code", ({ expect }) => {
    expect(amountText({ minor: 1_250, currency: "XYZ", exponent: 2 }, "en")).toBe("XYZ 12.50");
  });

  it.for([
    ["€23.00", null, 2, ".00"],
    ["€23.00", 0, 2, "00"],
    ["€23.50", 1, 2, "0"],
    ["€23.50", 2, 2, ""],
    ["¥1,250", null, 0, ""],
    ["KWD 1.250", 2, 3, "0"],
    ["23,50 €", 1, 2, "0"],
  ] as const)(
    "shows what of %s was not typed (%s decimals of %s): %s",
    ([text, decimals, exponent, rest], { expect }) => {
      expect(untyped(text, decimals, exponent)).toBe(rest);
      const whole = amountPieces(text, decimals, exponent).map((piece) => piece.text);
      expect(whole.join("")).toBe(text);
    },
  );
});

describe("the time left", () => {
  it("counts whole seconds up to the last, and never below zero", ({ expect }) => {
    expect(timeLeft(299_001)).toEqual({ minutes: 5, seconds: "00" });
    expect(timeLeft(61_000)).toEqual({ minutes: 1, seconds: "01" });
    expect(timeLeft(1)).toEqual({ minutes: 0, seconds: "01" });
    expect(timeLeft(-5_000)).toEqual({ minutes: 0, seconds: "00" });
  });
});
