import type { Language } from "../../worker/contract/merchant.ts";
import { guessLanguage } from "../view/languages.ts";

const KEY = "owner language";

/** As the link that led here says, else as it was chosen before, else the browser's. */
export function knownLanguage(
  { search }: Pick<Location, "search">,
  kept: Pick<Storage, "getItem">,
  tags: readonly string[],
): Language {
  const wished = new URLSearchParams(search).get("lang") ?? kept.getItem(KEY);
  return wished === "en" || wished === "zh" ? wished : guessLanguage(tags);
}

export const keepLanguage = (kept: Pick<Storage, "setItem">, language: Language): void =>
  kept.setItem(KEY, language);
