import { type Instant, instant, monotone } from "../domain/instant.ts";
import { entriesOf } from "../domain/ledger.ts";
import { evolve } from "../domain/evolve.ts";
import { type Order, type OrderEvent, type Paid, isFinal } from "../domain/order.ts";
import {
  MAX_COUNTER,
  type OrderNumber,
  counterOf,
  orderNumberText,
} from "../domain/order-number.ts";
import { isToReturn } from "../domain/stray.ts";

/** An order with the number of its latest event. */
export interface Entry {
  readonly order: Order;
  readonly version: number;
}

/** One recorded fact. */
export interface Fact {
  readonly seq: number;
  readonly number: OrderNumber;
  readonly at: Instant;
  readonly event: OrderEvent;
}

/** What has gone through one account in one currency, in minor units. */
export type Turnover = { account: string; currency: string; debit: number; credit: number };

/** A reader that is far behind looks at this many facts a time, so that no read holds the object up. */
const SCAN = 5_000;

/** Orders and what happened to them. The only file that knows their tables. */
export class Journal {
  readonly #sql: SqlStorage;
  readonly #clock: () => number;
  /** The instant of the latest fact: the clock never goes behind it. */
  #recorded: Instant;
  #lastSeq: number;
  /** Orders to which something can still happen, as they are on disk: nearly every call is about one of them. */
  readonly #open = new Map<OrderNumber, Entry>();
  rowsWritten = 0;

  constructor(sql: SqlStorage, clock: () => number) {
    this.#sql = sql;
    this.#clock = clock;
    const [last] = sql.exec<{ seq: number; at: number }>(
      "SELECT seq, at FROM events ORDER BY seq DESC LIMIT 1",
    );
    this.#recorded = instant(last?.at ?? 0);
    this.#lastSeq = last?.seq ?? 0;
    for (const row of sql.exec<OrderRow>("SELECT state, version FROM orders WHERE open = 1")) {
      const entry = entryOf(row);
      this.#open.set(entry.order.terms.number, entry);
    }
  }

  now(): Instant {
    return monotone(this.#clock(), this.#recorded);
  }

  get lastSeq(): number {
    return this.#lastSeq;
  }

  find(number: OrderNumber): Entry | null {
    const open = this.#open.get(number);
    if (open) return open;
    const [row] = this.#sql.exec<OrderRow>(
      "SELECT state, version FROM orders WHERE number = ?",
      number,
    );
    return row ? entryOf(row) : null;
  }

  /** Orders to which something can still happen by itself, in the order of their numbers. */
  open(): Entry[] {
    const numberOf = ({ order }: Entry): number => order.terms.number;
    return [...this.#open.values()].toSorted((a, b) => numberOf(a) - numberOf(b));
  }

  /** The orders that are parts of a bill, in the order of their numbers. */
  partsOf(bill: OrderNumber): OrderNumber[] {
    return this.#sql
      .exec<{ number: number }>("SELECT number FROM parts WHERE bill = ? ORDER BY number", bill)
      .toArray()
      .map(({ number }) => number as OrderNumber);
  }

  countOpen(terminal: number): number {
    const [low, high] = rangeOf(terminal);
    const query = "SELECT count(*) AS count FROM orders WHERE open = 1 AND number BETWEEN ? AND ?";
    return this.#sql.exec<{ count: number }>(query, low, high).one().count;
  }

  /** Keeps events and the order they made of the one before, in this turn's commit. Returns the order's new version. */
  record(before: Order | null, order: Order, events: readonly OrderEvent[], at: Instant): number {
    const { number } = order.terms;
    let made = before;
    for (const event of events) {
      this.#lastSeq += 1;
      this.#write(
        "INSERT INTO events (seq, number, at, event) VALUES (?, ?, ?, ?)",
        this.#lastSeq,
        number,
        at,
        JSON.stringify(event),
      );
      made = evolve(made, event);
      this.#book(made, event);
    }
    this.#recorded = at;
    this.#save(before, order);
    return this.#lastSeq;
  }

