import type { Browser } from "playwright-core";
import { inject } from "vitest";
import { type DemoFile, foundDemoMerchant, terminalLink } from "../launch/demo-merchant.ts";
import { secretsOf } from "../launch/secrets.ts";
import { settingsFrom } from "../launch/settings.ts";
import type { Language } from "../worker/contract/merchant.ts";
import { openBrowser } from "./browser.ts";
import { type Counter, counterAt } from "./counter.ts";
import type { SharedTill } from "./shared-till.ts";

/**
 * A counter of a new shop, on the till that all browser tests share: in the browser that this worker's files share, or
 * in one of its own, which ends with the counter.
 */
export async function joinCounter(own?: Promise<Browser>): Promise<Counter> {
  const till = inject("till");
  const [demo, browser] = await Promise.all([foundShop(till, "en"), own ?? sharedBrowser()]);
  return counterAt(demo, till.stateFolder, browser, async () => {
    if (own) await browser.close();
  });
}

/** Founds a shop with one terminal on a till that is served already. */
export async function foundShop(
  { url, stateFolder }: SharedTill,
  language: Language,
): Promise<DemoFile> {
  const { operatorKey } = secretsOf(stateFolder);
  const { demo } = settingsFrom([], { EDGETILL_DEMO_LANGUAGE: language });
  const { id, credential } = await foundDemoMerchant(new URL(url), operatorKey, demo);
  return { url, merchant: id, terminalUrl: terminalLink(url, credential), apiKey: credential };
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
