import type { Language } from "../../worker/contract/merchant.ts";
import type { SpareText } from "../device/spare-text.ts";
import { guessLanguage } from "../view/languages.ts";

const KEY = "owner language";

/** As the link that led here says, else as it was chosen before, else the browser's. */
export function knownLanguage(
  { search }: Pick<Location, "search">,
  kept: Pick<SpareText, "get">,
  tags: readonly string[],
): Language {
  const wished = new URLSearchParams(search).get("lang") ?? kept.get(KEY);
  return wished === "en" || wished === "zh" ? wished : guessLanguage(tags);
}

export const keepLanguage = (kept: Pick<SpareText, "put">, language: Language): boolean =>
  kept.put(KEY, language);
