import { describe, it } from "vitest";
import { MAX_NAME, MAX_NOTE, MAX_QUANTITY } from "../../worker/domain/bill.ts";
import type { Face } from "../state/sale.ts";
import { lookOf } from "./face-look.ts";
import { matchText } from "./match-text.ts";
import { LOCALES, PHRASES, guessLanguage } from "./phrases.ts";

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

/** Every text of the phrases, with a value for what a text is made from. */
function textsOf(phrases: object): string[] {
  return Object.values(phrases).flatMap((phrase: unknown) => {
    if (typeof phrase === "string") return [phrase];
    if (typeof phrase === "function") return [String(Reflect.apply(phrase, null, ["3", "4", "5"]))];
    return typeof phrase === "object" && phrase !== null ? textsOf(phrase) : [];
  });
}

describe.for(languages)("the words in %s", (language) => {
  const words = PHRASES[language];

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
    const names = /Edgetill|English/g;
    const latin = textsOf(PHRASES.zh).filter((text) =>
      /[A-Za-z]{2,}/.test(text.replaceAll(names, "")),
    );
    expect(latin).toEqual([]);
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

describe("how a sale was matched", () => {
  const match = {
    channel: "qr",
    tokenAgeMs: 4_040,
    gapMs: -200,
    phone: { atLeast: 0, within: 150 },
    network: null,
    unknown: [],
    provedBy: "code",
  };

  it("is told in one line", ({ expect }) => {
    expect(matchText(match, PHRASES.en, LOCALES.en)).toBe(
      "Scanned from the screen, the code was 4.0 s old, phone 0.2 s before the till, within 150 m, the two words were right",
    );
  });

  it("names what was not known", ({ expect }) => {
    const text = matchText(
      { ...match, phone: null, provedBy: null, gapMs: 300 },
      PHRASES.en,
      LOCALES.en,
    );
    expect(text).toContain("phone 0.3 s after the till");
    expect(text).toContain("distance not known");
  });

  it("counts far distances in kilometres", ({ expect }) => {
    const phone = { atLeast: 200_000, within: null };
    expect(matchText({ ...match, phone }, PHRASES.en, LOCALES.en)).toContain(
      "at least 200 km away",
    );
  });
});
