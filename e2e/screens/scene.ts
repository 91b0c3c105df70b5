import type { Browser } from "playwright-core";
import { PHRASES } from "../../terminal-web/view/phrases.ts";
import { COUNTER_PHRASES } from "../../terminal-web/view/counter/counter-phrases.ts";
import { OFFICE_PHRASES } from "../../terminal-web/view/office-phrases.ts";
import type { Language } from "../../worker/contract/merchant.ts";
import { scanned } from "../camera.ts";
import type { Counter, Device, DeviceOptions } from "../counter.ts";
import type { ServedTill } from "../own-till.ts";

/** How a screen is looked at. */
export interface Look {
  readonly language: Language;
  readonly size: "phone" | "tablet";
  readonly light: "light" | "dark";
}

/** What has to be looked at of a page: named, once, when it is there. */
export interface Stage {
  /** Of a shop that nobody but this scene has, and that speaks the language of the look. */
  readonly counter: Counter;
  readonly look: Look;
  /** What every device of this look is opened with. */
  readonly options: DeviceOptions;
  show(state: string, device: Device): Promise<void>;
  /** The same at another till, or in another browser, which the scene closes. */
  elsewhere(place: { readonly till?: ServedTill; readonly browser?: Browser }): Promise<Stage>;
}

/** A way through some pages, and every state that it shows on it. It stands alone: no scene leans on another. */
export interface Scene {
  readonly name: string;
  readonly states: readonly string[];
  play(stage: Stage): Promise<void>;
}

/** What the till says, in the language of the look. */
export const wordsOf = ({ look: { language } }: Stage) => ({
  ...PHRASES[language],
  office: OFFICE_PHRASES[language],
  counter: COUNTER_PHRASES[language],
});

export const openTill = ({ counter, options }: Stage, more: DeviceOptions = {}): Promise<Device> =>
  counter.openTerminal({ ...options, ...more });

export const openPhone = (
  { counter, options }: Stage,
  link: string,
  more: DeviceOptions = {},
): Promise<Device> => counter.openPhone(link, { ...options, ...more });

/** Passkeys are for names: browsers make none for a bare address. */
export const byName = (link: string): string =>
  link.replace(/^HTTP:\/\/127\.0\.0\.1/i, "http://localhost");

export const press = ({ page }: Device, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).click();

/** The figures of a fair amount, or of one of the sandbox's. */
export async function type({ page }: Device, digits: string): Promise<void> {
  for (const digit of digits) await page.keyboard.press(digit);
}

/** Charges so much, and says where its code leads. */
export async function charge(till: Device, digits: string): Promise<string> {
  await type(till, digits);
  await till.page.locator(".charge").click();
  return scanned(till.page);
}

export const face = ({ page }: Device, kind: string): Promise<void> =>
  page.locator(`.face-${kind}`).waitFor({ timeout: 20_000 });

/** The payer's page in one of its states. */
export const state = ({ page }: Device, kind: string): Promise<void> =>
  page.locator(`[data-state="${kind}"]`).waitFor({ timeout: 20_000 });

/** The payer's tap on the first way to pay. */
export const pay = ({ page }: Device): Promise<void> =>
  page.locator("form[action$='/pay'] button").first().click();
