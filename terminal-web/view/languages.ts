import type { Language } from "../../worker/contract/merchant.ts";

/** How dates, numbers and fonts are chosen (BCP 47). */
export const LOCALES: Readonly<Record<Language, string>> = { en: "en", zh: "zh-CN" };

/** The language of a page that does not know its merchant yet. */
export function guessLanguage(tags: readonly string[]): Language {
  return tags[0]?.toLowerCase().startsWith("zh") ? "zh" : "en";
}
