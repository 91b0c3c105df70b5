const MINUTE_MS = 60_000;
const STEPS = [
  ["day", 24 * 60 * MINUTE_MS],
  ["hour", 60 * MINUTE_MS],
  ["minute", MINUTE_MS],
] as const;

/** "5 minutes ago", in the largest unit of which there is one. */
export function agoText(ageMs: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const [unit, sizeMs] = STEPS.find(([, ms]) => ageMs >= ms) ?? (["minute", MINUTE_MS] as const);
  return format.format(-Math.floor(Math.max(0, ageMs) / sizeMs), unit);
}
