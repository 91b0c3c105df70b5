import { type Instant, instant } from "./instant.ts";

/** An IANA name of a time zone that this runtime knows, such as "Europe/Vienna". */
export const isTimeZone = (name: string): boolean => {
  try {
    return /^[A-Za-z]/.test(name) && clockIn(name) !== null;
  } catch {
    return false;
  }
};

/** Where nobody has said in which zone the shop is. */
export const NO_ZONE = "UTC";

const DAY_MS = 86_400_000;
/** A business day ends at four in the morning: a bar's evening is one day, and hardly anybody sells then. */
const CUT_MS = 4 * 3_600_000;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Making one costs a hundred times what using it does. */
function clockIn(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  clocks.set(zone, made);
  return made;
}

/** What the clock on the wall shows, as if it were UTC. */
function wallMs(at: Instant, zone: string): number {
  const parts = clockIn(zone).formatToParts(at);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = [
    "year",
    "month",
    "day",
    "hour",
    "minute",
    "second",
  ].map((name) => Number(parts.find(({ type }) => type === name)?.value));
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The day in whose business that instant falls, "2026-11-25": by the shop's own clock, and until four in the morning. */
export const businessDayOf = (at: Instant, zone: string): string =>
  new Date(wallMs(at, zone) - CUT_MS).toISOString().slice(0, 10);

/** When the business day of that instant ends. Right also on the days that have 23 or 25 hours. */
export function businessDayEnd(at: Instant, zone: string): Instant {
  const today = businessDayOf(at, zone);
  const isEnd = (end: number): boolean =>
    businessDayOf(instant(end), zone) !== today && businessDayOf(instant(end - 1), zone) === today;
  // On nearly every day the clock on the wall goes on as it stands.
  const sinceCut = wallMs(at, zone) + (at % 1000) - CUT_MS;
  const guess = at + DAY_MS - (((sinceCut % DAY_MS) + DAY_MS) % DAY_MS);
  if (isEnd(guess)) return instant(guess);
  let [within, beyond]: [number, number] = [at, at + DAY_MS + 3 * 3_600_000];
  while (beyond - within > 1) {
    const middle = Math.floor((within + beyond) / 2);
    if (businessDayOf(instant(middle), zone) === today) within = middle;
    else beyond = middle;
  }
  return instant(beyond);
}
