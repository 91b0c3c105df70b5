import type { Language } from "../../worker/contract/merchant.ts";
import { type Phrases, en } from "./phrases-en.ts";
import { zh } from "./phrases-zh.ts";

/** All that the till writes, by language. */
export const PHRASES: Readonly<Record<Language, Phrases>> = { en, zh };
