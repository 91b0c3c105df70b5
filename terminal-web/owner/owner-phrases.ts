import type { Language } from "../../worker/contract/merchant.ts";
import { OWNER_EN, type OwnerPhrases } from "./owner-phrases-en.ts";
import { OWNER_ZH } from "./owner-phrases-zh.ts";

export const OWNER_PHRASES: Readonly<Record<Language, OwnerPhrases>> = {
  en: OWNER_EN,
  zh: OWNER_ZH,
};
