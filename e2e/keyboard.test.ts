import { afterAll, beforeAll, describe, it } from "vitest";
import type { Page } from "playwright-core";
import { scanned } from "./camera.ts";
import type { Counter, Device } from "./counter.ts";
import { joinCounter } from "./shared-counter.ts";
import { type Ear, earOf, withEar } from "./ear.ts";

let counter: Counter;
beforeAll(async () => {
  counter = await joinCounter();
}, 60_000);
afterAll(() => counter.close());

interface Heard extends Device {
  readonly ear: Ear;
}

/** A device that nobody touches, and whose screen nobody sees. */
async function openHeard(link: string, prepare?: (page: Page) => Promise<unknown>): Promise<Heard> {
  const device = await counter.openPhone(link, {
    async prepare(page) {
      await withEar(page);
      await prepare?.(page);
    },
  });
  return { ...device, ear: await earOf(device) };
}

async function openTill(prepare?: (page: Page) => Promise<unknown>): Promise<Heard> {
  const till = await openHeard(counter.served.demo.terminalUrl, prepare);
  await till.page.getByRole("button", { name: /^Charge/ }).waitFor();
  return till;
}

async function keys({ page }: Device, ...pressed: readonly string[]): Promise<void> {
  for (const key of pressed) await page.keyboard.press(key);
}

/** Tab, until this has the focus; the name is what a screen reader says of it. */
async function tabTo({ page }: Device, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let tabs = 0; tabs < 60; tabs++) {
    await page.keyboard.press("Tab");
    const reached = await page.evaluate(() => {
      const { activeElement: at } = document;
      const labels = at instanceof HTMLInputElement ? [...(at.labels ?? [])] : [];
      const label = labels.map(({ textContent }) => textContent).join(" ");
      return at instanceof HTMLElement ? (at.ariaLabel ?? (label || at.innerText)) : "";
    });
    if (name.test(reached)) return;
    passed.push(reached);
  }
  throw new Error(`Tab never came to ${name}, but to ${passed.join(" | ")}`);
}

/** The payer's own way through the bill, by keyboard as well. */
async function payByKeys(phone: Heard): Promise<void> {
  await tabTo(phone, /^Pay €/);
  await keys(phone, "Enter");
}

