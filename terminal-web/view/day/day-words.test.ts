import { describe, it } from "vitest";
import { latinTextsOf, textsOf } from "../test-texts.ts";
import { DAY_PHRASES } from "./day-phrases.ts";

describe("the words about the day", () => {
  it("are all there, and in Chinese no English is left", ({ expect }) => {
    for (const phrases of Object.values(DAY_PHRASES))
      expect(textsOf(phrases).filter((text) => text.trim() === "")).toEqual([]);
    expect(latinTextsOf(DAY_PHRASES.zh, /Edgetill/g)).toEqual([]);
  });
});
