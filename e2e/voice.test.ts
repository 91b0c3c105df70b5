import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type FakeBrowser,
  type FakeEar,
  installFakeRecogniser,
} from "../terminal-web/voice/fake-recogniser.ts";
import { scanned } from "./camera.ts";
import type { Counter, Device } from "./counter.ts";
import { joinCounter } from "./shared-counter.ts";

let counter: Counter;
beforeAll(async () => {
  counter = await joinCounter();
}, 60_000);
afterAll(() => counter.close());

/** A till whose recogniser is a fake (no browser here has one that hears), and the orders that it sent. */
interface SpokenTill extends Device {
  readonly orders: string[];
}

async function openSpokenTill(browser: FakeBrowser = {}): Promise<SpokenTill> {
  const orders: string[] = [];
  const till = await counter.openTerminal({
    async prepare(page) {
      await page.addInitScript(installFakeRecogniser, browser);
      page.on("request", (request) => {
        const isOrder = request.method() === "POST" && request.url().endsWith("/orders");
        if (isOrder) orders.push(request.postData() ?? "");
      });
    },
  });
  return { ...till, orders };
}

const withEar = <Value>(page: Page, act: (ear: FakeEar) => Value): Promise<Value> =>
  page.evaluate(`(${String(act)})(fakeEar)`);

const isListening = (page: Page, isIt: boolean) =>
  page.waitForFunction(
    (wanted) => (globalThis as unknown as { fakeEar: FakeEar }).fakeEar.isListening() === wanted,
    isIt,
  );
const panel = (page: Page) => page.getByRole("region", { name: "Speaking to the till" });
const result = (page: Page) => panel(page).locator(".voice-result");
const amount = async (page: Page): Promise<string> =>
  (await page.locator(".display output").textContent()) ?? "";

async function listen(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Speak" }).click();
  await isListening(page, true);
}

/** Somebody taps the microphone and says it. */
async function say(page: Page, text: string): Promise<void> {
  await listen(page);
  await page.evaluate(`fakeEar.hear(${JSON.stringify(text)}, true)`);
  await isListening(page, false);
  await result(page).waitFor();
}

async function clear(page: Page): Promise<void> {
  const keypad = panel(page).getByRole("button", { name: "Keypad" });
  if (await keypad.isVisible()) await keypad.click();
  await page.getByRole("button", { name: "Clear", exact: true }).click();
}

/** What a market, and people in it, say into a till. None of it is an amount that anybody meant to charge. */
const NOT_AN_AMOUNT = [
  ["nothing but breath", "uh um hmm", /Nothing was heard/],
  ["the next table", "did you see the match last night", /No amount in that/],
  ["profanity", "what the fucking hell is this", /No amount in that/],
  ["a lecture of 2,000 characters", "and then she said ".repeat(112), /too long/],
  ["a negative amount", "minus five euros", /below zero/],
  ["an enormous amount", "nine hundred billion euros", /more than one payment/],
  ["another currency", "twenty dollars", /another currency/],
  ["two languages", "twenty-three 块五", /Two languages/],
  ["a refund", "refund five euros", /paid back by ear/],
] as const;

/** The errors of the Web Speech API (SpeechRecognitionErrorCode), and what the screen says to each. */
const ERRORS = [
  ["no-speech", /Nothing was heard/],
  ["aborted", /broke off/],
  ["audio-capture", /no microphone/],
  ["network", /needs the network/],
  ["not-allowed", /not allowed/],
  ["service-not-allowed", /not allowed/],
  ["language-not-supported", /does not understand English/],
  ["phrases-not-supported", /broke off/],
] as const;

