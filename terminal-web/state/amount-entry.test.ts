import * as fc from "fast-check";
import { describe, it } from "vitest";
import { MAX_MINOR } from "../../worker/domain/money.ts";
import { type Key, entryMinor, press, typedDecimals } from "./amount-entry.ts";

const typed = (keys: readonly Key[], exponent: 0 | 2 | 3): string =>
  keys.reduce((entry, key) => press(entry, key, exponent), "");

const KEYS: readonly Key[] = [
  ...(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "00"] as const),
  "point",
  "backspace",
];

describe("typing an amount", () => {
  it("takes digits and a decimal point", ({ expect }) => {
    expect(typed(["2", "3", "point", "5"], 2)).toBe("23.5");
    expect(entryMinor("23.5", 2)).toBe(2350);
  });

  it("takes as many decimals as the currency has, and no more", ({ expect }) => {
    expect(typed(["1", "point", "2", "3", "4", "5"], 2)).toBe("1.23");
    expect(typed(["1", "point", "2", "3", "4", "5"], 3)).toBe("1.234");
    expect(typed(["1", "point", "2"], 0)).toBe("12");
  });

  it("begins with a zero where the point comes first", ({ expect }) => {
    expect(typed(["point", "5"], 2)).toBe("0.5");
    expect(entryMinor("0.5", 2)).toBe(50);
  });

  it("keeps one point", ({ expect }) => {
    expect(typed(["1", "point", "5", "point", "5"], 2)).toBe("1.55");
  });

  it("replaces a leading zero and keeps no other", ({ expect }) => {
    expect(typed(["0", "0", "7"], 2)).toBe("7");
    expect(typed(["00"], 2)).toBe("0");
  });

  it("types two zeros with one key, or the one that still fits", ({ expect }) => {
    expect(typed(["5", "00"], 2)).toBe("500");
    expect(typed(["5", "point", "1", "00"], 2)).toBe("5.10");
  });

  it("takes back the last character", ({ expect }) => {
    expect(typed(["2", "point", "backspace"], 2)).toBe("2");
    expect(typed(["backspace"], 2)).toBe("");
  });

  it("stops at the largest amount of an order", ({ expect }) => {
    const most = typed(["9", "9", "9", "9", "9", "9", "9"], 2);
    expect(entryMinor(most, 2)).toBe(999_999_900);
    expect(press(most, "9", 2)).toBe(most);
    expect(press(most, "00", 2)).toBe(most);
  });

  it("counts the decimals typed so far", ({ expect }) => {
    expect([typedDecimals("23"), typedDecimals("23."), typedDecimals("23.5")]).toEqual([
      null,
      0,
      1,
    ]);
  });

  it("never comes to more than an order may ask, whatever is typed", ({ expect }) => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...KEYS), { maxLength: 40 }),
        fc.constantFrom(0, 2, 3),
        (keys, exponent) => {
          const entry = typed(keys, exponent);
          const minor = entryMinor(entry, exponent);
          expect(Number.isSafeInteger(minor) && minor >= 0 && minor <= MAX_MINOR).toBe(true);
          expect(entry).toMatch(/^(?:(?:0|[1-9]\d*)(?:\.\d*)?)?$/);
        },
      ),
    );
  });
});
