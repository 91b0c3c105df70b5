import type { Browser } from "playwright-core";
import { inject } from "vitest";
import { openBrowser } from "./browser.ts";
import { type Counter, counterAt } from "./counter.ts";
import { foundShop } from "./found-shop.ts";
import type { ServedTill } from "./own-till.ts";

/**
 * A counter of a new shop, on the till that all browser tests share and in the browser that this worker's files share;
 * or at another till, or in a browser of its own, which ends with the counter.
 */
export async function joinCounter(
  at: { readonly till?: ServedTill; readonly browser?: Promise<Browser> } = {},
): Promise<Counter> {
  const till = at.till ?? inject("till");
  const [demo, browser] = await Promise.all([foundShop(till, "en"), at.browser ?? sharedBrowser()]);
  return counterAt(demo, till.stateFolder, browser, async () => {
    if (at.browser) await browser.close();
  });
}

let shared: Promise<Browser> | null = null;

/** It ends with the worker; where it ended by itself, whoever asks next has another. */
async function sharedBrowser(): Promise<Browser> {
  if (shared && (await shared).isConnected()) return shared;
  // The worker is told to end, and is given half a second: at its exit, Playwright ends the browser at once.
  if (!shared) process.once("SIGTERM", () => process.exit());
  shared = openBrowser({ handleSIGTERM: false });
  return shared;
}
