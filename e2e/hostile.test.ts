import { afterAll, beforeAll, expect, it } from "vitest";
import { secretsOf } from "../launch/secrets.ts";
import { OWNER_PHRASES } from "../terminal-web/owner/owner-phrases.ts";
import type { Counter, Device } from "./counter.ts";
import { joinCounter } from "./shared-counter.ts";
import { withPasskeys } from "./passkeys.ts";
import { ShopOwner } from "./shop-owner.ts";
import { newKey } from "./shop-software.ts";

/** Texts that are let in, and that somebody wrote to become markup, script, a formula, a path or a mess on a screen. */
const HOSTILE = [
  `" onmouseover="alert(1)" x="`,
  `'; DROP TABLE orders; --`,
  "{{constructor.constructor('alert(1)')()}}",
  "${alert(1)}",
  "javascript:alert(1)",
  "&lt;img src=x onerror=alert(1)&gt;",
  "&#x3C;script&#x3E;alert(1)",
  `=HYPERLINK("https://evil.example","x")`,
  "../../etc/passwd",
  "%s%n%00%0d%0aSet-Cookie: a=b",
  "https://evil.example/?q=1",
  "مرحبا بالعالم",
  "W".repeat(64),
  "e\u0301\u0323\u0308".repeat(16),
];

let counter: Counter;
beforeAll(async () => {
  counter = await joinCounter();
}, 60_000);
afterAll(() => counter.close());

async function api(method: string, path: string, bearer: string, body: object) {
  const response = await fetch(`${counter.origin}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(response.status, await response.clone().text()).toBeLessThan(300);
  return (await response.json()) as Record<string, unknown>;
}

/** A shop of that name with one order that has every hostile text in it. */
async function shopOf(
  name: string,
  number: string,
): Promise<{ credential: string; token: string }> {
  const founded = await api(
    "POST",
    "/operator/merchants",
    secretsOf(counter.stateFolder).operatorKey,
    {
      name,
      currency: "EUR",
      language: "en",
      terminal: { name: name.slice(0, 40) },
    },
  );
  const { credential } = founded["terminal"] as { credential: string };
  const lines = HOSTILE.map((text) => ({ name: text, quantity: 1, unitPrice: 100 }));
  const amount = { minor: 100 * lines.length, currency: "EUR" };
  await api("POST", "/orders", credential, { number, amount, lines, note: name });
  const { tokens } = await api("POST", "/tokens", credential, { number, count: 1 });
  return { credential, token: (tokens as string[])[0] ?? "" };
}

/** Nothing may have run, left the page, or been refused by the policy. */
function expectCalm(device: Device): void {
  expect(device.faults).toEqual([]);
}

it("hostile names, items and notes are texts on every page, and no policy is ever violated", async () => {
  for (const name of [HOSTILE[0], HOSTILE[11]].map(String)) {
    const { credential, token } = await shopOf(name, "1-1");
    const dialogs: string[] = [];
    const prepare = async (page: Device["page"]): Promise<void> => {
      page.on("dialog", (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
    };
    const phone = await counter.openPhone(`${counter.origin}/T/${token}`, { prepare });
    await phone.page.getByRole("button", { name: /^Pay/ }).waitFor();
    for (const text of [...HOSTILE, name])
      expect(await phone.page.locator("main").textContent()).toContain(text.normalize("NFC"));
    await phone.page.getByRole("button", { name: /^Pay/ }).click();
    await phone.page.locator("[data-state=paid]").waitFor();
    await phone.page.getByRole("link", { name: "Receipt" }).click();
    await phone.page.locator("[data-state=receipt]").waitFor();
    await api("POST", "/orders/1-1/refunds", credential, {
      key: newKey(),
      amount: 1,
      reason: name,
    });
    expect(await phone.page.locator("[onmouseover],img[src=x]").count()).toBe(0);

    const till = await counter.openPhone(`${counter.origin}/terminal#${credential}`, { prepare });
    await till.page.getByRole("button", { name: /^Charge/ }).waitFor();
    await till.page.getByRole("button", { name: "Sales" }).click();
    await till.page.locator(".order-row").first().click();
    await till.page
      .getByText(HOSTILE[2] ?? "")
      .first()
      .waitFor();
    expect(await till.page.locator("[onmouseover],img[src=x]").count()).toBe(0);

    const { url } = await api("POST", "/terminal/displays/links", credential, {});
    const display = await counter.openPhone(String(url), { prepare });
    await display.page.getByText(name).first().waitFor();
    for (const device of [phone, till, display]) {
      expectCalm(device);
      await device.context.close();
    }
    expect(dialogs).toEqual([]);
  }
}, 120_000);

