import { type DemoFile, foundDemoMerchant, terminalLink } from "../launch/demo-merchant.ts";
import { secretsOf } from "../launch/secrets.ts";
import { settingsFrom } from "../launch/settings.ts";
import type { Language } from "../worker/contract/merchant.ts";
import type { ServedTill } from "./own-till.ts";

/** Founds a shop with one terminal on a till that is served already. */
export async function foundShop(
  { url, stateFolder }: ServedTill,
  language: Language,
): Promise<DemoFile> {
  const { operatorKey } = secretsOf(stateFolder);
  const { demo } = settingsFrom([], { EDGETILL_DEMO_LANGUAGE: language });
  const { id, credential } = await foundDemoMerchant(new URL(url), operatorKey, demo);
  return { url, merchant: id, terminalUrl: terminalLink(url, credential), apiKey: credential };
}
