import * as v from "valibot";
import { isTimeZone } from "../domain/business-day.ts";
import type { Currency } from "../domain/currency.ts";
import type { Minor } from "../domain/money.ts";
import { type Batch, type Drawer, totalsOf } from "../domain/settlement.ts";
import { MoneyOut, moneyOut } from "./fields.ts";

/** `PUT /api/v1/day`: the IANA time zone by whose clock the shop's days end, at four in the morning. */
export const PutDay = v.strictObject({
  timeZone: v.pipe(v.string(), v.maxLength(64), v.check(isTimeZone, "time-zone-unknown")),
});
export type PutDay = v.InferOutput<typeof PutDay>;

/** `POST /api/v1/settlements`: closes what came after that settlement, 0 at first. Sent twice, it is closed once. */
export const CloseDay = v.strictObject({
  after: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER)),
});
export type CloseDay = v.InferOutput<typeof CloseDay>;

const Sums = v.object({
  sales: v.number(),
  gross: MoneyOut,
  refunds: v.number(),
  refunded: MoneyOut,
  /** Of refunds that had gone through, this day or before, and came back: they did not reach the payer. */
  bounced: MoneyOut,
  /** What the rail took for wallets, less what of it was sent back: it is owed to the wallets. */
  toppedUp: MoneyOut,
  /** Money that came where it did not belong, less what of such money went back. */
  strayed: MoneyOut,
  /** What the payers' banks took back, with the rail's fees for it, less what of it came again. */
  disputed: MoneyOut,
  net: MoneyOut,
});

export const BatchView = v.object({ rail: v.string(), ...Sums.entries });
export type BatchView = v.InferOutput<typeof BatchView>;

const Report = v.object({
  /** For each rail and currency. */
  batches: v.array(BatchView),
  /** All rails together, for each currency. */
  totals: v.array(Sums),
  /** By how much the cash at each terminal has grown since the last closing. Tips do not exist here. */
  drawers: v.array(v.object({ terminal: v.number(), cash: MoneyOut })),
});
export type Report = v.InferOutput<typeof Report>;

/** What has come since the last closing: the day that is not closed yet. */
export const DayView = v.object({
  /** What to close after: the number of the last settlement. */
  after: v.number(),
  day: v.string(),
  /** null: nobody has said, and it is UTC. */
  timeZone: v.nullable(v.string()),
  since: v.nullable(v.string()),
  /** When it closes by itself; null while there is nothing to settle. */
  closesAt: v.nullable(v.string()),
  ...Report.entries,
});
export type DayView = v.InferOutput<typeof DayView>;

export const SettlementView = v.object({
  number: v.number(),
  day: v.string(),
  closedAt: v.string(),
  /** The terminal's number; null: nobody closed it, and its time came. */
  closedBy: v.nullable(v.number()),
  ...Report.entries,
});
export type SettlementView = v.InferOutput<typeof SettlementView>;

export const SettlementPage = v.object({
  settlements: v.array(SettlementView),
  before: v.nullable(v.number()),
});
export type SettlementPage = v.InferOutput<typeof SettlementPage>;

export const reportOf = (batches: readonly Batch[], drawers: readonly Drawer[]): Report => ({
  batches: batches.map((batch) => ({ rail: batch.rail, ...sumsOf(batch) })),
  totals: totalsOf(batches).map(sumsOf),
  drawers: drawers.map(({ terminal, minor, currency }) => ({
    terminal,
    cash: moneyOut({ minor, currency }),
  })),
});

function sumsOf(batch: Omit<Batch, "rail">): v.InferOutput<typeof Sums> {
  const money = (minor: Minor): MoneyOut =>
    moneyOut({ minor, currency: batch.currency as Currency });
  return {
    sales: batch.sales,
    gross: money(batch.gross),
    refunds: batch.refunds,
    refunded: money(batch.refunded),
    bounced: money(batch.bounced),
    toppedUp: money(batch.toppedUp),
    strayed: money(batch.strayed),
    disputed: money(batch.disputed),
    net: money(batch.net),
  };
}
