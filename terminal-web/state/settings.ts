import type { Language } from "../../worker/contract/merchant.ts";

/** What the merchant has chosen on this device. */
export interface Settings {
  /** null: the merchant's own. */
  readonly language: Language | null;
  /** What the till speaks and is spoken to in; null: the language of the page. */
  readonly spokenLanguage: Language | null;
  readonly look: "auto" | "light" | "dark" | "sunlight";
  readonly sound: "voice" | "chime" | "off";
  /** 0 to 1. */
  readonly volume: number;
  /** The voices chosen, by the browser's name for them (voiceURI). */
  readonly voices: Partial<Readonly<Record<Language, string>>>;
  /** Whether results that came while the page was away are spoken too. */
  readonly speakLate: boolean;
  readonly keepAwake: "selling" | "always";
  /** How the till is spoken to; `hands-free` goes on listening while the keypad would be on the screen. */
  readonly listening: "press" | "hands-free" | "off";
  /** Speech is understood on this device, or not at all. */
  readonly isHeardHereOnly: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  language: null,
  spokenLanguage: null,
  look: "auto",
  sound: "voice",
  volume: 1,
  voices: {},
  speakLate: true,
  keepAwake: "selling",
  listening: "press",
  isHeardHereOnly: false,
};
