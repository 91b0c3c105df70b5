import { timeOut } from "../contract/fields.ts";
import type { Credential } from "../contract/credential.ts";
import type { ProblemType } from "../contract/problem.ts";
import {
  type DayView,
  type SettlementPage,
  type SettlementView,
  type Report,
  reportOf,
} from "../contract/settlement.ts";
import type { OrderPage } from "../contract/order.ts";
import type { SheetPage } from "../contract/sheet.ts";
import { businessDayOf } from "../domain/business-day.ts";
import { type OrderNumber, WALLET_PAGES } from "../domain/order-number.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import { type Batch, type Settlement, type Stretch, batchesOf } from "../domain/settlement.ts";
import { orderPageOf } from "./order-page.ts";
import { Sheets } from "./sheets.ts";
import type { Shop } from "./shop.ts";
import type { TerminalDesk } from "./terminal-desk.ts";

type Answer<Value> = Result<Value, ProblemType>;

/** Which list, of which settlement (0: the day that is not closed yet), and from where on how much of it. */
export type SheetWish = [
  name: "orders" | "journal",
  settlement: number,
  after: number,
  limit: number,
];

/** Where a till asks how the day went, closes it, and takes its lists along. It sees the whole shop: the drawer is one. */
export class SettlementDesk {
  readonly #shop: Shop;
  readonly #terminals: TerminalDesk;
  readonly #sheets: Sheets;

  constructor(shop: Shop, terminals: TerminalDesk, sql: SqlStorage) {
    this.#shop = shop;
    this.#terminals = terminals;
    this.#sheets = new Sheets(sql);
  }

  day(credential: Credential): Answer<DayView> {
    const admitted = this.#terminals.admitWith(credential, "reports");
    if (!admitted.ok) return admitted;
    const { settlements, dayEnd } = this.#shop;
    const now = this.#shop.now();
    dayEnd.closeDue(now);
    const { number, until } = settlements.last();
    const first = settlements.firstOpen(until);
    const closesAt = dayEnd.dueAt();
    return ok({
      after: number,
      day: businessDayOf(now, settlements.zone),
      timeZone: settlements.timeZone,
      since: first && timeOut(first.at),
      closesAt: closesAt && timeOut(closesAt),
      ...this.#reportOf({ after: until, until: settlements.lastEntry() }),
    });
  }

  putDay(credential: Credential, timeZone: string): Answer<DayView> {
    const admitted = this.#terminals.admitWith(credential, "settings");
    if (!admitted.ok) return admitted;
    const reader = this.#terminals.admitWith(credential, "reports");
    if (!reader.ok) return reader;
    this.#shop.settlements.putTimeZone(timeZone);
    this.#shop.wind();
    return this.day(credential);
  }

  close(credential: Credential, after: number): Answer<SettlementView> {
    const admitted = this.#terminals.admitWith(credential, "drawer");
    if (!admitted.ok) return admitted;
    const closed = this.#shop.dayEnd.close(after, credential.terminal, this.#shop.now());
    return closed.ok ? ok(this.#viewOf(closed.value)) : closed;
  }

  page(credential: Credential, before: number, limit: number): Answer<SettlementPage> {
    const admitted = this.#terminals.admitWith(credential, "reports");
    if (!admitted.ok) return admitted;
    const settlements = this.#shop.settlements.page(before, limit);
    const last = settlements.length === limit ? settlements.at(-1) : undefined;
    return ok({
      settlements: settlements.map((settlement) => this.#viewOf(settlement)),
      before: last?.number ?? null,
    });
  }

  /** Top-ups that payers made on their wallets' own pages: no till placed them, and every till that may read reports sees them. */
  topUps(credential: Credential, before: OrderNumber | null, limit: number): Answer<OrderPage> {
    const admitted = this.#terminals.admitWith(credential, "reports");
    return admitted.ok ? ok(orderPageOf(this.#shop, WALLET_PAGES, before, limit)) : admitted;
  }

  sheet(credential: Credential, ...wish: SheetWish): Answer<SheetPage> {
    const [name, settlement, after, limit] = wish;
    const admitted = this.#terminals.admitWith(credential, "reports");
    if (!admitted.ok) return admitted;
    const { settlements, journal } = this.#shop;
    const closed = settlement === 0 ? null : settlements.find(settlement);
    if (settlement !== 0 && !closed) return refuse("settlement-unknown");
    const stretch = closed ?? {
      after: settlements.last().until,
      until: settlements.lastEntry(),
    };
    return ok(
      name === "journal"
        ? this.#sheets.journal(stretch, after, limit)
        : this.#sheets.orders(stretch, closed ? null : journal.lastSeq, after, limit),
    );
  }

  #viewOf(settlement: Settlement): SettlementView {
    const { number, day, closedAt, closedBy } = settlement;
    const report = this.#reportOf(settlement, settlement.batches);
    return { number, day, closedAt: timeOut(closedAt), closedBy, ...report };
  }

  #reportOf(stretch: Stretch, kept?: readonly Batch[]): Report {
    const { settlements } = this.#shop;
    return reportOf(kept ?? batchesOf(settlements.flows(stretch)), settlements.drawers(stretch));
  }
}
