import type { Language } from "../contract/merchant.ts";

/** A moment as the payer's clock had it. */
export function timeText(time: string, language: Language, timeZone: string): string {
  const locale = language === "zh" ? "zh-CN" : "en-GB";
  return new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "long",
    timeZone,
  }).format(new Date(time));
}
