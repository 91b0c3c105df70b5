import { afterAll, beforeAll, describe, it } from "vitest";
import { scanned } from "./camera.ts";
import { type Counter, openCounter } from "./counter.ts";

let counter: Counter;
beforeAll(async () => {
  counter = await openCounter();
}, 60_000);
afterAll(() => counter.close());

describe("a bill in parts", () => {
  it("is paid by a phone and in cash, with what is still open always on the screen", async ({
    expect,
  }) => {
    const till = await counter.openTerminal();
    const { page } = till;
    for (const digit of "30.00") await page.keyboard.press(digit);
    await page.getByRole("button", { name: /^Charge/ }).click();
    await page.getByRole("button", { name: "Cash", exact: true }).click();
    await page.getByRole("button", { name: "Split the bill" }).click();
    await page.getByRole("button", { name: "3", exact: true }).click();
    await page.getByText("Part 1 of 3 of €30.00").waitFor();

    const phone = await counter.openPhone(await scanned(page));
    await phone.page.getByText("Your part 1 of 3 of €30.00").waitFor();
    await phone.page.getByRole("button", { name: "Pay €10.00" }).click();
    await page.locator(".face-paid").waitFor();
    await page.getByRole("button", { name: "To the whole bill" }).click();
    await page.getByText("Still open: €20.00").waitFor();

    await page.getByRole("button", { name: "The rest in cash: €20.00" }).click();
    await page.getByLabel("€50.00").check();
    await page.getByRole("button", { name: "Take €50.00" }).click();
    await page.getByText("Change: €30.00").waitFor();
    await page.getByRole("button", { name: "To the whole bill" }).click();
    await page.getByText("Paid in full").waitFor();
    expect([...till.faults, ...phone.faults]).toEqual([]);
    await phone.context.close();
    await till.context.close();
  }, 60_000);
});
