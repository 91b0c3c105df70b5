import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openBrowser } from "./browser.ts";
import type { Counter, Device } from "./counter.ts";
import { withPasskeys } from "./passkeys.ts";
import { joinCounter } from "./shared-counter.ts";
import { ask } from "./shop-software.ts";

// Chromium has Secure Payment Confirmation on for Android, macOS and Windows; on Linux it takes this switch.
const SWITCH = "--enable-features=SecurePaymentConfirmationBrowser";

let counter: Counter;
beforeAll(async () => {
  counter = await joinCounter({ browser: openBrowser({ args: [SWITCH] }) });
}, 60_000);
afterAll(() => counter.close());

/** What the payer does when the browser shows the payment (Secure Payment Confirmation section 9.1). */
const payerWill = (session: CDPSession, mode: "autoAccept" | "autoReject"): Promise<unknown> =>
  session.send("Page.setSPCTransactionMode", { mode });

/** A phone with a wallet that has money in it, on a bill of 23.50. */
async function atBill(order: number): Promise<{ phone: Device; session: CDPSession }> {
  const number = `1-${order}`;
  await ask(counter, "POST", "/orders", { number, amount: { minor: 2350, currency: "EUR" } });
  const wish = { number, count: 1 };
  const { tokens } = await ask<{ tokens: string[] }>(counter, "POST", "/tokens", wish);
  const phone = await counter.openPhone("about:blank");
  const session = await withPasskeys(phone);
  await phone.page.goto(`${counter.origin.replace("127.0.0.1", "localhost")}/T/${tokens[0]}`);
  await phone.page.getByRole("button", { name: "Open a wallet" }).click();
  await phone.page.getByRole("button", { name: /^Add €50.00 of practice money/ }).click();
  await payButton(phone.page).waitFor();
  return { phone, session };
}

const payButton = (page: Page) => page.getByRole("button", { name: "Pay €23.50 with wallet" });

interface Sent {
  readonly status: number;
  readonly type: string;
  readonly challenge: string;
  readonly payment?: Record<string, unknown>;
}

/** Taps, and tells what the authenticator signed and how the server took it. */
async function tap(page: Page): Promise<Sent> {
  const answered = page.waitForResponse((response) => response.url().endsWith("/payments"));
  await payButton(page).click();
  const response = await answered;
  const { assertion } = response.request().postDataJSON();
  const said = Buffer.from(assertion.response.clientDataJSON, "base64url").toString();
  return { status: response.status(), ...(JSON.parse(said) as Omit<Sent, "status">) };
}

/** Makes the page ask the browser to show something else than what the wallet offered. */
const alter = (page: Page, altered: Record<string, string>): Promise<void> =>
  page.locator("form[data-wallet=pay]").evaluate((form: HTMLElement, change) => {
    form.dataset["offer"] = JSON.stringify({
      ...JSON.parse(form.dataset["offer"] as string),
      ...change,
    });
  }, altered);

const offered = async (page: Page): Promise<{ c: string; t: string; v: string; m: string }> =>
  JSON.parse((await page.locator("form[data-wallet=pay]").getAttribute("data-offer")) ?? "");

it("is shown by the browser itself, and paid when what it showed is what is being paid", async () => {
  const { phone, session } = await atBill(9001);
  const { page } = phone;

  // A payer who closes the browser's window has neither paid nor spoilt anything.
  await payerWill(session, "autoReject");
  const before = await offered(page);
  await payButton(page).click();
  // The tap is over when the page lets it be tapped again.
  await page.locator("form[data-wallet=pay] button:enabled").waitFor();
  expect(await page.locator("form[data-wallet=pay] [role=alert]").isVisible()).toBe(false);
  expect(await offered(page)).toEqual(before);

  await payerWill(session, "autoAccept");
  const { status, type, challenge, payment } = await tap(page);
  expect({ status, type, challenge }).toEqual({
    status: 201,
    type: "payment.get",
    challenge: before.c,
  });
  expect(payment).toMatchObject({
    rpId: "localhost",
    topOrigin: new URL(page.url()).origin,
    payeeName: "Corner Bakery",
    total: { value: "23.50", currency: "EUR" },
    instrument: { displayName: "Wallet" },
  });
  await page.locator("[data-state=paid]").waitFor();
  expect(await ask(counter, "GET", "/orders/1-9001")).toMatchObject({
    status: "paid",
    rail: "wallet",
    amount: { minor: 2350 },
  });
  expect(phone.faults).toEqual([]);
  await phone.context.close();
}, 60_000);

it("is refused when the browser showed another amount, currency, payee or order; nothing is taken, and the next offer is good", async () => {
  const { phone, session } = await atBill(9002);
  const { page } = phone;
  for (const altered of [
    { v: "2.35" },
    { m: "JPY", v: "24" },
    { t: "Somebody Else" },
    { c: Buffer.alloc(32, 7).toString("base64url") },
  ]) {
    const before = await offered(page);
    await alter(page, altered);
    // A page that was loaded anew has forgotten it.
    await payerWill(session, "autoAccept");
    await page.evaluate(() => Object.assign(globalThis, { isSpoilt: true }));
    const sent = await tap(page);
    expect([sent.status, sent.type]).toEqual([401, "payment.get"]);
    // The page is loaded anew, and draws the offer that takes the place of the spoilt one.
    await page.waitForFunction(
      (spoilt) =>
        !("isSpoilt" in globalThis) &&
        document.readyState === "complete" &&
        !document
          .querySelector<HTMLElement>("form[data-wallet=pay]")
          ?.dataset["offer"]?.includes(spoilt),
      before.c,
    );
    await payButton(page).waitFor();
    expect(await ask(counter, "GET", "/orders/1-9002")).toMatchObject({ status: "claimed" });
  }
  const balance = await page.evaluate(async () => (await fetch("/api/v1/wallet")).json());
  expect(balance).toMatchObject({ balances: [{ available: { minor: 5000 }, held: { minor: 0 } }] });
  await payerWill(session, "autoAccept");
  expect((await tap(page)).status).toBe(201);
  await page.locator("[data-state=paid]").waitFor();
  // The browser itself tells of each answer of 401.
  expect(phone.faults.filter((fault) => !fault.includes("401"))).toEqual([]);
  await phone.context.close();
}, 90_000);
