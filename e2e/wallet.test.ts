import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scanned } from "./camera.ts";
import type { Counter, Device } from "./counter.ts";
import { joinCounter } from "./shared-counter.ts";
import { withPasskeys } from "./passkeys.ts";

let counter: Counter;
beforeAll(async () => {
  counter = await joinCounter();
}, 60_000);
afterAll(() => counter.close());

async function charge({ page }: Device, digits: string): Promise<string> {
  for (const digit of digits) await page.keyboard.press(digit);
  await page.getByRole("button", { name: /^Charge/ }).click();
  // Passkeys are for names: browsers make none for a bare address.
  return (await scanned(page)).replace(/^HTTP:\/\/127\.0\.0\.1/, "http://localhost");
}

const face = (device: Device, kind: string): Promise<void> =>
  device.page.locator(`.face-${kind}`).waitFor({ timeout: 20_000 });

describe("a wallet on the bill page", () => {
  it("is opened by one passkey, filled up, and pays; the till says so, and the statement shows it", async () => {
    const till = await counter.openTerminal();
    const phone = await counter.openPhone("about:blank");
    await withPasskeys(phone);
    await phone.page.goto(await charge(till, "23.50"));
    await phone.page.getByRole("button", { name: "Open a wallet" }).waitFor();
    await phone.page.getByRole("button", { name: "Open a wallet" }).click();
    await phone.page.getByRole("button", { name: /^Add/ }).waitFor();
    await phone.page.getByRole("button", { name: /^Add €50.00 of practice money/ }).click();
    await phone.page.getByRole("button", { name: "Pay €23.50 with wallet" }).waitFor();
    const sent = phone.page.waitForRequest((request) => request.url().endsWith("/payments"));
    await phone.page.getByRole("button", { name: "Pay €23.50 with wallet" }).click();
    // This browser does not show payments itself: the page does, and the challenge says what.
    const { clientDataJSON } = (await sent).postDataJSON().assertion.response;
    const said = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString());
    expect(said).toMatchObject({ type: "webauthn.get" });
    await Promise.all([face(till, "paid"), phone.page.locator("[data-state=paid]").waitFor()]);
    await till.page.waitForFunction(
      () => (window as unknown as { heard: { spoken: string[] } }).heard.spoken.length > 0,
    );
    expect((await till.heard()).spoken[0]).toMatch(/received twenty-three/i);
    await phone.page.goto(new URL("/W", phone.page.url()).href);
    await phone.page.getByText("€26.50").first().waitFor();
    await phone.page.getByRole("row", { name: /Paid Corner Bakery/ }).waitFor();
    expect([...till.faults, ...phone.faults]).toEqual([]);
    await phone.context.close();
    await till.context.close();
  }, 60_000);

  it("is found again by its passkey where nothing is remembered, and says when there is not enough in it", async () => {
    const till = await counter.openTerminal();
    const phone = await counter.openPhone("about:blank");
    await withPasskeys(phone);
    await phone.page.goto(await charge(till, "9.00"));
    await phone.page.getByRole("button", { name: "Open a wallet" }).click();
    await phone.page.getByText("€0.00 in your wallet: not enough").waitFor();
    await phone.context.clearCookies();
    await phone.page.reload();
    await phone.page.getByRole("button", { name: "I have a wallet" }).click();
    await phone.page.getByText("€0.00 in your wallet: not enough").waitFor();
    expect([...till.faults, ...phone.faults]).toEqual([]);
    await phone.context.close();
    await till.context.close();
  }, 60_000);

  it("is filled up in cash at the till: a sale turned round, with the words compared, and said aloud", async () => {
    const till = await counter.openTerminal();
    const phone = await counter.openPhone("about:blank");
    await withPasskeys(phone);
    await till.page.getByRole("button", { name: /^Bill/ }).click();
    await till.page.getByLabel(/^Top up the customer's wallet/).check();
    await till.page.getByRole("button", { name: "Done" }).click();
    await till.page.getByRole("button", { name: "Top up" }).waitFor();
    for (const digit of "20.00") await till.page.keyboard.press(digit);
    await till.page.getByRole("button", { name: "Top up" }).click();
    const link = await scanned(till.page);
    await phone.page.goto(link.replace(/^HTTP:\/\/127\.0\.0\.1/, "http://localhost"));
    await phone.page.getByRole("button", { name: "Open a wallet" }).click();
    await phone.page.getByRole("button", { name: "Put €20.00 into my wallet" }).click();
    await phone.page.getByRole("heading", { name: "Hand over €20.00 in cash" }).waitFor();
    await till.page.getByRole("heading", { name: "Ready for the cash" }).waitFor();
    const words = await till.page.locator(".match-words strong").textContent();
    expect(await phone.page.locator("main").textContent()).toContain(words);
    await takeCash();
    await Promise.all([face(till, "paid"), phone.page.locator("[data-state=paid]").waitFor()]);
    await phone.page.getByRole("heading", { name: "€20.00 are in your wallet" }).waitFor();
    await till.page.waitForFunction(
      () => (window as unknown as { heard: { spoken: string[] } }).heard.spoken.length > 0,
    );
    expect((await till.heard()).spoken[0]).toMatch(/wallet topped up with twenty euros/i);
    expect([...till.faults, ...phone.faults]).toEqual([]);
    await phone.context.close();
    await till.context.close();
  }, 60_000);
});

/** The cashier's hand on the cash, as the terminal's own API has it. */
async function takeCash(): Promise<void> {
  const { url, apiKey } = counter.served.demo;
  const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
  const { orders } = (await (await fetch(`${url}/api/v1/orders?limit=1`, { headers })).json()) as {
    orders: { number: string }[];
  };
  const body = JSON.stringify({ key: "A".repeat(26), tendered: 2000 });
  const path = `${url}/api/v1/orders/${orders[0]?.number}/cash`;
  const taken = await fetch(path, { method: "POST", headers, body });
  expect(taken.status).toBe(200);
}
