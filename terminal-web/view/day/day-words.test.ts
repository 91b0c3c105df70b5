import { describe, it } from "vitest";
import { latinTextsOf, textsOf } from "../test-texts.ts";
import { DAY_PHRASES } from "./day-phrases.ts";
import { TOP_UPS_PHRASES } from "./top-ups-phrases.ts";

describe("the words about the day", () => {
  it("are all there, and in Chinese no English is left", ({ expect }) => {
    for (const words of [DAY_PHRASES, TOP_UPS_PHRASES]) {
      for (const phrases of Object.values(words))
        expect(textsOf(phrases).filter((text) => text.trim() === "")).toEqual([]);
      expect(latinTextsOf(words.zh, /Edgetill/g)).toEqual([]);
    }
  });
});
