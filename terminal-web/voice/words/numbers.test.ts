import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { englishNumber } from "./english-number.ts";
import { mandarinNumber } from "./mandarin-number.ts";
import { spelled } from "./vectors/spellout.ts";

const whole = fc.oneof(
  fc.integer({ min: 0, max: 20_000 }),
  fc.integer({ min: 0, max: 999_999_999_999 }),
);
const SETTINGS = { seed: 20_170_913, numRuns: 5_000 };

describe("numbers in words", () => {
  it("are those of CLDR in English, without its commas", () => {
    fc.assert(
      fc.property(whole, (value) => {
        expect(englishNumber(value)).toBe(
          spelled(value, "en", "%spellout-cardinal-verbose").replaceAll(",", ""),
        );
      }),
      SETTINGS,
    );
  });

  it("are those of CLDR in Mandarin, with 两 where it is said", () => {
    fc.assert(
      // From 亿 up CLDR leaves out the 零 before 一万 that people say (一亿零一万).
      fc.property(fc.nat({ max: 99_999_999 }), (value) => {
        expect(mandarinNumber(value)).toBe(spelled(value, "zh", "%spellout-cardinal-alternate2"));
      }),
      SETTINGS,
    );
  });
});
