import { moneyOut, timeOut } from "../contract/fields.ts";
import type { StatusView, StuckLine, Tally } from "../contract/status.ts";
import { Directory } from "../directory/directory.ts";
import { StatusBook, type StuckRow } from "../directory/status-book.ts";
import type { Currency } from "../domain/currency.ts";
import { instant } from "../domain/instant.ts";
import type { Minor } from "../domain/money.ts";

const HOUR_MS = 3_600_000;
const MAX_STUCK = 50;
const MAX_ALIKE = 20;

/** How things stand, as the objects and the isolates have told. */
export async function statusOf(database: D1Database, now: number): Promise<StatusView> {
  const book = new StatusBook(database);
  const hour = Math.floor(now / HOUR_MS);
  const [tallies, stuck, { merchants, wallets, first, last }, alike] = await Promise.all([
    book.talliesSince(hour - 23),
    book.stuck(MAX_STUCK),
    book.objects(),
    new Directory(database).lookAlikes(MAX_ALIKE),
  ]);
  const of = (kind: Tally["kind"]): Tally[] => tallies.filter((tally) => tally.kind === kind);
  return {
    at: timeOut(instant(now)),
    asked: { first: timeOrNull(first), last: timeOrNull(last) },
    merchants,
    wallets,
    sales: [...Map.groupBy(of("sale"), ({ name }) => name)].map(([currency, sold]) => ({
      count: sum(sold, "count"),
      amount: moneyOut({ minor: sum(sold, "minor") as Minor, currency: currency as Currency }),
    })),
    rails: railsOf(tallies, hour),
    refusals: [...Map.groupBy(of("refusal"), ({ name }) => name)]
      .map(([problem, refused]) => ({ problem, count: sum(refused, "count") }))
      .toSorted((a, b) => b.count - a.count),
    alike,
    stuck: stuck.rows.map(lineOf),
    stuckCount: stuck.count,
    oldestHold: stuck.oldestHold && lineOf(stuck.oldestHold),
  };
}

function railsOf(tallies: readonly Tally[], hour: number): StatusView["rails"] {
  const kinds = ["paid", "declined", "doubted"] as const;
  const did = tallies.filter(({ kind }) => kinds.some((one) => one === kind));
  const countsIn = (some: readonly Tally[]): Record<(typeof kinds)[number], number> => {
    const count = (wanted: string): number =>
      sum(
        some.filter(({ kind }) => kind === wanted),
        "count",
      );
    return { paid: count("paid"), declined: count("declined"), doubted: count("doubted") };
  };
  return [...Map.groupBy(did, ({ name }) => name)].map(([rail, own]) => ({
    rail,
    ...countsIn(own),
    lately: countsIn(own.filter((tally) => tally.hour >= hour - 1)),
  }));
}

const sum = (tallies: readonly Tally[], what: "count" | "minor"): number =>
  tallies.reduce((total, tally) => total + tally[what], 0);

const timeOrNull = (at: number): string | null => (at > 0 ? timeOut(instant(at)) : null);

const lineOf = ({ object, what, about, rail, minor, currency, since }: StuckRow): StuckLine => ({
  what,
  object,
  about,
  rail,
  amount: moneyOut({ minor: minor as Minor, currency: currency as Currency }),
  since: timeOut(instant(since)),
});
