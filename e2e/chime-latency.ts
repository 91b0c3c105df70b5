import type { Page } from "playwright-core";
import { newKey, post } from "../bench/sale/shop.ts";
import { openCounter } from "./counter.ts";

// Part of `npm run bench`: from the commit of a result (the order's own `paidAt`) to the start of its chime in the terminal
// page, in ms, printed as one JSON list: the real page in Chromium, its live channel, the mark on disk. What a sound card adds
// after the start is not in it.

const SALES = 50;
/** The chime and the sentence of the sale before are over. */
const REST_MS = 900;

const counter = await openCounter();
const { url, apiKey } = counter.served.demo;
const api = `${url}/api/v1`;
const { page } = await counter.openTerminal({ prepare: (opened) => opened.addInitScript(clock) });
const latencies: number[] = [];
for (let sale = 0; sale < SALES; sale++) {
  const placed = page.waitForResponse(
    (response) => response.request().method() === "POST" && response.url().endsWith("/orders"),
  );
  for (const key of ["5", "Enter"]) await page.keyboard.press(key);
  const { number } = (await (await placed).json()) as { number: string };
  const { tokens } = await post(`${api}/tokens`, { number, count: 1 }, apiKey);
  const { id } = await post(`${api}/claims`, { token: tokens[0], key: newKey() });
  await post(`${api}/claims/${id}/instructions`, { key: newKey(), rail: "sandbox" });
  const chimedAt = await chimeOf(page, sale);
  const headers = { authorization: `Bearer ${apiKey}` };
  const order = await (await fetch(`${api}/orders/${number}`, { headers })).json();
  latencies.push(chimedAt - Date.parse((order as { paidAt: string }).paidAt));
  await page.waitForTimeout(REST_MS);
  await page.getByRole("button", { name: "Next sale" }).click();
}
await counter.close();
console.log(JSON.stringify(latencies));

/** When the chime after so many others began, on this machine's clock, ms. */
async function chimeOf(till: Page, before: number): Promise<number> {
  const chimes = await till.waitForFunction((count) => {
    const { chimes: all } = window as unknown as { chimes: number[] };
    return all.length > count ? all : null;
  }, before);
  return (await chimes.jsonValue())?.[before] ?? Number.NaN;
}

/** Runs in the page: when the first tone of each chime is started. */
function clock(): void {
  const chimes: number[] = [];
  Object.assign(window, { chimes });
  let last = Number.NEGATIVE_INFINITY;
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...args) {
    const now = performance.timeOrigin + performance.now();
    // The tones of one chime are started in one go.
    if (now - last > 100) chimes.push(now);
    last = now;
    return start.apply(this, args);
  };
}
