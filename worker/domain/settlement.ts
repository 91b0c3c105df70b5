import type { Currency } from "./currency.ts";
import type { Instant } from "./instant.ts";
import { type Minor, ZERO, minus, plus } from "./money.ts";

/** Everything that a stretch of the journal moved from one account to another, in one currency. */
export interface Flow {
  readonly debit: string;
  readonly credit: string;
  readonly currency: string;
  readonly count: number;
  readonly amount: Minor;
}

/** What one rail moved in one currency between two closings, in minor units. */
export interface Batch {
  readonly rail: string;
  readonly currency: string;
  readonly sales: number;
  readonly gross: Minor;
  readonly refunds: number;
  readonly refunded: Minor;
  /** Of refunds that had gone through, this day or before, and came back: they did not reach the payer. */
  readonly bounced: Minor;
  /** What the rail took for wallets, less what of it was sent back: it is owed to the wallets. Negative: what they owe. */
  readonly toppedUp: Minor;
  /** Money that came where it did not belong, less what of such money went back. */
  readonly strayed: Minor;
  /** What the payers' banks took back, with the rail's fees for it, less what of it came again. */
  readonly disputed: Minor;
  /** Gross less refunds, with the rest: by so much the rail's account has grown. */
  readonly net: Minor;
}

/** By how much the cash at one terminal has grown. */
export interface Drawer {
  readonly terminal: number;
  readonly currency: Currency;
  readonly minor: Minor;
}

/** The journal's entries after the one, up to the other. */
export interface Stretch {
  readonly after: number;
  readonly until: number;
}

/** The stretch of the journal between two closings, as it was closed. */
export interface Settlement extends Stretch {
  /** Counts from 1, without gaps. */
  readonly number: number;
  /** The business day that it was closed for. One day has a second one when sales came after its close. */
  readonly day: string;
  readonly closedAt: Instant;
  /** The terminal at which it was closed; null: nobody did, and its time came. */
  readonly closedBy: number | null;
  readonly batches: readonly Batch[];
}

const EMPTY = {
  sales: 0,
  gross: ZERO,
  refunds: 0,
  refunded: ZERO,
  bounced: ZERO,
  toppedUp: ZERO,
  strayed: ZERO,
  disputed: ZERO,
  net: ZERO,
} as const;

/** The rail whose account that is; null for the merchant's own accounts. */
function railOf(account: string): string | null {
  if (account === "cash") return account;
  return account.startsWith("clearing:") ? account.slice("clearing:".length) : null;
}

/** One batch for each rail and currency, from what the journal says and nothing else. */
export function batchesOf(flows: readonly Flow[]): Batch[] {
  const batches = new Map<string, Batch>();
  for (const flow of flows) {
    for (const side of ["debit", "credit"] as const) {
      const rail = railOf(flow[side]);
      if (rail === null) continue;
      const name = `${rail} ${flow.currency}`;
      const batch = batches.get(name) ?? { rail, currency: flow.currency, ...EMPTY };
      batches.set(name, withFlow(batch, flow, side));
    }
  }
  return [...batches.values()].toSorted((a, b) =>
    `${a.rail} ${a.currency}` < `${b.rail} ${b.currency}` ? -1 : 1,
  );
}

/** A debit of a rail's account is money that the rail has for us, a credit is money that it has given away. */
function withFlow(batch: Batch, flow: Flow, side: "debit" | "credit"): Batch {
  const { count, amount } = flow;
  const change = side === "debit" ? amount : minus(ZERO, amount);
  const net = plus(batch.net, change);
  switch (side === "debit" ? flow.credit : flow.debit) {
    case "available":
      return { ...batch, net, sales: batch.sales + count, gross: plus(batch.gross, change) };
    case "refunding": {
      if (side === "debit") return { ...batch, net, bounced: plus(batch.bounced, change) };
      const refunded = minus(batch.refunded, change);
      return { ...batch, net, refunds: batch.refunds + count, refunded };
    }
    case "suspense":
      return { ...batch, net, strayed: plus(batch.strayed, change) };
    case "disputed":
    case "fees":
      return { ...batch, net, disputed: minus(batch.disputed, change) };
    default:
      return { ...batch, net, toppedUp: plus(batch.toppedUp, change) };
  }
}

/** All rails together, in each currency. Top-ups cancel out: the drawer has what the wallets are owed. */
export function totalsOf(batches: readonly Batch[]): Omit<Batch, "rail">[] {
  const totals = new Map<string, Omit<Batch, "rail">>();
  for (const { rail: _, ...batch } of batches) {
    const { currency } = batch;
    const sum = totals.get(currency) ?? { currency, ...EMPTY };
    totals.set(currency, {
      currency,
      sales: sum.sales + batch.sales,
      gross: plus(sum.gross, batch.gross),
      refunds: sum.refunds + batch.refunds,
      refunded: plus(sum.refunded, batch.refunded),
      bounced: plus(sum.bounced, batch.bounced),
      toppedUp: plus(sum.toppedUp, batch.toppedUp),
      strayed: plus(sum.strayed, batch.strayed),
      disputed: plus(sum.disputed, batch.disputed),
      net: plus(sum.net, batch.net),
    });
  }
  return [...totals.values()];
}
