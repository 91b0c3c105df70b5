import { afterAll, beforeAll, describe, it } from "vitest";
import type { Counter, Device } from "./counter.ts";
import { nextSale } from "./next-sale.ts";
import { joinCounter } from "./shared-counter.ts";
import { ShopOwner } from "./shop-owner.ts";

let counter: Counter;
beforeAll(async () => {
  counter = await joinCounter();
}, 60_000);
afterAll(() => counter.close());

const charge = ({ page }: Device) => page.getByRole("button", { name: /^Charge/ });

/** What somebody could copy out of the browser's store: the credential, and the key if it let itself be read. */
const keptIn = ({ page }: Device): Promise<{ credential: string; canExport: boolean }> =>
  page.evaluate(async () => {
    const opened = indexedDB.open("edgetill");
    const database = await new Promise<IDBDatabase>((resolve) => {
      opened.addEventListener("success", () => resolve(opened.result));
    });
    const request = database.transaction("kept").objectStore("kept").get("credential");
    const { credential, keys } = await new Promise<{ credential: string; keys: CryptoKeyPair }>(
      (resolve) => request.addEventListener("success", () => resolve(request.result)),
    );
    const canExport = await crypto.subtle.exportKey("jwk", keys.privateKey).then(
      () => true,
      () => false,
    );
    return { credential, canExport };
  });

describe("a device", () => {
  it("becomes a till by the owner's link, sells, stays one, and is of no use to a thief; then the owner ends it", async ({
    expect,
  }) => {
    const owner = await ShopOwner.join(counter, "Corner Bakery");
    const till = await counter.openPhone(owner.terminalLink);
    const { page } = till;
    await charge(till).waitFor();
    expect(page.url()).toBe(`${owner.origin}/terminal`);
    for (const digit of "12.50") await page.keyboard.press(digit);
    await charge(till).click();
    await page.getByRole("button", { name: "Cash", exact: true }).click();
    await page.getByLabel("€20.00").check();
    await page.getByRole("button", { name: "Take €20.00" }).click();
    await page.locator(".face-paid").waitFor();

    await page.reload();
    await nextSale(page);
    await page.getByText("Live").waitFor();
    const { credential, canExport } = await keptIn(till);
    expect(canExport).toBe(false);
    const copied = await counter.openPhone(`${owner.origin}/terminal#${credential}`);
    await copied.page.getByText("This till may no longer sell").waitFor();
    const used = await counter.openPhone(owner.terminalLink);
    await used.page.getByText("This code does not work any more").waitFor();
    await used.page.getByLabel("Code or link").fill("hello");
    await used.page.getByRole("button", { name: "Make it a till" }).click();
    await used.page.getByText("This is no code for a till").waitFor();

    // A sale is on the screen when the owner ends the till.
    await page.keyboard.press("5");
    await charge(till).click();
    await page.locator(".face-code").waitFor();
    await owner.ask("POST", "/shop/terminals/1/revoke");
    await page.getByText("This till may no longer sell").waitFor();

    const { link } = await owner.ask("POST", "/shop/terminals", { name: "Window" });
    await page.getByLabel("Code or link").fill(String(link).toLowerCase());
    await page.getByRole("button", { name: "Make it a till" }).click();
    await charge(till).waitFor();
    expect(till.faults.filter((fault) => !fault.includes("401"))).toEqual([]);
    for (const { context } of [till, copied, used]) await context.close();
  }, 60_000);
});
