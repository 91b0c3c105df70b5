import { describe, it } from "vitest";
import { latinTextsOf, textsOf } from "../test-texts.ts";
import { BEACON_PHRASES } from "./beacon-phrases.ts";

describe("the words about the beacon", () => {
  it("are all there in both languages, and Chinese has no English sentence in it", ({ expect }) => {
    for (const words of Object.values(BEACON_PHRASES)) {
      const texts = textsOf(words);
      expect(texts.length).toBeGreaterThan(50);
      expect(texts.filter((text) => text.trim() === "")).toEqual([]);
    }
    expect(latinTextsOf(BEACON_PHRASES.zh, /Puck\.js|Chrome|Windows|macOS|Eddystone/g)).toEqual([]);
  });

  it("say of each failure something of its own, and what to do", ({ expect }) => {
    for (const { failures } of Object.values(BEACON_PHRASES)) {
      const titles = Object.values(failures).map(([title]) => title);
      expect(new Set(titles).size).toBe(titles.length);
    }
  });

  it("tell every state of the beacon from every other", ({ expect }) => {
    for (const { states } of Object.values(BEACON_PHRASES)) {
      expect(new Set(Object.values(states)).size).toBe(8);
    }
  });
});
