import { describe, it } from "vitest";
import { type TestTill, eventOf, feed, placed, viewOf } from "../state/test-till.ts";
import type { OrderView } from "../../worker/contract/order.ts";
import { LOCALES } from "./languages.ts";
import { PHRASES } from "./phrases.ts";
import { saleSentence } from "./sale-sentence.ts";
import { latinTextsOf } from "./test-texts.ts";

const LEGS = {
  claimed: { status: "claimed", words: "蓝色杯子" },
  declined: { status: "claimed", declined: "insufficient-funds", words: "蓝色杯子" },
  paying: { status: "paying" },
  checking: { status: "paying", checking: true },
  stopping: { status: "paying", cancelling: true },
  paid: { status: "paid" },
  expired: { status: "expired" },
  cancelled: { status: "cancelled" },
} as const satisfies Readonly<Record<string, Partial<OrderView>>>;

function heard(test: TestTill, language: "en" | "zh"): string {
  const { open: till, now } = test;
  return saleSentence({ till, now, words: PHRASES[language], locale: LOCALES[language] });
}

const told = (changes: Partial<OrderView>): TestTill => {
  const test = placed();
  feed(test, eventOf(test, "claimed", viewOf(test, changes), 104));
  return test;
};

describe.for(["en", "zh"] as const)("what a screen reader hears of a sale, in %s", (language) => {
  const { sale } = PHRASES[language];

  it("is another sentence in every state, and has the amount in it", ({ expect }) => {
    const sentences = [placed(), ...Object.values(LEGS).map(told)].map((t) => heard(t, language));
    expect(new Set(sentences).size).toBe(Object.keys(LEGS).length + 1);
    expect(sentences.filter((text) => !/€\d/.test(text) || text.includes("undefined"))).toEqual([]);
    if (language === "zh") expect(latinTextsOf(sentences, /EUR/g)).toEqual([]);
  });

  it("has the words that the customer's phone may ask for", ({ expect }) => {
    for (const leg of [LEGS.claimed, LEGS.declined])
      expect(heard(told(leg), language)).toContain(`${sale.wordsText} 蓝色杯子`);
  });

  it("has the change to hand out, and which part of a bill it is", ({ expect }) => {
    const money = (minor: number) => ({ minor, currency: "EUR", exponent: 2 }) as const;
    const cash = { tendered: money(1500), change: money(250) };
    expect(heard(told({ status: "paid", cash }), language)).toContain(sale.change("€2.50"));
    const test = placed();
    const { sale: before } = test.open;
    if (!before) throw new Error("there is no sale");
    const part = { of: "3-40", index: 2, count: 3, whole: money(3000) };
    test.till = { ...test.open, sale: { ...before, charge: { ...before.charge, part } } };
    expect(heard(test, language)).toContain(sale.part(2, 3, "€30.00"));
  });
});

it("is nothing on the keypad", ({ expect }) => {
  const test = placed();
  test.till = { ...test.open, sale: null };
  expect(heard(test, "en")).toBe("");
});
