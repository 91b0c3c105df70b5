import type { Language } from "../../worker/contract/merchant.ts";
import { type OfficePhrases, en } from "./office-phrases-en.ts";
import { zh } from "./office-phrases-zh.ts";

/** All that the screens around the till write beyond the till's own words, by language. */
export const OFFICE_PHRASES: Readonly<Record<Language, OfficePhrases>> = { en, zh };