it("hostile payees are texts on a wallet's statement, where it is filled up, and on what goes back; in both languages", async () => {
  const looks = [
    { locale: "en-GB", words: ENGLISH, payees: [0, 2, 12] },
    { locale: "zh-CN", words: CHINESE, payees: [4, 6, 11] },
  ] as const;
  for (const { locale, words, payees } of looks) {
    const names = payees.map((index) => HOSTILE[index] ?? "");
    const phone = await counter.openPhone("about:blank", { locale });
    const { page } = phone;
    await withPasskeys(phone);
    const origin = counter.origin.replace("127.0.0.1", "localhost");
    for (const [index, name] of names.entries()) {
      const { token } = await shopOf(name, "1-1");
      await page.goto(`${origin}/T/${token}`);
      if (index === 0) {
        await page.getByRole("button", { name: words.open }).click();
        await page.getByRole("button", { name: words.practice }).click();
      }
      await page.getByRole("button", { name: words.pay }).click();
      await page.locator("[data-state=paid]").waitFor();
    }
    await page.goto(`${origin}/W`);
    const statement = (await page.locator("table").textContent()) ?? "";
    for (const name of names) expect(statement).toContain(name);
    // The shop that was used last takes the money, whatever it calls itself; and the limits are told.
    await page.getByText(words.takenBy(names.at(-1) ?? "")).waitFor();
    await page.getByText(words.limits).waitFor();
    await page.getByRole("button", { name: words.add, exact: true }).click();
    await page.getByRole("heading", { name: words.added }).waitFor();
    await page.getByRole("button", { name: words.sendBack }).click();
    await page.getByText(words.sentBack).waitFor();
    await page.goto(`${origin}/W`);
    await page.getByRole("row", { name: words.movedBack }).waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(width).toBeLessThanOrEqual(0);
    expect(await page.locator("[onmouseover],img[src=x],a[href^='javascript:']").count()).toBe(0);
    expectCalm(phone);
    await phone.context.close();
  }
}, 120_000);

const ENGLISH = {
  open: "Open a wallet",
  practice: /^Add €50.00 of practice money/,
  pay: "Pay €14.00 with wallet",
  takenBy: (name: string) => `Taken by ${name} for your wallet`,
  limits: "Up to €200.00 at once; a wallet holds up to €500.00.",
  add: "Add",
  added: "€50.00 are in your wallet",
  sendBack: "Send €50.00 back",
  sentBack: "Refunded €50.00",
  movedBack: /^Sent back/,
};

const CHINESE = {
  open: "开通钱包",
  practice: /^充入 €50.00 练习用的钱/,
  pay: "用钱包支付 €14.00",
  takenBy: (name: string) => `由${name}代收，存入您的钱包`,
  limits: "单次最多 €200.00，钱包最多存 €500.00。",
  add: "充值",
  added: "€50.00 已充入钱包",
  sendBack: "原路退回 €50.00",
  sentBack: "已退款 €50.00",
  movedBack: /^退回原处/,
};

it("hostile names of shop, tills, keys and staff are texts on the owner's page, and so is the trail of who did what", async () => {
  const name = HOSTILE[0] ?? "";
  const owner = await ShopOwner.join(counter, name);
  const names = HOSTILE.filter((text) => text.length <= 40);
  for (const [i, text] of names.entries()) {
    if (i < 3) await owner.ask("POST", "/shop/terminals", { name: text });
    if (i < 3) await owner.ask("POST", "/shop/keys", { name: text, scopes: ["orders:read"] });
    await owner.ask("POST", "/shop/staff", { name: text, role: "cashier", pin: "13579" });
  }
  const device = await counter.openPhone("about:blank");
  const dialogs: string[] = [];
  device.page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await owner.openPage(device);
  await device.page.getByRole("heading", { name }).waitFor();
  const main = device.page.locator("main");
  // Terminals that no device has become are in the trail alone.
  const last = { staff: names.at(-1), keys: names[2], trail: names.at(-1) };
  for (const [section, tab] of Object.entries(OWNER_PHRASES.en.sections)) {
    await device.page.getByRole("button", { name: tab, exact: true }).click();
    // Once it has been drawn, whether or not it is folded away.
    const text = last[section as keyof typeof last];
    const drawn = text === undefined ? main.locator("button") : main.getByText(text);
    await drawn.first().waitFor({ state: "attached" });
    if (section === "staff")
      for (const each of names) expect(await main.textContent()).toContain(each);
    expect(await device.page.locator("[onmouseover],img[src=x]").count()).toBe(0);
  }
  expect(dialogs).toEqual([]);
  expectCalm(device);
  await device.context.close();
}, 60_000);
