import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Language } from "../worker/contract/merchant.ts";
import { OWNER_PHRASES } from "../terminal-web/owner/owner-phrases.ts";
import { type Counter, openCounter } from "./counter.ts";
import { withPasskeys } from "./passkeys.ts";

const SHOPS = {
  en: { locale: "en-GB", open: "Open your shop", name: "Corner Bakery" },
  zh: { locale: "zh-CN", open: "开店", name: "街角面包房" },
} as const satisfies Record<Language, object>;

let counter: Counter;
beforeAll(async () => {
  counter = await openCounter();
}, 60_000);
afterAll(() => counter.close());

describe.for(["en", "zh"] as const)("whoever opens the public page in %s", (language) => {
  it("has a link that makes this phone a till after a name and a few taps", async () => {
    const { locale, open, name } = SHOPS[language];
    const words = OWNER_PHRASES[language];
    const owner = await counter.openPhone("about:blank", { locale });
    await withPasskeys(owner);
    const { page } = owner;
    let taps = 0;
    const tap = async (target: Locator): Promise<void> => {
      await target.click();
      taps += 1;
    };
    const from = performance.now();
    await page.goto(`${counter.origin}/`);
    await tap(page.getByRole("link", { name: open, exact: true }));
    // The name is all that has to be typed, and its field is where the keyboard is already.
    await page.locator("input[name=name]:focus").waitFor();
    await page.keyboard.type(name);
    await tap(page.getByRole("button", { name: words.create }));
    await tap(page.getByLabel(words.kept));
    await tap(page.getByRole("button", { name: words.goOn }));
    const link = page.getByRole("link", { name: words.useHere });
    expect(await link.getAttribute("href")).toMatch(/^\/terminal#NEW\./);
    const seconds = ((performance.now() - from) / 1000).toFixed(1);
    console.log(`to the link (${language}): ${taps} taps and a name, ${seconds} s`);
    expect(owner.faults).toEqual([]);
    await owner.context.close();
  }, 60_000);
});
