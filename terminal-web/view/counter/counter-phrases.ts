import type { Language } from "../../../worker/contract/merchant.ts";
import { type CounterPhrases, en } from "./counter-phrases-en.ts";
import { zh } from "./counter-phrases-zh.ts";

/** What the screens about money at the counter say, by language. They load with these screens. */
export const COUNTER_PHRASES: Readonly<Record<Language, CounterPhrases>> = { en, zh };
