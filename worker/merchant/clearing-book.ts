import type { ClearedEntry, Whereabouts } from "../contract/reconciliation.ts";
import type { Currency } from "../domain/currency.ts";
import { type Instant, instant } from "../domain/instant.ts";
import type { Order } from "../domain/order.ts";
import { type OrderNumber, parseOrderNumber } from "../domain/order-number.ts";
import { isOwing } from "./journal.ts";
import type { Shop } from "./shop.ts";

/** The merchant's half of a reconciliation: what its books say of money between it and wallets, and what is under way. It only reads. */
export class ClearingBook {
  readonly #shop: Shop;
  readonly #sql: SqlStorage;

  constructor(shop: Shop, sql: SqlStorage) {
    this.#shop = shop;
    this.#sql = sql;
  }

  /** What was booked after an entry, oldest first. */
  page(after: number, limit: number): ClearedEntry[] {
    return this.#sql
      .exec<EntryRow & { number: number; at: number }>(
        `SELECT n.seq, e.at, e.number, n.debit, n.currency, n.amount, n.pair
           FROM entries n JOIN events e ON e.seq = n.event
          WHERE 'clearing:wallet' IN (n.debit, n.credit) AND n.seq > ? ORDER BY n.seq LIMIT ?`,
        after,
        limit,
      )
      .toArray()
      .map((row) => {
        const order = this.#shop.journal.find(row.number as OrderNumber)?.order ?? null;
        return {
          ...sumOf(row),
          seq: row.seq,
          at: instant(row.at),
          pair: row.pair,
          peer: order && walletOf(order),
          next:
            order?.status === "paid" && (order.isPosting || isOwing(order))
              ? this.#nextAt(order)
              : null,
        };
      });
  }

  whereabouts(pairs: readonly string[]): Whereabouts[] {
    const query = `SELECT seq, debit, currency, amount, pair FROM entries
      WHERE 'clearing:wallet' IN (debit, credit) AND pair = ?`;
    return pairs.map((pair) => ({
      pair,
      booked: this.#sql.exec<EntryRow>(query, pair).toArray().map(sumOf),
      next: this.#nextOf(pair),
    }));
  }

  /** A refund that its wallet has taken in already is booked here once the wallet's word has come. */
  #nextOf(pair: string): Instant | null {
    const [name = "", kind, key] = pair.split(" ");
    const number = parseOrderNumber(name);
    const order = number === null ? null : this.#shop.journal.find(number)?.order;
    if (kind !== "refund" || order?.status !== "paid") return null;
    const isPending = order.refunds.some(
      (refund) => refund.key === key && refund.status === "pending",
    );
    return isPending ? this.#nextAt(order) : null;
  }

  #nextAt(order: Order): Instant {
    const now = this.#shop.now();
    return instant(Math.max(now, this.#shop.cashier.dueAt(order) ?? now));
  }
}

function walletOf(order: Order): string | null {
  const hold = "attempt" in order ? order.attempt.hold : undefined;
  const claimed = "claim" in order ? order.claim?.wallet : undefined;
  return hold?.wallet ?? claimed ?? null;
}

const sumOf = ({ debit, currency, amount }: EntryRow) => ({
  currency: currency as Currency,
  minor: debit === "clearing:wallet" ? amount : -amount,
});

type EntryRow = { seq: number; debit: string; currency: string; amount: number; pair: string };
