import { afterAll, beforeAll, describe, it } from "vitest";
import { scanned } from "./camera.ts";
import type { Counter } from "./counter.ts";
import { joinCounter } from "./shared-counter.ts";

let counter: Counter;
beforeAll(async () => {
  counter = await joinCounter();
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
    // What it is a part of stands by the amount, also beside the code of a tablet on its side.
    const part = page.locator(".sale-part", { hasText: "Part 1 of 3 of €30.00" });
    for (const viewport of [{ width: 1180, height: 820 }, page.viewportSize()]) {
      if (viewport) await page.setViewportSize(viewport);
      await part.waitFor();
      const cancelTop = (await page.getByRole("button", { name: "Cancel" }).boundingBox())?.y ?? 0;
      expect((await part.boundingBox())?.y).toBeLessThan(cancelTop);
    }

    const phone = await counter.openPhone(await scanned(page));
    await phone.page.locator("main").getByText("Your part 1 of 3 of €30.00").waitFor();
    await phone.page.getByRole("button", { name: "Pay €10.00" }).click();
    await page.locator(".face-paid").waitFor();
    await page.getByRole("button", { name: "To the whole bill" }).click();
    await page.getByText("Still open: €20.00").waitFor();

    // In the list the whole is not merely cancelled: it says how far it is, and leads to its parts.
    await page.getByRole("button", { name: "Back" }).click();
    await page.getByRole("button", { name: /Split: 1 of 3 paid, €20.00 open/ }).click();
    await page.getByRole("button", { name: /^Sale/ }).click();
    await page.getByRole("button", { name: "To the whole bill" }).click();

    await page.getByRole("button", { name: "The rest in cash: €20.00" }).click();
    await page.getByLabel("€50.00").check();
    await page.getByRole("button", { name: "Take €50.00" }).click();
    await page.locator(".sale-change", { hasText: "€30.00" }).waitFor();
    await page.getByRole("button", { name: "To the whole bill" }).click();
    await page.getByText("Paid in full").waitFor();
    expect([...till.faults, ...phone.faults]).toEqual([]);
    await phone.context.close();
    await till.context.close();
  }, 60_000);
});
