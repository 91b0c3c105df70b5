import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Counter, type Device, openCounter } from "./counter.ts";
import { ShopOwner } from "./shop-owner.ts";
import { KEY_WORDS } from "../terminal-web/owner/keys/key-words.ts";
import { OWNER_PHRASES } from "../terminal-web/owner/owner-phrases.ts";

const words = KEY_WORDS.en;
const common = OWNER_PHRASES.en;

let counter: Counter;
beforeAll(async () => {
  counter = await openCounter({ EDGETILL_SIGN_UP: "open" });
}, 60_000);
afterAll(() => counter.close());

const shownKey = async ({ page }: Device): Promise<string> =>
  (await page.locator("[data-key]").textContent()) ?? "";

async function sell(key: string, number: string): Promise<number> {
  const response = await fetch(`${counter.origin}/api/v1/orders`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ number, amount: { minor: 990, currency: "EUR" } }),
  });
  return response.status;
}

describe("keys for the shop's own software, on the owner's page", () => {
  it("are made, shown once, given another secret with an overlap, and revoked", async () => {
    const owner = await ShopOwner.join(counter, "Corner Bakery");
    const phone = await counter.openPhone("about:blank");
    const { page } = phone;
    await owner.openPage(phone);
    await page.getByRole("button", { name: common.sections.keys }).click();
    await page.getByText(words.none).waitFor();
    await page.getByLabel(words.name).fill("Web shop");
    for (const scope of ["orders:read", "orders:write"] as const)
      await page.getByLabel(words.scopes[scope]).uncheck();
    await page.getByRole("button", { name: words.make }).click();
    await page.getByText(words.noScope).waitFor();
    await page.getByLabel(words.scopes["orders:write"]).check();
    await page.getByRole("button", { name: words.make }).click();
    await page.getByRole("heading", { name: words.made("Web shop") }).waitFor();
    const key = await shownKey(phone);
    const number = key.split(".")[1] ?? "";
    expect(await sell(key, `${number}-1`)).toBe(201);
    await page.getByRole("button", { name: common.close }).click();
    expect(await page.content()).not.toContain(key);

    const row = page.locator(`[data-terminal="${number}"]`);
    await row.getByText(words.rotate).first().click();
    await row.getByRole("button", { name: words.rotate }).click();
    await page.locator("[data-key]").waitFor();
    const next = await shownKey(phone);
    expect(next).not.toBe(key);
    expect([await sell(key, `${number}-2`), await sell(next, `${number}-3`)]).toEqual([201, 201]);
    await row.getByText(/The secret before is good until/).waitFor();

    await row.getByRole("button", { name: common.revoke }).click();
    await row.getByRole("button", { name: common.revokeYes }).click();
    await row.getByText(common.revoked).waitFor();
    expect([await sell(key, `${number}-4`), await sell(next, `${number}-4`)]).toEqual([401, 401]);
    await page.getByRole("button", { name: common.sections.terminals }).click();
    await page.getByText("Web shop").waitFor({ state: "detached" });
    await page.getByRole("button", { name: common.sections.trail }).click();
    await page.getByText(common.deeds["key-rotated"]).waitFor();
    expect(phone.faults).toEqual([]);
    await phone.context.close();
  }, 60_000);
});
