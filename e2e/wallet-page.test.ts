import { afterAll, beforeAll, expect, it } from "vitest";
import type { Counter, Device, DeviceOptions } from "./counter.ts";
import { withPasskeys } from "./passkeys.ts";
import { joinCounter } from "./shared-counter.ts";
import { ask } from "./shop-software.ts";
import { type StripeTill, openStripeTill, standInForCheckout } from "./stripe-till.ts";

let till: StripeTill;
let counter: Counter;
beforeAll(async () => {
  till = await openStripeTill();
  counter = await joinCounter({ till });
  await ask(counter, "PUT", "/rails", { on: ["stripe", "wallet", "sandbox"] });
}, 120_000);
afterAll(async () => {
  await counter.close();
  await till.close();
});

/** A phone with a wallet that was opened on a bill, at the wallet's own page. */
async function atWallet(order: number, open: string, options: DeviceOptions = {}): Promise<Device> {
  const number = `1-${order}`;
  await ask(counter, "POST", "/orders", { number, amount: { minor: 2350, currency: "EUR" } });
  const wish = { number, count: 1 };
  const { tokens } = await ask<{ tokens: string[] }>(counter, "POST", "/tokens", wish);
  const origin = counter.origin.replace("127.0.0.1", "localhost");
  const phone = await counter.openPhone("about:blank", {
    ...options,
    prepare: standInForCheckout,
  });
  await withPasskeys(phone);
  await phone.page.goto(`${origin}/T/${tokens[0]}`);
  await phone.page.getByRole("button", { name: open }).click();
  await phone.page.locator('a[href="/W"]').first().click();
  return phone;
}

it("takes a card for the wallet by way of Stripe's page, says checking until it is known, and sends it back", async () => {
  const phone = await atWallet(9001, "Open a wallet");
  const { page } = phone;
  await page.getByText("Up to €200.00 at once; a wallet holds up to €500.00.").waitFor();
  expect(await page.getByRole("radio", { name: "€50.00" }).isChecked()).toBe(true);
  await page.getByRole("radio", { name: "€20.00" }).check();
  await page.getByRole("button", { name: "Add Card, Alipay, WeChat Pay" }).click();
  await page.waitForURL("https://checkout.stripe.com/**");
  const reference = `${counter.served.demo.merchant}.65535-1.1`;
  await till.stripe.act("pay", reference, { way: "slow" });
  // Back by hand, as after a closed tab: the wallet knows what is under way.
  await page.goto(`${counter.origin.replace("127.0.0.1", "localhost")}/W`);
  await page.getByText("€20.00 are on the way to your wallet.").waitFor();
  await page.getByRole("link", { name: "Look" }).click();
  await page.getByRole("heading", { name: /checking/i }).waitFor();
  await till.stripe.act("settle", reference, { isPaid: true });
  await page
    .getByRole("heading", { name: "€20.00 are in your wallet" })
    .waitFor({ timeout: 45_000 });
  await page.getByRole("link", { name: "Statement" }).click();
  await page
    .getByRole("row", { name: /Added Corner Bakery/ })
    .getByRole("link")
    .click();
  await page.getByRole("link", { name: "Receipt" }).click();
  await page.getByRole("heading", { name: "Added €20.00 to a wallet" }).waitFor();
  await page.getByText("Verified: the signature is good").waitFor();
  await page.goBack();
  await page.getByRole("button", { name: "Send €20.00 back" }).click();
  await page.getByText("Refunded €20.00").waitFor();
  await page.getByRole("link", { name: "Statement" }).click();
  await page.getByRole("row", { name: /Sent back Corner Bakery/ }).waitFor();
  expect(await page.locator(".amount").first().textContent()).toBe("€0.00");
  // No till placed it; the merchant sees it all the same, with what became of it.
  const desk = await counter.openTerminal();
  await desk.page.getByRole("button", { name: "Sales" }).first().click();
  await desk.page.getByRole("button", { name: "The day" }).click();
  const listed = desk.page.getByRole("region", { name: "Added to wallets on payers' phones" });
  await listed.getByText("€20.00 sent back to the payer").waitFor();
  expect([desk.faults, phone.faults]).toEqual([[], []]);
  await desk.context.close();
  await phone.context.close();
}, 120_000);

it("takes practice money in Chinese, on a dark phone, and offers another try when the bank says no", async () => {
  const phone = await atWallet(9002, "开通钱包", { locale: "zh-CN", colorScheme: "dark" });
  const { page } = phone;
  await page.getByText("单次最多 €200.00，钱包最多存 €500.00。").waitFor();
  await page.getByRole("radio", { name: "€100.00" }).check();
  await page.getByRole("button", { name: /充值.*练习用的钱/ }).click();
  await page.getByRole("heading", { name: "€100.00 已充入钱包" }).waitFor();
  await page.getByRole("link", { name: "明细" }).click();
  await page.getByRole("row", { name: /充值 Corner Bakery/ }).waitFor();
  expect(await page.locator(".amount").first().textContent()).toBe("€100.00");
  // An amount that the sandbox declines, as somebody would send it who knows the form.
  await page.evaluate(() => {
    const usual = document.querySelector<HTMLInputElement>("input[name=amount]:checked");
    if (usual) usual.value = "6601";
  });
  await page.getByRole("button", { name: /充值.*练习用的钱/ }).click();
  await page.getByRole("heading", { name: /余额不足/ }).waitFor();
  await page.getByRole("button", { name: "不充了" }).click();
  await page.getByRole("heading", { name: "没有充入" }).waitFor();
  expect(phone.faults).toEqual([]);
  await phone.context.close();
}, 60_000);
