/**
 * What a month on Cloudflare's Workers Paid plan costs, US dollars: an amount that is included, and the price of a million
 * (of a gigabyte, of a million GB-s) beyond. Read on 25 November 2026 in the sources of
 * developers.cloudflare.com/workers/platform/pricing/ and …/durable-objects/platform/pricing/ (github.com/cloudflare/cloudflare-docs).
 * Data that leaves costs nothing there; static files neither.
 */
export const PLAN_USD = 5;

export const PRICES = {
  /** Requests to the Worker, each run of its cron among them. */
  requests: { included: 10e6, per: 1e6, usd: 0.3 },
  cpuMs: { included: 30e6, per: 1e6, usd: 0.02 },
  /** Calls and alarms of objects. */
  objectCalls: { included: 1e6, per: 1e6, usd: 0.15 },
  /** 128 MB for as long as an object is active, whatever it uses. */
  gigabyteSeconds: { included: 400_000, per: 1e6, usd: 12.5 },
  rowsRead: { included: 25e9, per: 1e6, usd: 0.001 },
  /** An alarm that is set is one. */
  rowsWritten: { included: 50e6, per: 1e6, usd: 1 },
  storedGigabytes: { included: 5, per: 1, usd: 0.2 },
} as const satisfies Record<string, { included: number; per: number; usd: number }>;

export type Use = Readonly<Record<keyof typeof PRICES, number>>;

/** Each line of the bill, and their sum with the plan. */
export function billOf(use: Use): { lines: Readonly<Record<keyof Use, number>>; usd: number } {
  const lines = Object.fromEntries(
    Object.entries(PRICES).map(([name, { included, per, usd }]) => {
      const beyond = Math.max(0, use[name as keyof Use] - included);
      return [name, (beyond / per) * usd];
    }),
  ) as Record<keyof Use, number>;
  const usd = PLAN_USD + Object.values(lines).reduce((sum, line) => sum + line, 0);
  return { lines, usd };
}
