import { describe, it } from "vitest";
import { DEEDS } from "../../worker/contract/audit.ts";
import { ENROLMENT_MS } from "../../worker/contract/enrolment.ts";
import type { OfficeView } from "../../worker/contract/office.ts";
import { isCurrency } from "../../worker/domain/currency.ts";
import { latinTextsOf, textsOf } from "../view/test-texts.ts";
import { agoText } from "./ago-text.ts";
import { guessCurrency } from "./currency-guess.ts";
import { knownLanguage } from "./known-language.ts";
import { OWNER_PHRASES } from "./owner-phrases.ts";
import { type Owner, fateOf, updateOwner } from "./owner-state.ts";
import { actorText } from "./trail-section.tsx";

const VIEW: OfficeView = {
  merchant: { id: "JC6LGRQBQNYPE", name: "Corner Bakery", currency: "EUR", language: "en" },
  owner: { number: 1, name: "Corner Bakery" },
  passkeys: [],
  codesLeft: 8,
  terminals: [],
  audit: [{ seq: 1, at: "", actor: "owner 1", action: "shop-founded", about: "Corner Bakery" }],
};
const SIGNED_UP = {
  merchant: VIEW.merchant,
  recoveryCodes: ["A", "B"],
  terminalLink: "https://till.test/terminal#NEW.A.B",
};
const enrolled = (seq: number): OfficeView => ({
  ...VIEW,
  audit: [
    { seq, at: "", actor: "terminal 1", action: "terminal-enrolled", about: "Counter 1" },
    ...VIEW.audit,
  ],
});

describe("the owner's page", () => {
  const joined = updateOwner(
    { status: "starting" },
    { type: "joined", signedUp: SIGNED_UP, at: 1_000 },
  );

  it("shows the codes before the shop, and keeps the first terminal's link meanwhile", ({
    expect,
  }) => {
    expect(joined).toMatchObject({ status: "codes", codes: ["A", "B"] });
    const inside = updateOwner(joined, { type: "viewed", view: VIEW, byCode: false });
    expect(inside).toMatchObject({ status: "inside", link: { url: SIGNED_UP.terminalLink } });
  });

  it("remembers through every look that a code let the owner in", ({ expect }) => {
    const first = updateOwner({ status: "starting" }, { type: "viewed", view: VIEW, byCode: true });
    const later = updateOwner(first, { type: "viewed", view: VIEW, byCode: false });
    expect(later).toMatchObject({ byCode: true });
  });

  it("shows what there was, and says so, until a look inside finds a network again", ({
    expect,
  }) => {
    const seen = { type: "viewed", view: VIEW, byCode: false } as const;
    const inside = updateOwner(joined, seen);
    const stale = updateOwner(inside, { type: "unreachable" });
    expect(stale).toEqual({ ...inside, isStale: true });
    expect(updateOwner(stale, seen)).toEqual(inside);
    const starting: Owner = { status: "starting" };
    expect(updateOwner(starting, { type: "unreachable" })).toEqual({ status: "unreachable" });
  });
});

describe("a terminal's link", () => {
  const link = { url: SIGNED_UP.terminalLink, madeAt: 1_000, after: 4 };

  it("waits its ten minutes, and not a millisecond more", ({ expect }) => {
    expect(fateOf(link, VIEW, 1_000)).toEqual({ type: "waiting", leftMs: ENROLMENT_MS });
    expect(fateOf(link, VIEW, ENROLMENT_MS + 999)).toEqual({ type: "waiting", leftMs: 1 });
    expect(fateOf(link, VIEW, ENROLMENT_MS + 1_000)).toEqual({ type: "over" });
  });

  it("is used when a terminal has come after it, and not by one that came before", ({ expect }) => {
    expect(fateOf(link, enrolled(5), 2_000)).toEqual({ type: "used", by: "Counter 1" });
    expect(fateOf(link, enrolled(4), 2_000)).toMatchObject({ type: "waiting" });
  });
});

describe("what the page guesses of the browser", () => {
  it.for([
    [["en-GB", "en"], "GBP"],
    [["de-DE"], "EUR"],
    [["en", "de-CH"], "CHF"],
    [["zh-Hans-CN"], "CNY"],
    [["zh-TW"], "TWD"],
    [["en"], "EUR"],
    [["zh"], "CNY"],
    [["no such tag!", "ja-JP"], "JPY"],
  ] as const)("is of %j the money %s", ([tags, money], { expect }) => {
    expect(isCurrency(money)).toBe(true);
    expect(guessCurrency(tags, tags[0] === "zh" ? "zh" : "en")).toBe(money);
  });

  it("is the language of the link, then of the last choice, then its own", ({ expect }) => {
    const kept = (text: string | null) => ({ get: () => text });
    expect(knownLanguage({ search: "?lang=zh" }, kept("en"), ["en"])).toBe("zh");
    expect(knownLanguage({ search: "" }, kept("zh"), ["en"])).toBe("zh");
    expect(knownLanguage({ search: "?lang=xx" }, kept(null), ["zh-CN"])).toBe("zh");
  });
});

describe.for(["en", "zh"] as const)("the owner's words in %s", (language) => {
  const words = OWNER_PHRASES[language];

  it("are all there, for every deed of the trail", ({ expect }) => {
    const texts = textsOf(words);
    expect(texts.filter((text) => text.trim() === "" || text.includes("undefined"))).toEqual([]);
    expect(DEEDS.filter((deed) => !words.deeds[deed])).toEqual([]);
  });

  it("name everybody who acts", ({ expect }) => {
    const actors = ["owner 1", "owner 2", "terminal 3", "staff 2 at terminal 3"];
    const named = actors.map((actor) => actorText(actor, words));
    expect(new Set(named).size).toBe(actors.length);
    expect(named.filter((text, i) => text === actors[i])).toEqual([]);
    expect(actorText("somebody new", words)).toBe("somebody new");
  });

  it("tell an age in its largest unit", ({ expect }) => {
    const ages = [5 * 60_000, 3 * 3_600_000, 49 * 3_600_000].map((ms) => agoText(ms, language));
    expect(ages.map((text) => /\d+/.exec(text)?.[0] ?? text)[0]).toBe("5");
    expect(ages[1]).toContain("3");
  });
});

it("Chinese leaves no English sentence on the owner's page", ({ expect }) => {
  const names = /Edgetill|English|https|Chrome|Edge|Firefox|Safari|^zh$/g;
  expect(latinTextsOf(OWNER_PHRASES.zh, names)).toEqual([]);
});
