import fc from "fast-check";
import { describe, it } from "vitest";
import { MAX_MINOR } from "../../../worker/domain/money.ts";
import { type Announceable, announcements } from "../words/announcement.ts";
import { CLIP_PLACES } from "./clip-places.ts";
import { CLIP_VOCABULARY } from "./clip-vocabulary.ts";
import { PAUSE, clipWords } from "./clip-words.ts";

const known = {
  en: new Set(CLIP_VOCABULARY.en),
  zh: new Set(CLIP_VOCABULARY.zh),
};
const KINDS = [
  "paid",
  "toppedUp",
  "refunded",
  "refundFailed",
  "declined",
  "cancelled",
  "expired",
  "checking",
] as const satisfies readonly Announceable["kind"][];
const CURRENCIES = [
  ...["USD", "AUD", "CAD", "SGD", "HKD", "TWD", "EUR", "GBP", "CNY", "CHF", "THB", "INR"].map(
    (currency) => ({ currency, exponent: 2 }),
  ),
  ...["JPY", "KRW", "VND"].map((currency) => ({ currency, exponent: 0 })),
  ...["KWD", "BHD"].map((currency) => ({ currency, exponent: 3 })),
];
const result: fc.Arbitrary<Announceable> = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    minor: fc.oneof(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: MAX_MINOR })),
    money: fc.constantFrom(...CURRENCIES),
    isLate: fc.boolean(),
  })
  .map(({ kind, minor, money, isLate }) => ({ kind, amount: { minor, ...money }, isLate }));

describe.for(["en", "zh"] as const)("the clips in %s", (language) => {
  it("say every result of every amount, alone and together, and nothing else", ({ expect }) => {
    fc.assert(
      fc.property(fc.array(result, { minLength: 1, maxLength: 3 }), (results) => {
        const sentence = announcements(results, language);
        const words = clipWords(sentence, language, known[language]);
        const plain = (text: string): string => text.toLowerCase().replace(/[\s,:，、-]/g, "");
        expect(words?.filter((word) => word !== PAUSE).join("")).toBe(plain(sentence));
      }),
      { numRuns: 2_000 },
    );
  });

  it("lie one after the other in their file, one for every word", ({ expect }) => {
    const places = CLIP_PLACES[language];
    expect(Object.keys(places)).toEqual([...known[language]]);
    let end = 0;
    for (const [from, length] of Object.values(places)) {
      expect(from).toBeGreaterThanOrEqual(end);
      expect(length).toBeGreaterThan(100);
      end = from + length;
    }
  });
});

describe("a sentence with a word that has no clip", () => {
  it("is not said at all: half of it could be heard as another amount", ({ expect }) => {
    expect(clipWords("Received twelve zlotys fifty", "en", known.en)).toBeNull();
    expect(clipWords("收款十二兹罗提五角", "zh", known.zh)).toBeNull();
  });
});
