import { describe, it } from "vitest";
import type { MatchView } from "../../worker/contract/order.ts";
import { MATCH_PHRASES } from "./match-phrases.ts";
import { matchText } from "./match-text.ts";
import { LOCALES } from "./languages.ts";
import { latinTextsOf } from "./test-texts.ts";

const MATCH: MatchView = {
  channel: "qr",
  tokenAgeMs: 4_040,
  gapMs: -200,
  phone: { atLeast: 0, within: 150 },
  network: null,
  unknown: [],
  provedBy: "code",
};

const told = (changes: Partial<MatchView>, language: "en" | "zh" = "en"): string =>
  matchText({ ...MATCH, ...changes }, MATCH_PHRASES[language], LOCALES[language]);

const FAR = { atLeast: 200_000, within: null };

/** Each part of a match in every shape that it can have. */
const SHAPES = {
  channel: ["qr", "beacon", "link"],
  tokenAgeMs: [0, 4_040],
  gapMs: [-200, 0, 1_250],
  place: [
    { phone: null, network: null, unknown: ["terminal-place", "phone-place"] },
    { phone: null, network: null, unknown: ["phone-place"] },
    { phone: null, network: FAR, unknown: ["phone-place"] },
    { phone: { atLeast: 0, within: 50 }, network: null, unknown: [] },
    { phone: { atLeast: 0, within: 50 }, network: FAR, unknown: [] },
    {
      phone: { atLeast: 500, within: 2_000 },
      network: { atLeast: 0, within: 50_000 },
      unknown: [],
    },
    { phone: FAR, network: null, unknown: [] },
  ],
  provedBy: [null, "code", "place"],
} as const;

function everyMatch(): MatchView[] {
  const matches: MatchView[] = [];
  for (const channel of SHAPES.channel)
    for (const tokenAgeMs of SHAPES.tokenAgeMs)
      for (const gapMs of SHAPES.gapMs)
        for (const { unknown, ...place } of SHAPES.place)
          for (const provedBy of SHAPES.provedBy)
            matches.push({ channel, tokenAgeMs, gapMs, ...place, unknown: [...unknown], provedBy });
  return matches;
}

describe("how a sale was matched", () => {
  it("is told in one line", ({ expect }) => {
    expect(told({})).toBe(
      "Scanned from the screen, the code was 4.0 s old, phone 0.2 s before the till, phone within 150 m, the two words were right",
    );
    expect(told({}, "zh")).toBe(
      "扫描屏幕，付款码已生成 4.0 秒，手机比收款机早 0.2 秒，手机在150米以内，两个词核对无误",
    );
  });

  it("names what was not known, and why", ({ expect }) => {
    const nothing = { phone: null, provedBy: null };
    expect(told({ ...nothing, unknown: ["phone-place"] })).toContain("did not say where it was");
    const unplaced = told({ ...nothing, unknown: ["terminal-place", "phone-place"] });
    expect(unplaced).toContain("the till's own place not set");
    expect(unplaced).not.toContain("did not say");
  });

  it("names a network that speaks against the phone, and no other", ({ expect }) => {
    expect(told({ network: FAR })).toContain("within 150 m, its network at least 200 km away");
    expect(told({ network: { atLeast: 10_000, within: 50_000 } })).not.toContain("network");
  });

  it("names both bounds of a phone that is not near", ({ expect }) => {
    expect(told({ phone: { atLeast: 500, within: 2_000 } })).toContain("phone 500 m to 2 km away");
    expect(told({ phone: FAR })).toContain("phone at least 200 km away");
  });

  it("speaks of a broadcast where there was no code", ({ expect }) => {
    expect(told({ channel: "beacon", tokenAgeMs: 900, gapMs: 20 })).toBe(
      "Picked up by Bluetooth, the broadcast was 0.9 s old, phone and till together, phone within 150 m, the two words were right",
    );
  });

  it("can name a channel that this build does not know", ({ expect }) => {
    expect(told({ channel: "telepathy" })).toContain("Came another way");
  });

  it.for(["en", "zh"] as const)(
    "is another line for every other match in %s",
    (language, { expect }) => {
      const lines = everyMatch().map((match) => told(match, language));
      expect(new Set(lines).size).toBe(lines.length);
      expect(lines.filter((line) => /undefined|null|NaN/.test(line))).toEqual([]);
    },
  );

  it("has no English in the Chinese line", ({ expect }) => {
    expect(latinTextsOf(MATCH_PHRASES.zh, /undefined/g)).toEqual([]);
  });
});
