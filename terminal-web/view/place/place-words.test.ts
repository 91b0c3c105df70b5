import { describe, it } from "vitest";
import { createCore } from "../../../wasm/core.ts";
import { builtModule } from "../../../wasm/built-module.ts";
import type { Policy } from "../../../worker/contract/place.ts";
import { RADII } from "../../state/policy-desk.ts";
import { metresText } from "../metres-text.ts";
import { LOCALES } from "../languages.ts";
import { latinTextsOf, textsOf } from "../test-texts.ts";
import { PLACE_PHRASES } from "./place-phrases.ts";
import { cellSides, coordinatesText } from "./place-text.ts";
import { policySentence } from "./policy-sentence.ts";

const languages = ["en", "zh"] as const;
const UNKNOWN = ["accept", "ask", "refuse"] as const;
const AWAY = ["ask", "refuse"] as const;
/** Another sentence is about them. */
const REFUNDS = { refundLimitMinor: null };

function sentence(language: (typeof languages)[number], policy: Policy, isPlaced = true): string {
  return policySentence(policy, isPlaced, {
    words: PLACE_PHRASES[language],
    locale: LOCALES[language],
    amount: (minor) => `€${(minor / 100).toFixed(2)}`,
  });
}

/** Every policy with these floors. */
function policies(floors: readonly number[]): Policy[] {
  return floors.flatMap((floorMinor) =>
    RADII.flatMap((radiusMetres) =>
      UNKNOWN.flatMap((whenUnknown) =>
        AWAY.map((whenAway) => ({ ...REFUNDS, radiusMetres, floorMinor, whenUnknown, whenAway })),
      ),
    ),
  );
}

describe.for(languages)("the sentence about a policy in %s", (language) => {
  it("is another for every other policy", ({ expect }) => {
    const all = policies([0, 5_000, 10_000]);
    expect(new Set(all.map((policy) => sentence(language, policy))).size).toBe(all.length);
  });

  it("names the amount from which it counts, and the last one below", ({ expect }) => {
    for (const policy of policies([10_000])) {
      expect(sentence(language, policy)).toContain("€100.00");
      expect(sentence(language, policy)).toContain("€99.99");
    }
  });

  it("names no amount when every amount counts", ({ expect }) => {
    for (const policy of policies([0, 1])) expect(sentence(language, policy)).not.toContain("€");
  });

  it("is the same whatever the details when place does not matter", ({ expect }) => {
    const off = policies([0, 10_000]).map((policy) =>
      sentence(language, { ...policy, radiusMetres: null }),
    );
    expect(new Set(off).size).toBe(1);
  });

  it("says what a till that does not know its own place does with it", ({ expect }) => {
    const texts = UNKNOWN.map((whenUnknown) =>
      sentence(
        language,
        { ...REFUNDS, radiusMetres: 500, floorMinor: 0, whenUnknown, whenAway: "ask" },
        false,
      ),
    );
    expect(new Set(texts).size).toBe(3);
    expect(texts.some((text) => text.includes("500"))).toBe(false);
  });
});

describe("the words about place", () => {
  it("are all there in both languages, and Chinese has no English sentence in it", ({ expect }) => {
    for (const language of languages) {
      const { between: _, ...words } = PLACE_PHRASES[language];
      const texts = textsOf(words);
      expect(texts.length).toBeGreaterThan(60);
      expect(texts.filter((text) => text.trim() === "")).toEqual([]);
    }
    const names = /Plus Code|https|8PFRW98X\+FX|undefined/g;
    expect(latinTextsOf(PLACE_PHRASES.zh, names)).toEqual([]);
  });

  it("read as sentences", ({ expect }) => {
    const policy: Policy = {
      ...REFUNDS,
      radiusMetres: 150,
      floorMinor: 2_000,
      whenUnknown: "ask",
      whenAway: "refuse",
    };
    expect(sentence("en", policy)).toBe(
      "From €20.00 on, customers share their phone's place or pick the two words; a phone that says it is more than 150 m away cannot pay. Up to €19.99, scanning is enough.",
    );
    expect(sentence("zh", policy)).toBe(
      "€20.00 起，顾客须提供手机位置或选出两个词；位置在150米以外的手机不能付款。€19.99 及以下，扫码即可付款。",
    );
  });
});

describe("a place in figures", () => {
  it("has the sides of its cell, narrower towards the poles", ({ expect }) => {
    const equator = cellSides({ latitude: 0, longitude: 0 });
    expect([Math.round(equator.width), Math.round(equator.height)]).toEqual([38, 19]);
    expect(Math.round(cellSides({ latitude: 60, longitude: 9 }).width)).toBe(19);
  });

  it("agrees with the core about how large a cell is", ({ expect }) => {
    const core = createCore(builtModule());
    const here = { latitude: 50.087, longitude: 14.4208 };
    const { width, height } = cellSides(here);
    const degrees = 111_195;
    const side = width / (degrees * Math.cos((here.latitude * Math.PI) / 180));
    const cell = core.cellAt(here.latitude, here.longitude);
    const east = core.cellCentre(core.cellAt(here.latitude, here.longitude + side));
    const north = core.cellCentre(core.cellAt(here.latitude + height / degrees, here.longitude));
    expect(east.longitude - core.cellCentre(cell).longitude).toBeCloseTo(side, 9);
    expect(north.latitude - core.cellCentre(cell).latitude).toBeCloseTo(height / degrees, 9);
  });

  it("is written no finer than it is kept", ({ expect }) => {
    expect(coordinatesText({ latitude: 50.08712345, longitude: -14.4 })).toBe("50.0871, -14.4000");
  });

  it("has metres up to a kilometre, then kilometres", ({ expect }) => {
    const texts = [0.4, 12.3, 999, 1_834, 25_400].map((metres) => metresText(metres, "en"));
    expect(texts).toEqual(["1 m", "12 m", "999 m", "1.8 km", "25 km"]);
  });
});
