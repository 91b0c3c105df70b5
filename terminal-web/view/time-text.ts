/** "14:05" in the device's time zone, as the language writes it. */
export function clockText(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" }).format(at);
}

/** The time alone for today, with the day before that. */
export function momentText(at: number, now: number, locale: string): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  if (isToday) return clockText(at, locale);
  const style = { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" } as const;
  return new Intl.DateTimeFormat(locale, style).format(at);
}

/** "Wed, 25 November" for "2026-11-25". */
export function dayText(day: string, locale: string): string {
  const style = { weekday: "short", month: "long", day: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(locale, style).format(Date.parse(day));
}

/** Milliseconds as seconds with one decimal: "0.2". */
export const secondsText = (ms: number): string => (Math.abs(ms) / 1000).toFixed(1);

/** Time left as whole minutes and two digits of seconds; never negative. */
export function timeLeft(ms: number): { readonly minutes: number; readonly seconds: string } {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return { minutes: Math.floor(seconds / 60), seconds: String(seconds % 60).padStart(2, "0") };
}
