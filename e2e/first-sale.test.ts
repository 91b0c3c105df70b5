import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Language } from "../worker/contract/merchant.ts";
import { OWNER_PHRASES } from "../terminal-web/owner/owner-phrases.ts";
import { scanned } from "./camera.ts";
import type { Counter, Device } from "./counter.ts";
import { joinCounter } from "./shared-counter.ts";
import { withPasskeys } from "./passkeys.ts";

const SHOPS = {
  en: {
    locale: "en-GB",
    open: "Open your shop",
    name: "Corner Bakery",
    revoked: "This till may no longer sell",
  },
  zh: { locale: "zh-CN", open: "开店", name: "街角面包房", revoked: "这台收款机已停用" },
} as const satisfies Record<Language, object>;

let counter: Counter;
beforeAll(async () => {
  counter = await joinCounter();
}, 60_000);
afterAll(() => counter.close());

/** A thumb that counts. */
function thumb(): { tap: (target: Locator) => Promise<void>; taps: () => number } {
  let taps = 0;
  return {
    async tap(target) {
      await target.click();
      taps += 1;
    },
    taps: () => taps,
  };
}

const charge = (page: Page): Locator =>
  page.getByRole("button", { name: /^(Charge|收款(?!记录))/ });

/** From the public page to a till on this very phone. */
async function begin(language: Language, owner: Device, { tap }: ReturnType<typeof thumb>) {
  const { page } = owner;
  const words = OWNER_PHRASES[language];
  const { open, name } = SHOPS[language];
  await page.goto(`${counter.origin}/`);
  await tap(page.getByRole("link", { name: open, exact: true }));
  // The name is all that has to be typed, and its field is where the keyboard is already.
  await page.locator("input[name=name]:focus").waitFor();
  await page.keyboard.type(name);
  await tap(page.getByRole("button", { name: words.create }));
  await tap(page.getByLabel(words.kept));
  await tap(page.getByRole("button", { name: words.goOn }));
  await tap(page.getByRole("link", { name: words.useHere }));
  await charge(page).waitFor();
}

async function sell(language: Language, { page }: Device, { tap }: ReturnType<typeof thumb>) {
  for (const digit of "12") await tap(page.getByRole("button", { name: digit, exact: true }));
  await tap(charge(page));
  const { locale } = SHOPS[language];
  const payer = await counter.openPhone(await scanned(page), { locale });
  expect(await payer.page.locator("main").textContent()).toContain(SHOPS[language].name);
  await payer.page
    .getByRole("button", { name: /12\.00/ })
    .first()
    .click();
  await Promise.all([
    page.locator(".face-paid").waitFor({ timeout: 20_000 }),
    payer.page.locator("[data-state=paid]").waitFor({ timeout: 20_000 }),
  ]);
  return payer;
}

describe.for(["en", "zh"] as const)("whoever opens the public page in %s", (language) => {
  it("has sold something to a second phone after a name and a few taps; and ends that till from the owner's page", async () => {
    const owner = await counter.openPhone("about:blank", { locale: SHOPS[language].locale });
    await withPasskeys(owner);
    const hand = thumb();
    const from = performance.now();
    await begin(language, owner, hand);
    const readyAt = performance.now();
    const payer = await sell(language, owner, hand);
    const seconds = ((performance.now() - from) / 1000).toFixed(1);
    const ready = ((readyAt - from) / 1000).toFixed(1);
    console.log(
      `first sale (${language}): ${hand.taps()} taps and a name; ${ready} s to the till, ${seconds} s to "paid", by a hand that does not wait`,
    );

    const words = OWNER_PHRASES[language];
    // The owner at home: signed in there, and not on top of the till.
    const { locale } = SHOPS[language];
    const storageState = await owner.context.storageState();
    const home = await counter.browser.newContext({ locale, storageState });
    const shop = await home.newPage();
    await shop.goto(`${new URL(owner.page.url()).origin}/owner`);
    await shop.getByText(words.seenNow).waitFor();
    await shop.getByRole("button", { name: words.revoke, exact: true }).click();
    await shop.getByRole("button", { name: words.revokeYes }).click();
    const revokedAt = performance.now();
    await owner.page.getByText(SHOPS[language].revoked).first().waitFor({ timeout: 20_000 });
    console.log(`the till knows ${Math.round(performance.now() - revokedAt)} ms after the tap`);
    await shop.getByText(words.revoked, { exact: true }).waitFor();
    const faults = [...owner.faults, ...payer.faults];
    expect(faults.filter((text) => !/status of 40[13]/.test(text))).toEqual([]);
    await payer.context.close();
    await home.close();
    await owner.context.close();
  }, 90_000);
});
