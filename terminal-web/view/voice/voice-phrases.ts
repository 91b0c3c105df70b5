import type { Language } from "../../../worker/contract/merchant.ts";
import { type VoicePhrases, en } from "./voice-phrases-en.ts";
import { zh } from "./voice-phrases-zh.ts";

/** What the voice panel writes, by language. */
export const VOICE_PHRASES: Readonly<Record<Language, VoicePhrases>> = { en, zh };
