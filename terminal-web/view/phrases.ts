import type { Language } from "../../worker/contract/merchant.ts";
import { type Phrases, en } from "./phrases-en.ts";
import { zh } from "./phrases-zh.ts";

/** All that the till writes, by language. */
export const PHRASES: Readonly<Record<Language, Phrases>> = { en, zh };

/** How dates, numbers and fonts are chosen (BCP 47). */
export const LOCALES: Readonly<Record<Language, string>> = { en: "en", zh: "zh-CN" };

/** The language of a page that does not know its merchant yet. */
export function guessLanguage(tags: readonly string[]): Language {
  return tags[0]?.toLowerCase().startsWith("zh") ? "zh" : "en";
}
