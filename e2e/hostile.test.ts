import { afterAll, beforeAll, expect, it } from "vitest";
import { secretsOf } from "../launch/secrets.ts";
import { type Counter, type Device, openCounter } from "./counter.ts";
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
  counter = await openCounter();
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
