import type { Language } from "../../../worker/contract/merchant.ts";
import { type PlacePhrases, en } from "./place-phrases-en.ts";
import { zh } from "./place-phrases-zh.ts";

/** What the screens about place say, by language. They load with these screens. */
export const PLACE_PHRASES: Readonly<Record<Language, PlacePhrases>> = { en, zh };
