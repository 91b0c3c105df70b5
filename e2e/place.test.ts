import { afterAll, beforeAll, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { scanned } from "./camera.ts";
import type { Counter, Device, DeviceOptions } from "./counter.ts";
import { nextSale } from "./next-sale.ts";
import { joinCounter } from "./shared-counter.ts";

// The Old Town Hall's clock in Prague, a café across its square, and a town two hundred kilometres away.
const TILL = { latitude: 50.087, longitude: 14.4208, accuracy: 12 };
const ACROSS_THE_SQUARE = { latitude: 50.0875, longitude: 14.4215, accuracy: 20 };
const BRNO = { latitude: 49.1951, longitude: 16.6068, accuracy: 20 };

let counter: Counter;
let till: Device;
beforeAll(async () => {
  counter = await joinCounter();
  till = await counter.openTerminal({ place: TILL });
}, 60_000);
afterAll(() => counter.close());

const says = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByText(text).first().waitFor({ timeout: 20_000 });

async function openSetting(name: string): Promise<void> {
  await till.page.getByRole("button", { name: "Settings" }).click();
  await till.page.getByRole("button", { name }).click();
}

async function backToTheKeypad(): Promise<void> {
  await till.page.getByRole("button", { name: "Back" }).click();
  await till.page.getByRole("button", { name: "Back" }).click();
}

/** Charges, and opens the code of it on a phone that is where it says. */
async function sell(digits: string, place?: DeviceOptions["place"]): Promise<Device> {
  for (const digit of digits) await till.page.keyboard.press(digit);
  await till.page.getByRole("button", { name: /^Charge/ }).click();
  return counter.openPhone(await scanned(till.page), place ? { place } : {});
}

/** The two words on the till; they stand there while a phone has the bill. */
async function wordsOnTheTill(): Promise<string> {
  const words = till.page.locator(".match-words strong");
  await words.waitFor({ timeout: 20_000 });
  return (await words.textContent()) ?? "";
}

async function payAndPart({ page, context, faults }: Device): Promise<void> {
  await page.getByRole("button", { name: /^Pay/ }).click();
  await page.locator("[data-state=paid]").waitFor();
  await till.page.locator(".face-paid").waitFor({ timeout: 20_000 });
  await nextSale(till.page);
  expect([...till.faults, ...faults]).toEqual([]);
  await context.close();
}

it("the till's place is set by the device, by a plus code and by coordinates, and a slip is undone", async () => {
  const { page } = till;
  await openSetting("Where this till stands");
  await says(page, "Not set. The code is good wherever it is shown.");

  await page.getByRole("button", { name: "Use this device's place" }).click();
  await says(page, /This device says 50\.08\d*, 14\.42\d*, right to within 12/);
  await page.getByRole("button", { name: "Set this place" }).click();
  await says(page, /^Set: 50\.08/);

  const typed = page.getByLabel("Or type coordinates or a plus code");
  await typed.fill("9C2XQPMQ+JMJ");
  await typed.press("Enter");
  await says(page, "Saved");
  await typed.fill("north of the river");
  await typed.press("Enter");
  await says(page, /These are not coordinates/);
  await typed.fill("49.1951, 16.6068");
  await typed.press("Enter");
  await says(page, /^Set: 49\.19/);
  await page.getByRole("button", { name: "Undo" }).click();
  await says(page, "As it was before");

  await typed.fill(`${TILL.latitude}, ${TILL.longitude}`);
  await typed.press("Enter");
  await says(page, /^Set: 50\.08/);
  await backToTheKeypad();
}, 60_000);

it("the policy is chosen in plain words, and says what customers will notice", async () => {
  const { page } = till;
  await openSetting("Is the customer here?");
  await page.getByLabel("From which amount on (EUR)").fill("10");
  await page.getByRole("radio", { name: "In the street (500 m)" }).check();
  await page.getByRole("group", { name: "somewhere else" }).getByLabel("Refuse").check();
  await says(page, /^From €10\.00 on, customers share their phone's place or pick the two words/);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await says(page, "Saved");
  await backToTheKeypad();
}, 60_000);

it("below the floor nobody is asked where he is", async () => {
  await payAndPart(await sell("9.99", BRNO));
}, 60_000);

it("a phone that is elsewhere is refused and gives the bill back; one that is near shows it with a tap", async () => {
  const far = await sell("12.00", BRNO);
  await far.page.getByRole("button", { name: "Show that I am here" }).click();
  await says(far.page, "Your phone's place does not show that you are at the till.");
  expect(await far.page.locator("button[name=choice]").count()).toBe(0);
  await far.page.getByRole("button", { name: "This is not my bill" }).click();
  await far.context.close();

  const near = await counter.openPhone(await scanned(till.page), { place: ACROSS_THE_SQUARE });
  await near.page.getByRole("button", { name: "Show that I am here" }).click();
  await payAndPart(near);

  await till.page.getByRole("button", { name: "Sales", exact: true }).click();
  await till.page.getByText("€12.00").click();
  await says(till.page, /phone within 150 m, showed that it was here/);
  await backToTheKeypad();
}, 60_000);

it("a phone that tells no place picks the words that stand on the till; three wrong ones give the bill back", async () => {
  const { page, context } = await sell("13.00");
  const words = await wordsOnTheTill();
  await page.getByRole("button", { name: "Show that I am here" }).click();
  await says(page, "Your phone did not say where it is.");
  const wrong = page.locator("button[name=choice]").filter({ hasNotText: words }).first();
  for (const left of ["2 tries are left", "One try is left"]) {
    await wrong.click();
    await says(page, left);
  }
  await wrong.click();
  const link = await scanned(till.page);
  await context.close();

  const phone = await counter.openPhone(link);
  await phone.page.getByRole("button", { name: await wordsOnTheTill() }).click();
  await payAndPart(phone);
}, 60_000);
