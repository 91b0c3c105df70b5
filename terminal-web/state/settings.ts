import type { Language } from "../../worker/contract/merchant.ts";

/** What the merchant has chosen on this device. */
export interface Settings {
  /** null: the merchant's own. */
  readonly language: Language | null;
  readonly look: "auto" | "light" | "dark" | "sunlight";
  readonly sound: "voice" | "chime" | "off";
  /** 0 to 1. */
  readonly volume: number;
  /** Whether results that came while the page was away are spoken too. */
  readonly speakLate: boolean;
  readonly keepAwake: "selling" | "always";
}

export const DEFAULT_SETTINGS: Settings = {
  language: null,
  look: "auto",
  sound: "voice",
  volume: 1,
  speakLate: true,
  keepAwake: "selling",
};
