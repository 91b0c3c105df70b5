import * as v from "valibot";
import { Founded, type Language, TerminalView } from "../worker/contract/merchant.ts";
import type { Currency } from "../worker/domain/currency.ts";
import { LaunchFault } from "./launch-fault.ts";

export interface DemoWish {
  readonly language: Language;
  readonly currency: Currency;
}

export interface DemoMerchant {
  readonly id: string;
  /** Of its one terminal. */
  readonly credential: string;
}

/** `<state>/demo.json`: what a program needs to drive the API as the demo merchant's terminal. */
export const DemoFile = v.object({
  url: v.string(),
  /** The merchant's id. */
  merchant: v.string(),
  terminalUrl: v.string(),
  apiKey: v.string(),
});
export type DemoFile = v.InferOutput<typeof DemoFile>;

const NAMES: Readonly<Record<Language, { merchant: string; terminal: string }>> = {
  en: { merchant: "Corner Bakery", terminal: "Counter 1" },
  zh: { merchant: "街角面包房", terminal: "柜台 1" },
};

export const terminalLink = (origin: string, credential: string): string =>
  `${origin}/terminal#${credential}`;

/** The merchant that this credential speaks for, or null when the server does not know it (any more). */
export async function findDemoMerchant(url: URL, credential: string): Promise<DemoMerchant | null> {
  const response = await fetch(new URL("/api/v1/terminal", url), {
    headers: { Authorization: `Bearer ${credential}` },
  });
  if (response.status === 401 || response.status === 403) return null;
  const { merchant } = v.parse(TerminalView, await jsonOf(response));
  return { id: merchant.id, credential };
}

/** Makes the demo merchant with one terminal. */
export async function foundDemoMerchant(
  url: URL,
  operatorKey: string,
  { language, currency }: DemoWish,
): Promise<DemoMerchant> {
  const names = NAMES[language];
  const response = await fetch(new URL("/api/v1/operator/merchants", url), {
    method: "POST",
    headers: { Authorization: `Bearer ${operatorKey}`, "Content-Type": "application/json" },
    body: JSON.stringify({
      name: names.merchant,
      currency,
      language,
      terminal: { name: names.terminal },
    }),
  });
  const { merchant, terminal } = v.parse(Founded, await jsonOf(response));
  return { id: merchant.id, credential: terminal.credential };
}

async function jsonOf(response: Response): Promise<unknown> {
  if (response.ok) return response.json();
  throw new LaunchFault(
    `The Worker answered ${response.status} about the demo merchant: ${(await response.text()).slice(0, 200)}`,
  );
}
