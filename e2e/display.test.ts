import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BrokenLine, layLine } from "./broken-line.ts";
import { scan, scanned } from "./camera.ts";
import type { Counter, Device } from "./counter.ts";
import { joinCounter } from "./shared-counter.ts";
import { openDisplay } from "./open-display.ts";

const LANDSCAPE = { width: 1180, height: 820 };

let counter: Counter;
let line: BrokenLine;
let till: Device;
let display: Device;

beforeAll(async () => {
  counter = await joinCounter();
  line = await layLine(counter.origin);
  till = await counter.openTerminal();
  display = await openDisplay(counter, till.page, { viewport: LANDSCAPE }, line.origin);
}, 60_000);
afterAll(async () => {
  await counter.close();
  await line.close();
});

async function charge(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.keyboard.press(digit);
  await page.keyboard.press("Enter");
}

const shows = (kind: string): Promise<void> =>
  display.page.locator(`.face-${kind}`).waitFor({ timeout: 20_000 });

/** A phone scans the customer's screen; the line is the display's, so the phone goes straight to the till. */
async function scanWithPhone(): Promise<Device> {
  const link = new URL(await scanned(display.page));
  return counter.openPhone(counter.origin + link.pathname);
}

describe("the customer display", () => {
  it("shows amount, code, words and result of its till, and then the shop's name again", async () => {
    await shows("idle");
    expect(await display.page.locator("h1").textContent()).toBe("Corner Bakery");
    await charge(till.page, "23.50");
    await shows("code");
    const phone = await scanWithPhone();
    await shows("claimed");
    expect(await scan(display.page)).toBeNull();
    const words = await till.page.locator(".match-words strong").textContent();
    expect(await display.page.locator(".match-words strong").textContent()).toBe(words);
    await phone.page.getByRole("button", { name: "Pay €23.50" }).click();
    await shows("paid");
    expect(await display.page.locator(".display-amount").textContent()).toBe("€23.50");
    await shows("idle");
    expect([...display.faults, ...phone.faults]).toEqual([]);
    await phone.context.close();
  }, 60_000);

  it("comes back by itself from a cut and from a stalled line, to what stands on the till then", async () => {
    line.cut();
    await charge(till.page, "4.20");
    await till.page.locator(".face-code").waitFor();
    await display.page.getByText("No network").waitFor({ timeout: 20_000 });
    line.restore();
    await shows("code");
    line.stall();
    await till.page.getByRole("button", { name: "Cancel" }).click();
    await till.page.getByRole("button", { name: "Keypad" }).click();
    await charge(till.page, "5.30");
    line.restore();
    await display.page
      .locator(".display-amount", { hasText: "€5.30" })
      .waitFor({ timeout: 30_000 });
    await till.page.getByRole("button", { name: "Cancel" }).click();
    await shows("cancelled");
    await till.page.getByRole("button", { name: "Keypad" }).click();
  }, 90_000);

  it("is told by long poll where no socket opens, and is linked still after a reload", async () => {
    await display.page.addInitScript(() => {
      // A proxy between that knows no WebSocket: every one that opens is closed at once.
      const { WebSocket: Real } = window;
      window.WebSocket = class extends Real {
        constructor(url: string | URL) {
          super(String(url).replace("/api/v1/stream", "/api/v1/nothing"));
        }
      };
    });
    await display.page.reload();
    await shows("idle");
    await charge(till.page, "6.00");
    await shows("code");
    await till.page.getByRole("button", { name: "Cancel" }).click();
    await shows("cancelled");
  }, 60_000);

  it("opens without network, says so, and goes on by itself when there is one", async () => {
    const { page } = display;
    await page.waitForFunction(async () => {
      const { active } = (await navigator.serviceWorker.getRegistration("/display/")) ?? {};
      const names = await (await caches.open("edgetill-display")).keys();
      return active?.state === "activated" && names.some(({ url }) => url.endsWith(".wasm"));
    });
    line.cut();
    await page.reload();
    await page.getByRole("heading", { name: "No network" }).waitFor({ timeout: 20_000 });
    await till.page.getByRole("button", { name: "Keypad" }).click();
    await charge(till.page, "6.40");
    line.restore();
    await shows("code");
    await page.locator(".display-amount", { hasText: "€6.40" }).waitFor();
    await till.page.getByRole("button", { name: "Cancel" }).click();
    await shows("cancelled");
  }, 60_000);

  it("goes dark in the instant that the till unlinks it, and its link opens nothing again", async () => {
    const { page } = till;
    await page.getByRole("button", { name: "Keypad" }).click();
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Customer display" }).click();
    await page.getByRole("button", { name: "Unlink display 1" }).click();
    await page.getByText("No display is linked").waitFor();
    await display.page.getByText("This screen has been unlinked").waitFor({ timeout: 20_000 });
    await display.page.reload();
    // Whether or not it had the time to forget its credential.
    await display.page
      .getByText(/This screen (is not linked to a till|has been unlinked)/)
      .waitFor();
  }, 60_000);
});
