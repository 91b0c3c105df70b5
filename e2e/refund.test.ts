import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, it } from "vitest";
import type { Counter, Device } from "./counter.ts";
import { joinCounter } from "./shared-counter.ts";
import { ask, soldForCash } from "./shop-software.ts";

let counter: Counter;
beforeAll(async () => {
  counter = await joinCounter();
}, 60_000);
afterAll(() => counter.close());

async function charge({ page }: Device, digits: string): Promise<void> {
  for (const digit of digits) await page.keyboard.press(digit);
  await page.getByRole("button", { name: /^Charge/ }).click();
}

describe("cash at the counter", () => {
  it("is taken with its change, given back in part, and handed out once although the page went in between", async ({
    expect,
  }) => {
    const till = await counter.openTerminal();
    const { page } = till;
    await charge(till, "12.50");
    await page.getByRole("button", { name: "Cash", exact: true }).click();
    await page.getByLabel("€20.00").check();
    await page.locator(".change", { hasText: "Change: €7.50" }).waitFor();
    await page.getByRole("button", { name: "Take €20.00" }).click();
    await page.locator(".face-paid").waitFor();
    await page.locator(".sale-change", { hasText: "Change: €7.50" }).waitFor();

    await page.getByRole("button", { name: "Next sale" }).click();
    await page.getByRole("button", { name: "Sales" }).click();
    await page.locator(".order-row").first().click();
    await page.getByRole("button", { name: "Refund" }).click();
    await page.getByLabel("A part").check();
    await page.getByLabel("Amount in EUR").fill("2.50");
    await page.getByRole("button", { name: "Wrong item" }).click();
    await page.getByRole("button", { name: "Go on" }).click();
    const sure = page.getByRole("alertdialog");
    await sure.getByRole("button", { name: "No, go back" }).click();
    expect(await page.getByLabel("Amount in EUR").inputValue()).toBe("2.50");
    await page.getByRole("button", { name: "Go on" }).click();

    // The line goes as the cashier confirms, and the page with it: the same refund is sent when both are back.
    await page.route("**/refunds", (route) => route.abort());
    await sure.getByRole("button", { name: "Give back €2.50" }).click();
    await page.getByText("No answer yet.").waitFor();
    await page.unroute("**/refunds");
    await page.reload();
    await page.getByRole("button", { name: "Sales" }).click();
    await page.locator(".order-row").first().click();
    await page.getByText("Given back").waitFor();
    await page.getByRole("button", { name: "Refund" }).click();
    await page.getByText("Hand out €2.50 in cash now").waitFor();
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByText("€10.00 of it can be given back").waitFor();

    const { orders } = await ask<{ orders: { refunds: unknown[] }[] }>(counter, "GET", "/orders");
    expect(orders[0]?.refunds).toHaveLength(1);
    expect(till.faults).toEqual([]);
    await till.context.close();
  }, 60_000);

  it("is in the day's report and its drawer, and the day closes once into a list to take along", async ({
    expect,
  }) => {
    await soldForCash(counter, 330);
    const till = await counter.openTerminal();
    const { page } = till;
    await page.getByRole("button", { name: "Sales" }).click();
    await page.getByRole("button", { name: "The day" }).click();
    const cash = page.getByRole("row", { name: /^Cash/ });
    await cash.waitFor();
    expect(await cash.innerText()).toMatch(/Cash\s+2\s+€15.80\s+€2.50/);
    expect(await page.locator(".day-drawers").innerText()).toContain("€13.30");

    // The answer to the closing is lost: asked for again, it is the same closing.
    await page.route("**/settlements", (route) =>
      route.request().method() === "POST"
        ? route.fetch().then(() => route.abort())
        : route.continue(),
    );
    for (const name of ["Close the day", "Close it"])
      await page.getByRole("button", { name }).click();
    await page.getByText("No answer came.").waitFor();
    await page.unroute("**/settlements");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("button", { name: /closing 1/ }).click();
    await page.getByText(/^Closed .* At till 1/).waitFor();
    await cash.waitFor();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Sales (CSV)" }).click(),
    ]);
    const lines = readFileSync(await file.path(), "utf8")
      .trimEnd()
      .split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/,paid,sale,EUR,12\.50,cash,.*,2\.50,20\.00,7\.50,/);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "The day" }).click();
    await page.getByText("Nothing has come since the last closing.").waitFor();
    expect(till.faults).toEqual([]);
    await till.context.close();
  }, 60_000);
});