describe("the till is spoken to", () => {
  it("drafts what it hears, and charges it by a tap alone", async () => {
    const till = await openSpokenTill();
    const { page } = till;
    await listen(page);
    await panel(page).getByText("Your voice goes to the browser's maker").waitFor();
    await withEar(page, (ear) => ear.hear("twenty-three", false));
    await panel(page).locator(".interim").getByText("twenty-three").waitFor();
    await expect.poll(() => amount(page)).toBe("€0.00");
    await withEar(page, (ear) => ear.hear("charge twenty-three fifty", true));
    await result(page).getByText("Check the amount, then charge").waitFor();
    await expect.poll(() => amount(page)).toBe("€23.50");

    await clear(page);
    await say(page, "two coffees at three fifty and a bagel four twenty-five and something lovely");
    await expect.poll(() => amount(page)).toBe("€11.25");
    await panel(page).getByText("something lovely").first().waitFor();
    await panel(page).getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => amount(page)).toBe("€0.00");

    await say(page, "twelve fifty");
    const choices = panel(page).locator(".choice-button");
    expect(await choices.count()).toBeGreaterThan(1);
    // What is not decided is not charged, however often one taps.
    await page.getByRole("button", { name: /^Charge/ }).click();
    await page.getByRole("alert").getByText("Choose what was meant first").waitFor();
    expect(till.orders).toEqual([]);
    await choices.filter({ hasText: "€12.50" }).click();
    await result(page).getByText("Check the amount").waitFor();
    await expect.poll(() => amount(page)).toBe("€12.50");
    await say(page, "no wait, twenty");
    await choices.filter({ hasText: "€20.00" }).click();

    expect(till.orders).toEqual([]);
    await page.getByRole("button", { name: /^Charge/ }).click();
    await scanned(page);
    expect(till.orders).toHaveLength(1);
    expect(till.orders[0]).toContain("2000");
    expect(till.faults).toEqual([]);
    await till.context.close();
  }, 60_000);

  it("answers whatever else it hears with a sentence, and leaves amount and orders as they were", async () => {
    const till = await openSpokenTill();
    const { page } = till;
    for (const digit of "4.20") await page.keyboard.press(digit);
    for (const [name, text, sentence] of NOT_AN_AMOUNT) {
      await say(page, text);
      expect(await result(page).textContent(), name).toMatch(sentence);
      await expect.poll(() => amount(page), { message: name }).toBe("€4.20");
    }
    await say(page, "five euros, seven euros");
    await result(page).getByText("Which one was meant?").waitFor();
    expect(await panel(page).locator(".choice-button").count()).toBeGreaterThan(1);
    await expect.poll(() => amount(page)).toBe("€4.20");
    for (const [error, sentence] of ERRORS) {
      await listen(page);
      await page.evaluate(`fakeEar.fail(${JSON.stringify(error)})`);
      await result(page).waitFor();
      expect(await result(page).textContent(), error).toMatch(sentence);
      await expect.poll(() => amount(page), { message: error }).toBe("€4.20");
    }
    await listen(page);
    await withEar(page, (ear) => ear.nomatch());
    await result(page).getByText("Nothing was heard").waitFor();
    await panel(page).getByRole("button", { name: "Keypad" }).click();
    await page.getByRole("button", { name: "7", exact: true }).waitFor();
    expect(till.orders).toEqual([]);
    expect(till.faults).toEqual([]);
    await till.context.close();
  }, 60_000);

  it("listens for the names of its catalogue, on the device where the browser can", async () => {
    const till = await openSpokenTill({ onDevice: "available" });
    const { page } = till;
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: "What you sell" }).click();
    await page.getByRole("button", { name: "Add" }).click();
    await page.getByLabel("What").fill("Flat white");
    await page.getByLabel("Price each").fill("abc");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("alert").getByText("That is not a price").waitFor();
    await page.getByLabel("Price each").fill("3.80");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: /Flat white/ }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: /^Charge/ }).waitFor();
    await say(page, "two flat whites");
    await expect.poll(() => amount(page)).toBe("€7.60");
    await panel(page).getByText("Your voice stays on this device").waitFor();
    expect(await withEar(page, (ear) => ear.starts)).toEqual([
      { lang: "en-US", isLocal: true, phrases: ["Flat white"] },
    ]);
    expect(till.orders).toEqual([]);
    expect(till.faults).toEqual([]);
    await till.context.close();
  }, 60_000);

  it("goes on listening without hands, and never charges", async () => {
    const till = await openSpokenTill();
    const { page } = till;
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("radio", { name: "Hands-free" }).check();
    await page.getByRole("button", { name: "Back" }).click();
    await listen(page);
    for (const said of ["three euros fifty", "charge", "pay now", "charge it", "confirm", "ok"]) {
      await isListening(page, true);
      await page.evaluate(`fakeEar.hear(${JSON.stringify(said)}, true)`);
      await page.waitForTimeout(350);
    }
    await expect.poll(() => amount(page)).toBe("€3.50");
    expect(till.orders).toEqual([]);
    await isListening(page, true);
    await panel(page).getByText("Listening, hands-free").waitFor();

    // The tap that confirms is the only one: it listens again when the sale is over.
    await page.getByRole("button", { name: /^Charge/ }).click();
    const phone = await counter.openPhone(await scanned(page));
    await isListening(page, false);
    await phone.page.getByRole("button", { name: "Pay €3.50" }).click();
    await page.locator(".face-paid").waitFor();
    await page.keyboard.press("Enter");
    await isListening(page, true);
    await page.evaluate(`fakeEar.hear("four euros twenty", true)`);
    await result(page).getByText("Check the amount, then charge").waitFor();
    expect(await amount(page)).toBe("€4.20");
    expect(till.orders).toHaveLength(1);
    await phone.context.close();
    await till.context.close();
  }, 60_000);

  it("says why it cannot listen, and keeps the keypad a tap away", async () => {
    const till = await openSpokenTill({ hasRecogniser: false });
    const { page } = till;
    await page.getByRole("button", { name: "Speak" }).click();
    await result(page).getByText("This browser cannot understand speech").waitFor();
    await panel(page).getByRole("button", { name: "Keypad" }).click();
    await page.getByRole("button", { name: "7", exact: true }).click();
    await expect.poll(() => amount(page)).toContain("7");
    await till.context.close();
  }, 60_000);
});
