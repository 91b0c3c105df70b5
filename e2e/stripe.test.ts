import { afterAll, beforeAll, describe, it } from "vitest";
import type { Counter, Device } from "./counter.ts";
import { joinCounter } from "./shared-counter.ts";
import { ask } from "./shop-software.ts";
import { type StripeTill, openStripeTill, standInForCheckout } from "./stripe-till.ts";

let till: StripeTill;
let counter: Counter;
beforeAll(async () => {
  till = await openStripeTill();
  counter = await joinCounter({ till });
}, 120_000);
afterAll(async () => {
  await counter.close();
  await till.close();
});

/** A sale of the shop's own software, opened on a phone that Stripe's page would answer. */
async function bill(counterOf: number, locale = "en-GB") {
  const number = `1-${counterOf}`;
  await ask(counter, "POST", "/orders", { number, amount: { minor: 2350, currency: "EUR" } });
  const { tokens } = await ask<{ tokens: string[] }>(counter, "POST", "/tokens", {
    number,
    count: 1,
  });
  const phone = await counter.openPhone(`${counter.origin}/T/${tokens[0]}`, {
    locale,
    prepare: standInForCheckout,
  });
  await phone.page.locator("main[data-state=claimed]").waitFor();
  return {
    phone,
    number,
    reference: `${counter.served.demo.merchant}.${number}.1`,
    link: phone.page.url(),
  };
}

const statusOf = async (number: string): Promise<string> =>
  (await ask<{ status: string }>(counter, "GET", `/orders/${number}`)).status;

async function goToStripe({ page }: Device, name: RegExp): Promise<void> {
  await page.getByRole("button", { name }).click();
  await page.waitForURL("https://checkout.stripe.com/**");
}

describe("paying through Stripe", () => {
  it("is switched on at the till, in plain words and in both languages", async ({ expect }) => {
    const device = await counter.openTerminal();
    const { page } = device;
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Ways to pay" }).click();
    const card = page.getByLabel("Card, Alipay, WeChat Pay");
    expect(await card.isChecked()).toBe(false);
    await card.check();
    await page.getByText("In test mode: no card and no account is charged.").waitFor();
    await page.reload();
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Ways to pay" }).click();
    await page.locator("input:checked").first().waitFor();
    expect(await card.isChecked()).toBe(true);
    expect(device.faults).toEqual([]);
    await device.context.close();
  }, 60_000);

  it("leads out and back under the page's own policy, by the back button too, and says what became of it", async ({
    expect,
  }) => {
    const { phone, number, reference, link } = await bill(9001);
    const { page } = phone;
    await goToStripe(phone, /Card, Alipay, WeChat Pay/);
    await page.goBack();
    await page.getByRole("link", { name: "Go to Stripe" }).waitFor();
    expect(await statusOf(number)).toBe("paying");
    await page.getByRole("button", { name: "Pay another way" }).click();
    await page.locator("main[data-state=claimed]").waitFor();

    await goToStripe(phone, /Try again.*Card/);
    const second = reference.replace(/1$/, "2");
    await till.stripe.act("pay", second, { way: "slow" });
    await page.goto(`${link}?back=done`);
    await page.getByRole("heading", { name: /checking/i }).waitFor();
    await till.stripe.act("settle", second, { isPaid: true });
    await page.locator("main[data-state=paid]").waitFor({ timeout: 45_000 });
    await page.getByText("Practice money").waitFor();
    expect(phone.faults).toEqual([]);
    await phone.context.close();
  }, 120_000);

  it("is known at the till although the payer has closed the tab, in Chinese too", async ({
    expect,
  }) => {
    const { phone, number, reference } = await bill(9002, "zh-CN");
    await goToStripe(phone, /银行卡、支付宝、微信支付/);
    await phone.context.close();
    await till.stripe.act("pay", reference, { way: "card" });
    await expect.poll(() => statusOf(number), { timeout: 45_000 }).toBe("paid");
  }, 60_000);
});
