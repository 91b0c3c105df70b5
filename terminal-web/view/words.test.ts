import { describe, it } from "vitest";
import { MAX_NAME, MAX_NOTE, MAX_QUANTITY } from "../../worker/domain/bill.ts";
import type { Face } from "../state/sale.ts";
import { lookOf } from "./face-look.ts";
import { guessLanguage } from "./languages.ts";
import { OFFICE_PHRASES } from "./office-phrases.ts";
import { PHRASES } from "./phrases.ts";
import { latinTextsOf, textsOf } from "./test-texts.ts";

const FACES: readonly Face[] = [
  { kind: "claimed" },
  { kind: "declined", reason: "insufficient-funds" },
  { kind: "paying" },
  { kind: "checking" },
  { kind: "stopping", asked: "rail" },
  { kind: "paid" },
  { kind: "expired" },
  { kind: "cancelled", isCertain: true },
  { kind: "unsent", isCertain: true },
  { kind: "refused", problem: "order-expired" },
];
const languages = ["en", "zh"] as const;

describe.for(languages)("the words in %s", (language) => {
  const words = { ...PHRASES[language], ...OFFICE_PHRASES[language] };

  it("are all there", ({ expect }) => {
    const texts = textsOf(words);
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter((text) => text.trim() === "" || text.includes("undefined"))).toEqual([]);
  });

  it("tell every state of a sale from every other by word and by sign", ({ expect }) => {
    const looks = FACES.map((face) => lookOf(face, words));
    expect(new Set(looks.map(({ word }) => word)).size).toBe(FACES.length);
    expect(new Set(looks.map(({ shape }) => shape)).size).toBe(FACES.length);
  });

  it("show paid in a colour of its own", ({ expect }) => {
    const tones = FACES.map((face) => [face.kind, lookOf(face, words).tone]);
    expect(tones.filter(([, tone]) => tone === "good")).toEqual([["paid", "good"]]);
  });

  it("name the limits of a bill as they are", ({ expect }) => {
    expect(words.faults["too-long"]).toContain(String(MAX_NAME));
    expect(words.faults["too-long"]).toContain(String(MAX_NOTE));
    expect(words.faults.quantity).toContain(MAX_QUANTITY.toLocaleString("en"));
  });

  it("promise that nothing was charged only where that is certain", ({ expect }) => {
    const sure = lookOf({ kind: "unsent", isCertain: true }, words).text;
    const unsure = lookOf({ kind: "unsent", isCertain: false }, words).text;
    expect(unsure).not.toContain(sure);
  });
});

describe("Chinese", () => {
  it("leaves no English sentence in the page", ({ expect }) => {
    expect(latinTextsOf([PHRASES.zh, OFFICE_PHRASES.zh], /Edgetill|English/g)).toEqual([]);
  });
});

describe("the language of a page that has no merchant yet", () => {
  it("is the browser's where we have it, and English elsewhere", ({ expect }) => {
    expect([guessLanguage(["zh-TW"]), guessLanguage(["de", "zh"]), guessLanguage([])]).toEqual([
      "zh",
      "en",
      "en",
    ]);
  });
});