  /** Books the movements of money that an event means, in the same commit. */
  #book(order: Order, event: OrderEvent): void {
    const { currency } = order.terms.amount;
    const query =
      "INSERT INTO entries (event, debit, credit, currency, amount, pair) VALUES (?, ?, ?, ?, ?, ?)";
    for (const { debit, credit, amount, pair } of entriesOf(order, event)) {
      const named = `${orderNumberText(order.terms.number)} ${pair}`;
      this.#write(query, this.#lastSeq, debit, credit, currency, amount, named);
    }
  }

  /** What has gone through each account, in and out. */
  accounts(): Turnover[] {
    return this.#sql
      .exec<Turnover>(
        `SELECT account, currency, sum(debit) AS debit, sum(credit) AS credit FROM (
           SELECT debit AS account, currency, amount AS debit, 0 AS credit FROM entries
           UNION ALL
           SELECT credit, currency, 0, amount FROM entries
         ) GROUP BY account, currency ORDER BY account, currency`,
      )
      .toArray();
  }

  /** Touches the index of open orders only when the order is not as open as it was: each touch is a row written. */
  #save(before: Order | null, order: Order): void {
    const { number } = order.terms;
    const open = isOpen(order) ? 1 : 0;
    const [version, state] = [this.#lastSeq, JSON.stringify(order)];
    if (!before) {
      const insert = "INSERT INTO orders (number, open, version, state) VALUES (?, ?, ?, ?)";
      this.#write(insert, number, open, version, state);
      const { part } = order.terms;
      if (part) this.#write("INSERT INTO parts (bill, number) VALUES (?, ?)", part.of, number);
    } else if (isOpen(before) === isOpen(order)) {
      this.#write(
        "UPDATE orders SET version = ?, state = ? WHERE number = ?",
        version,
        state,
        number,
      );
    } else {
      const update = "UPDATE orders SET open = ?, version = ?, state = ? WHERE number = ?";
      this.#write(update, open, version, state, number);
    }
    // As it would be read back, so that who asks cannot tell whether this object has slept.
    if (open) this.#open.set(number, entryOf({ state, version }));
    else this.#open.delete(number);
  }

  /** Facts after a cursor, whosever they are, oldest first, and the cursor to go on from. */
  factsFrom(after: number, limit: number): { facts: Fact[]; cursor: number } {
    const query = "SELECT seq, number, at, event FROM events WHERE seq > ? ORDER BY seq LIMIT ?";
    const facts = this.#sql.exec<FactRow>(query, after, limit).toArray().map(factOf);
    return { facts, cursor: facts.at(-1)?.seq ?? after };
  }

  /** Facts of one terminal's orders after a cursor, oldest first, and the cursor to go on from. */
  factsAfter(after: number, terminal: number, limit: number): { facts: Fact[]; cursor: number } {
    const [low, high] = rangeOf(terminal);
    const until = Math.min(after + SCAN, this.#lastSeq);
    const rows = this.#sql
      .exec<FactRow>(
        "SELECT seq, number, at, event FROM events WHERE seq > ? AND seq <= ? AND number BETWEEN ? AND ? ORDER BY seq LIMIT ?",
        after,
        until,
        low,
        high,
        limit,
      )
      .toArray();
    const full = rows.length === limit;
    const cursor = full ? (rows.at(-1)?.seq ?? until) : Math.max(after, until);
    return { facts: rows.map(factOf), cursor };
  }

  /** A terminal's orders, newest first, before an order number. */
  recent(terminal: number, before: OrderNumber | null, limit: number): Entry[] {
    const [low, high] = rangeOf(terminal);
    return this.#sql
      .exec<OrderRow>(
        "SELECT state, version FROM orders WHERE number BETWEEN ? AND ? ORDER BY number DESC LIMIT ?",
        low,
        before === null ? high : before - 1,
        limit,
      )
      .toArray()
      .map(entryOf);
  }

  /** The counter that a terminal may use next, as far as the orders that arrived tell. */
  nextCounter(terminal: number): number {
    const [last] = this.recent(terminal, null, 1);
    return last ? counterOf(last.order.terms.number) + 1 : 1;
  }

  #write(query: string, ...bindings: SqlStorageValue[]): void {
    this.rowsWritten += this.#sql.exec(query, ...bindings).rowsWritten;
  }
}

type OrderRow = { state: string; version: number };
type FactRow = { seq: number; number: number; at: number; event: string };

// Rows hold what `record` wrote, so they are read back as they were.
const entryOf = ({ state, version }: OrderRow): Entry => ({
  order: JSON.parse(state) as Order,
  version,
});

const factOf = ({ seq, number, at, event }: FactRow): Fact => ({
  seq,
  number: number as OrderNumber,
  at: instant(at),
  event: JSON.parse(event) as OrderEvent,
});

const rangeOf = (terminal: number): [low: number, high: number] => {
  const low = terminal * (MAX_COUNTER + 1);
  return [low, low + MAX_COUNTER];
};

/** Whether a wallet is owed what a rail has paid for it, or what did not go back. */
export const isOwing = ({ isOwed = false, refunds }: Paid): boolean =>
  isOwed || refunds.some((refund) => refund.isOwed);

const isOpen = (order: Order): boolean =>
  !isFinal(order) ||
  order.past.strays.some(isToReturn) ||
  (order.status === "paid" && order.isPosting) ||
  (order.status === "paid" && isOwing(order)) ||
  (order.status === "paid" && order.refunds.some(({ status }) => status === "pending"));
