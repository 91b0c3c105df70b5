import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, it } from "vitest";
import type { Counter, Device } from "./counter.ts";
import { joinCounter } from "./shared-counter.ts";
import { ShopOwner } from "./shop-owner.ts";

let counter: Counter;
beforeAll(async () => {
  counter = await joinCounter();
}, 60_000);
afterAll(() => counter.close());

const press = (where: Device | Locator, name: string | RegExp): Promise<void> =>
  ("faults" in where ? where.page : where)
    .getByRole("button", typeof name === "string" ? { name, exact: true } : { name })
    .click();

async function showPin(till: Device, who: RegExp, pin: string): Promise<void> {
  await press(till, who);
  for (const digit of pin) await press(till, digit);
  await till.page.locator(".pin-go").click();
}

describe("a till of a shop with staff", () => {
  it("sells for whoever has shown a PIN, names them, and lets a manager allow more on the spot", async ({
    expect,
  }) => {
    const owner = await ShopOwner.join(counter, "Corner Bakery");
    const long = "Maximiliane Constanze von Hohenstein-Gör";
    const phone = await counter.openPhone("about:blank");
    await owner.openPage(phone);
    await press(phone, "Staff");
    await phone.page.getByLabel("Name").fill(long);
    await phone.page.getByLabel("PIN, four to eight digits").fill("2468");
    await press(phone, "Add to the staff");
    await phone.page.locator("[data-staff='1']").waitFor();
    await owner.ask("POST", "/shop/staff", { name: "Otto", role: "manager", pin: "13579" });
    await phone.page.getByLabel("A cashier gives back").fill("5.00");
    await press(phone.page.locator(".rules"), "Save");
    await phone.page.getByText("Saved.").waitFor();
    const till = await counter.openPhone(owner.terminalLink);
    const { page } = till;
    await page.getByText("Who is at the till?").waitFor();
    await page.keyboard.press("7");
    await showPin(till, /^Maximiliane/, "1111");
    await page.getByText("That is not the right PIN.").waitFor();
    await page.keyboard.type("2468");
    await page.keyboard.press("Enter");
    await page.getByText(`Till 1 · ${long}`).waitFor();

    await page.reload();
    await page.getByText(`Till 1 · ${long}`).waitFor();
    for (const digit of "12.50") await page.keyboard.press(digit);
    await press(till, /^Charge/);
    await press(till, "Cash");
    await page.getByLabel("€20.00").check();
    await press(till, "Take €20.00");
    await press(till, "Next sale");
    await press(till, "Sales");
    await page.locator(".order-row", { hasText: long }).click();
    await press(till, "Refund");
    await press(till, "Wrong item");
    await press(till, "Go on");
    await press(till, "Give back €12.50");
    await press(till, "With another PIN");
    await showPin(till, /^Otto/, "13579");
    await page.getByText("Hand out €12.50 in cash now").waitFor();
    await page.getByText(`${long} + Otto`).waitFor();

    await press(till, "Done");
    await press(till, "Back");
    await press(till, "Back");
    await press(till, "Back");
    await press(till, new RegExp(`^${long}`));
    await page.getByText("Who is at the till?").waitFor();
    await phone.page.locator("[data-staff='1']").getByRole("button", { name: "Remove" }).click();
    await press(phone, "Remove now");
    await phone.page.locator("[data-staff='1']").waitFor({ state: "detached" });
    await owner.ask("POST", "/shop/staff/2/remove");
    await page.getByRole("button", { name: /^Charge/ }).waitFor();
    expect(till.faults.filter((fault) => !/40[13]|429/.test(fault))).toEqual([]);
    expect(phone.faults).toEqual([]);
    for (const { context } of [till, phone]) await context.close();
  }, 60_000);
});
