import { openDevice } from "./counter.ts";
import { openBrowser } from "./browser.ts";
import { scanned } from "./camera.ts";

// Part of `npm run costs`: what real pages ask for in a minute at rest and in a sale, by the counts that the Worker at
// argument 1 keeps; argument 2 is a terminal's credential. Prints one line of JSON.

/** As at a counter: until the phone is out, until the bill is read, until the receipt is put away. */
const PAUSES_MS = { scan: 5_000, read: 8_000, leave: 10_000 };
const SALES = 4;
const REST_MS = 60_000;

const [url = "", credential = ""] = process.argv.slice(2);
const counts = async (): Promise<Record<string, number>> =>
  (await (await fetch(`${url}/counts`)).json()) as Record<string, number>;
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const browser = await openBrowser();
const till = await openDevice(browser, {});
await till.page.goto(`${url}/terminal#${credential}`);
const charge = till.page.getByRole("button", { name: /^Charge/ });
await charge.waitFor();
await till.page.locator("body").click({ position: { x: 5, y: 5 } });
await wait(2_000);
await counts();
await wait(REST_MS);
const minute = await counts();
for (let sale = 0; sale < SALES; sale++) {
  for (const key of "12.50") await till.page.keyboard.press(key);
  await charge.click();
  await wait(PAUSES_MS.scan);
  const phone = await openDevice(browser, {});
  await phone.page.goto(await scanned(till.page));
  await wait(PAUSES_MS.read);
  await phone.page.getByRole("button", { name: /^Pay/ }).click();
  await phone.page.locator("[data-state=paid]").waitFor();
  await phone.page.getByRole("link", { name: "Receipt" }).click();
  await wait(PAUSES_MS.leave);
  await phone.context.close();
  // The till may be ready for the next sale by itself.
  const next = till.page.getByRole("button", { name: "Next sale" });
  await next.or(charge).first().waitFor();
  if (await next.isVisible()) await next.click();
  await charge.waitFor();
}
// What the phone's last question still waits for.
await wait(3_000);
const sales = await counts();
await browser.close();
const sale = Object.fromEntries(Object.entries(sales).map(([name, sum]) => [name, sum / SALES]));
console.log(JSON.stringify({ minute, sale }));
