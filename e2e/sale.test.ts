import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scan, scanned } from "./camera.ts";
import type { Counter, Device } from "./counter.ts";
import { joinCounter } from "./shared-counter.ts";

let counter: Counter;
beforeAll(async () => {
  counter = await joinCounter();
}, 60_000);
afterAll(() => counter.close());

async function charge({ page }: Device, digits: string): Promise<void> {
  for (const digit of digits) await page.keyboard.press(digit);
  await page.getByRole("button", { name: /^Charge/ }).click();
}

const face = (device: Device, kind: string): Promise<void> =>
  device.page.locator(`.face-${kind}`).waitFor({ timeout: 20_000 });

describe("the main job", () => {
  it("goes from a tap on the till to a spoken result and a receipt on a stranger's phone", async () => {
    const till = await counter.openTerminal();
    await charge(till, "23.50");
    const link = await scanned(till.page);
    expect(link).toMatch(/^HTTP:\/\/127\.0\.0\.1:\d+\/T\/[A-Z2-7]{64}$/);

    const phone = await counter.openPhone(link);
    await face(till, "claimed");
    expect(await scan(till.page)).toBeNull();
    await phone.page.getByRole("button", { name: "Pay €23.50" }).click();
    await Promise.all([face(till, "paid"), phone.page.locator("[data-state=paid]").waitFor()]);

    expect(await phone.page.locator("h1").textContent()).toBe("Paid €23.50");
    await till.page.waitForFunction(
      () => (window as unknown as { heard: { spoken: string[] } }).heard.spoken.length > 0,
    );
    const { spoken, tones } = await till.heard();
    expect(spoken).toHaveLength(1);
    expect(spoken[0]).toMatch(/received twenty-three/i);
    expect(tones).toBe(3);

    await phone.page.getByRole("link", { name: "Receipt" }).click();
    await phone.page.getByRole("cell", { name: "practice money" }).waitFor();
    expect(phone.page.url()).toContain("/R/");
    expect([...till.faults, ...phone.faults]).toEqual([]);
    await phone.context.close();
    await till.context.close();
  }, 60_000);

  it("survives the till's network being cut before the payment: the result is there when it is back, said once and as late", async () => {
    const till = await counter.openTerminal();
    await charge(till, "7.00");
    const phone = await counter.openPhone(await scanned(till.page));
    await face(till, "claimed");
    await till.context.setOffline(true);
    await phone.page.getByRole("button", { name: "Pay €7.00" }).click();
    await phone.page.locator("[data-state=paid]").waitFor();
    await till.page.waitForTimeout(1_000);
    expect((await till.heard()).spoken).toEqual([]);
    // Whatever stands on the phone: the till shows what it has heard itself, and the phone has no part of the till's page.
    expect(await till.page.locator(".face-paid").count()).toBe(0);
    expect(await phone.page.locator("[class*=face-]").count()).toBe(0);
    await till.context.setOffline(false);
    await face(till, "paid");
    await till.page.waitForFunction(
      () => (window as unknown as { heard: { spoken: string[] } }).heard.spoken.length > 0,
    );
    await till.page.waitForTimeout(1_000);
    expect((await till.heard()).spoken).toHaveLength(1);
    expect((await till.heard()).spoken[0]).toMatch(/seven/i);
    await phone.context.close();
    await till.context.close();
  }, 60_000);

  it("announces nothing again after a reload, and still knows what happened", async () => {
    const till = await counter.openTerminal();
    await charge(till, "4.20");
    const phone = await counter.openPhone(await scanned(till.page));
    await phone.page.getByRole("button", { name: "Pay €4.20" }).click();
    await face(till, "paid");
    await till.page.waitForFunction(
      () => (window as unknown as { heard: { spoken: string[] } }).heard.spoken.length > 0,
    );
    await till.page.reload();
    await till.page.waitForTimeout(2_000);
    expect((await till.heard()).spoken).toEqual([]);
    await phone.context.close();
    await till.context.close();
  }, 60_000);

  it("shows the payer what went wrong, and the till that it did, when the payment is declined", async () => {
    const till = await counter.openTerminal();
    await charge(till, "66.01");
    const phone = await counter.openPhone(await scanned(till.page));
    await phone.page.getByRole("button", { name: "Pay €66.01" }).click();
    await face(till, "declined");
    await phone.page.getByRole("heading", { name: "There was not enough money" }).waitFor();
    await till.page.getByRole("button", { name: /^Cancel/ }).click();
    await till.page.getByRole("alertdialog").getByRole("button").first().click();
    await face(till, "cancelled");
    await phone.page.getByRole("heading", { name: "The shop cancelled this bill" }).waitFor();
    expect([...till.faults, ...phone.faults.filter((fault) => !fault.includes("402"))]).toEqual([]);
    await phone.context.close();
    await till.context.close();
  }, 60_000);
});
