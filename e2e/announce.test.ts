import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scanned } from "./camera.ts";
import type { Counter, Device } from "./counter.ts";
import { nextSale } from "./next-sale.ts";
import { joinCounter } from "./shared-counter.ts";

let counter: Counter;
beforeAll(async () => {
  counter = await joinCounter();
}, 60_000);
afterAll(() => counter.close());

/** Charges, and pays on a stranger's phone. */
async function sell(till: Device, digits: string): Promise<void> {
  for (const digit of digits) await till.page.keyboard.press(digit);
  await till.page.getByRole("button", { name: /^Charge/ }).click();
  const phone = await counter.openPhone(await scanned(till.page));
  await phone.page.getByRole("button", { name: /^Pay/ }).click();
  await phone.page.locator("[data-state=paid]").waitFor();
  await phone.context.close();
}

const hasSounded = ({ page }: Device, tones: number) =>
  page.waitForFunction(
    (wanted) => (window as unknown as { heard: { tones: number } }).heard.tones >= wanted,
    tones,
  );

describe("a result is announced", () => {
  it("once at most: when the page is killed between the mark and the speech, it is on the list, and never said again", async () => {
    const till = await counter.openTerminal({
      // The page is stopped in the instant in which the chime would start, that is after the mark.
      prepare: (page) =>
        page.addInitScript(() => {
          OscillatorNode.prototype.start = () => {
            console.log("stuck");
            for (;;);
          };
        }),
    });
    const stuck = till.page.waitForEvent("console", (message) => message.text() === "stuck");
    await sell(till, "6.30");
    // A page that is stuck answers no question; it is killed from outside.
    await stuck;
    const second = await till.context.newPage();
    await till.page.close({ runBeforeUnload: false });
    await second.addInitScript(() => {
      const heard = { spoken: [] as string[], tones: 0 };
      Object.assign(window, { heard });
      speechSynthesis.speak = ({ text }) => void (text.trim() && heard.spoken.push(text));
      OscillatorNode.prototype.start = () => void (heard.tones += 1);
    });
    await second.goto(`${counter.origin}/terminal`);
    await nextSale(second);
    await second.locator("body").click({ position: { x: 5, y: 5 } });
    await second.waitForTimeout(1_500);
    // It could have: nothing says that it may not sound.
    expect(await second.getByText("Sound is locked").count()).toBe(0);
    const heard = () =>
      second.evaluate(
        () => (window as unknown as { heard: { spoken: string[]; tones: number } }).heard,
      );
    expect(await heard()).toEqual({ spoken: [], tones: 0 });
    await second.getByRole("button", { name: "Sales" }).click();
    await second.getByRole("button", { name: /€6\.30/ }).waitFor();
    await till.context.close();
  }, 60_000);

  it("once in two tabs: the one that lost the till says nothing", async () => {
    const till = await counter.openTerminal();
    const first = till.page;
    const other = await till.context.newPage();
    await other.goto(`${counter.origin}/terminal`);
    await other.getByRole("button", { name: "Use here" }).click();
    await first.getByText("This till is open in another tab").waitFor();
    await other.getByRole("button", { name: /^Charge/ }).waitFor();
    await first.getByRole("button", { name: "Use here" }).click();
    await other.getByText("This till is open in another tab").waitFor();
    const otherHeard: string[] = [];
    await other.exposeFunction("overheard", (text: string) => void otherHeard.push(text));
    await other.evaluate(() => {
      const { overheard } = globalThis as unknown as { overheard: (text: string) => void };
      speechSynthesis.speak = ({ text }) => overheard(text);
      OscillatorNode.prototype.start = () => overheard("tone");
    });
    await first.locator("body").click({ position: { x: 5, y: 5 } });
    await sell(till, "7.10");
    await hasSounded(till, 3);
    await first.waitForTimeout(1_200);
    const { spoken, tones } = await till.heard();
    expect({ spoken: spoken.length, tones, otherHeard }).toEqual({
      spoken: 1,
      tones: 3,
      otherHeard: [],
    });
    await till.context.close();
  }, 60_000);

  it("in recorded words where the device has no voice", async () => {
    const till = await counter.openTerminal({
      prepare: (page) =>
        page.addInitScript(() => {
          // As Chromium without a voice answers (measured): "synthesis-failed", at once.
          speechSynthesis.speak = (utterance) => {
            const error = Object.assign(new Event("error"), { error: "synthesis-failed" });
            setTimeout(() => utterance.dispatchEvent(error), 4);
          };
          const clips: number[] = [];
          Object.assign(window, { clips });
          const start = AudioBufferSourceNode.prototype.start;
          AudioBufferSourceNode.prototype.start = function (...args) {
            clips.push(args[2] ?? 0);
            return start.apply(this, args);
          };
        }),
    });
    await sell(till, "23.50");
    // Received, twenty, three, fifty.
    await till.page.waitForFunction(
      () => (window as unknown as { clips: number[] }).clips.length === 4,
    );

    // In the other language, and then by the chime alone.
    await nextSale(till.page);
    await till.page.getByRole("button", { name: "Settings" }).click();
    await till.page.getByText("no English voice: the till speaks in recorded words").waitFor();
    await till.page
      .getByRole("group", { name: /Language that the till speaks/ })
      .getByRole("radio", { name: "中文" })
      .check();
    await till.page.getByRole("button", { name: "Try it" }).click();
    // 收款, 二, 十, 三, 欧元, 五, 十, 欧分.
    await till.page.waitForFunction(
      () => (window as unknown as { clips: number[] }).clips.length === 12,
    );
    await till.page.getByRole("radio", { name: "Chime only" }).check();
    const { tones } = await till.heard();
    await till.page.getByRole("button", { name: "Try it" }).click();
    await hasSounded(till, tones + 3);
    await till.page.waitForTimeout(1_000);
    expect(
      await till.page.evaluate(() => (window as unknown as { clips: number[] }).clips.length),
    ).toBe(12);
    expect(till.faults).toEqual([]);
    await till.context.close();
  }, 60_000);

  it("on the screen alone by a device that cannot sound, and it says so", async () => {
    const till = await counter.openTerminal({
      prepare: (page) =>
        page.addInitScript(() => void Reflect.deleteProperty(window, "AudioContext")),
    });
    await till.page.getByText("This device cannot sound: watch the screen").waitFor();
    await till.context.close();
  }, 60_000);
});