describe("a sale without a mouse and without a screen", () => {
  it("goes by keys alone from the amount to the next sale, and each change is said on both sides", async ({
    expect,
  }) => {
    const till = await openTill();
    const { ear } = till;
    expect(await ear.controls()).toEqual(
      expect.arrayContaining([
        "button Sales",
        "button Settings",
        ..."1234567890".split("").map((digit) => `button ${digit}`),
        "button Decimal point",
        "button Delete last digit",
        "button Clear",
        "button Add the amount to the bill",
        "button Bill",
        "button Speak",
        "button Charge",
      ]),
    );
    await keys(till, "Enter");
    await ear.hears("Type an amount first");
    // The sandbox says yes to this one after three seconds.
    await keys(till, ..."66.02", "Enter");
    await ear.hears(/€66\.02\. Scan to pay/);
    expect((await ear.said()).filter((text) => text.includes("Scan to pay"))).toEqual([]);
    await expect.poll(() => ear.controls()).toEqual(["button Cancel", "button Cash"]);
    const phone = await openHeard(await scanned(till.page));
    await phone.ear.hears("€66.02 to Corner Bakery");
    await ear.hears(/Customer has it.*two words: \w+ \w+/);
    await keys(till, "Escape");
    await ear.hears("[Keep waiting]");
    await ear.hears("The customer may be paying right now. Stop it?");
    await keys(till, "Enter");
    // The answer is gone from the screen, and who gave it stays with the sale.
    await ear.hears(/^\[Sale 1-\d+\]$/);
    expect(await phone.ear.controls()).toEqual(
      expect.arrayContaining(["button Pay €66.02", "button This is not my bill"]),
    );
    await payByKeys(phone);
    await Promise.all([phone.ear.hears("Paying…"), ear.hears(/€66\.02\. Paying…/)]);
    await Promise.all([phone.ear.hears("Paid €66.02"), ear.hears(/€66\.02\. Paid/)]);
    expect(await phone.ear.controls()).toEqual(["link Receipt"]);
    await keys(till, "Enter");
    await till.page.locator(".charge").waitFor();
    await keys(till, "7");
    expect(await till.page.locator(".display output").textContent()).toContain("7");
    expect([...till.faults, ...phone.faults]).toEqual([]);
    for (const { context } of [till, phone]) await context.close();
  }, 60_000);

  it("says what went wrong: declined, cancelled, time over, and no network, on both sides", async ({
    expect,
  }) => {
    const waiting = await openTill((page) =>
      // The shortest time that an order may have.
      page.route("**/api/v1/orders", async (route) => {
        const postData = route.request().postDataJSON() as object;
        await route.continue({ postData: { ...postData, expiresInSeconds: 30 } });
      }),
    );
    await keys(waiting, ..."8.00", "Enter");
    await waiting.ear.hears("Scan to pay");

    const till = await openTill();
    await keys(till, ..."66.01", "Enter");
    // The claim takes its time, and its picture comes in when the button already has the focus.
    const reached = Promise.withResolvers<void>();
    const phone = await openHeard(await scanned(till.page), (page) =>
      page.route("**/*", async (route) => {
        if (route.request().method() === "POST") await reached.promise;
        await route.continue();
      }),
    );
    await tabTo(phone, /^Pay €/);
    reached.resolve();
    await phone.page.locator("main[data-url]").waitFor();
    await keys(phone, "Enter");
    await phone.ear.hears("There was not enough money");
    const again = (await phone.ear.said()).filter((text) => text.includes("not enough"));
    expect(again).toEqual([]);
    await till.ear.hears(/Declined\. Not enough money in the account/);
    await keys(till, "Escape");
    await tabTo(till, /^Stop the payment/);
    await keys(till, "Enter");
    await till.ear.hears("Cancelled");
    await phone.ear.hears("The shop cancelled this bill");
    await keys(till, "Escape");

    await till.context.setOffline(true);
    await till.ear.hears(/Offline since/);
    await till.context.setOffline(false);
    await till.ear.hears("Live");
    expect(till.faults).toEqual([]);

    await keys(till, ..."4.00", "Enter");
    await phone.page.goto(await scanned(till.page));
    await phone.page.getByRole("button", { name: /^Pay/ }).waitFor();
    await phone.context.setOffline(true);
    await Promise.all([phone.ear.hears("No connection"), waiting.ear.hears(/Time is up/)]);
    for (const { context } of [waiting, till, phone]) await context.close();
  }, 120_000);

  it("takes cash and gives it back by keys alone, and says what the hands have to do", async ({
    expect,
  }) => {
    const till = await openTill();
    const { ear, page } = till;
    await keys(till, ..."12.50", "Enter");
    await ear.hears("Scan to pay");
    await tabTo(till, /^Cash/);
    await keys(till, "Enter");
    await tabTo(till, /^Exact/);
    await keys(till, "ArrowRight");
    await ear.hears("Change: €2.50");
    await tabTo(till, /^Take €15\.00/);
    await keys(till, "Enter");
    await ear.hears(/Paid\. Change: €2\.50/);
    await keys(till, "Enter");
    await tabTo(till, /^Sales/);
    await keys(till, "Enter");
    await tabTo(till, /€12\.50/);
    await keys(till, "Enter");
    await tabTo(till, /^Refund/);
    await keys(till, "Enter");
    await tabTo(till, /^Wrong item/);
    await keys(till, "Enter");
    await tabTo(till, /^Go on/);
    await keys(till, "Enter");
    await ear.hears("[No, go back]");
    await ear.hears("Give back €12.50?");
    await tabTo(till, /^Give back/);
    await keys(till, "Enter");
    await ear.hears("Hand out €12.50 in cash now");
    await tabTo(till, /^Done/);
    await keys(till, "Enter", "Escape", "Escape", "Escape");
    await page.locator(".charge").waitFor();
    expect(till.faults).toEqual([]);
    await till.context.close();
  }, 60_000);
});
