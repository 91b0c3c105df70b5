import type { Currency } from "../domain/currency.ts";
import { type Instant, instant, monotone } from "../domain/instant.ts";
import type { Minor } from "../domain/money.ts";
import {
  type Credit,
  EMPTY_POCKET,
  type Pocket,
  type WalletEntry,
  dayOf,
  pocketAfter,
} from "../domain/wallet-ledger.ts";

/** What a line of the statement is about. */
export type About =
  | {
      readonly type: "payment" | "sent-back";
      readonly name: string;
      readonly pend: string;
      readonly order: string;
    }
  | { readonly type: "returned"; readonly name: string; readonly order: string }
  | { readonly type: "posted" }
  | { readonly type: "top-up" | "refund"; readonly name: string };

/** One movement as it was booked. */
export interface Booked extends WalletEntry {
  readonly seq: number;
  readonly at: Instant;
  readonly currency: Currency;
  readonly about: About;
}

/** The wallet's money: entries for ever, what they come to, and what came in. The only file that knows their tables. */
export class Books {
  readonly #sql: SqlStorage;
  readonly #clock: () => number;
  /** The instant of the latest entry: the clock never goes behind it. */
  #recorded: Instant;

  constructor(sql: SqlStorage, clock: () => number) {
    this.#sql = sql;
    this.#clock = clock;
    const [last] = sql.exec<{ at: number }>("SELECT at FROM entries ORDER BY seq DESC LIMIT 1");
    this.#recorded = instant(last?.at ?? 0);
  }

  now(): Instant {
    return monotone(this.#clock(), this.#recorded);
  }

  pocket(currency: Currency): Pocket {
    const query = "SELECT available, held, day, spent FROM pockets WHERE currency = ?";
    const [row] = this.#sql.exec<PocketRow>(query, currency);
    return (row as Pocket | undefined) ?? EMPTY_POCKET;
  }

  pockets(): (Pocket & { currency: Currency })[] {
    return this.#sql
      .exec<PocketRow & { currency: string }>("SELECT * FROM pockets ORDER BY currency")
      .toArray() as unknown as (Pocket & { currency: Currency })[];
  }

  /** Books movements in this turn's commit, and what they come to. */
  book(entries: readonly WalletEntry[], currency: Currency, about: About, at: Instant): void {
    for (const entry of entries) {
      const { debit, credit, amount, pair } = entry;
      this.#sql.exec(
        "INSERT INTO entries (at, debit, credit, currency, amount, pair, about) VALUES (?, ?, ?, ?, ?, ?, ?)",
        at,
        debit,
        credit,
        currency,
        amount,
        pair,
        JSON.stringify(about),
      );
      const { available, held, day, spent } = pocketAfter(this.pocket(currency), entry, dayOf(at));
      this.#sql.exec(
        "INSERT OR REPLACE INTO pockets (currency, available, held, day, spent) VALUES (?, ?, ?, ?, ?)",
        currency,
        available,
        held,
        day,
        spent,
      );
    }
    this.#recorded = at;
  }

  /** Whether this credit was taken in; null when it never came. */
  credited(id: string): boolean | null {
    const query = "SELECT accepted FROM credits WHERE id = ?";
    const [row] = this.#sql.exec<{ accepted: number }>(query, id);
    return row ? row.accepted === 1 : null;
  }

  keepCredit(credit: Credit, isAccepted: boolean, at: Instant): void {
    this.#sql.exec(
      "INSERT INTO credits (id, at, credit, accepted) VALUES (?, ?, ?, ?)",
      credit.id,
      at,
      JSON.stringify(credit),
      isAccepted ? 1 : 0,
    );
  }

  /** Movements of what can be spent, newest first, before an entry. */
  movements(before: number, limit: number): Booked[] {
    return this.#entries(
      "seq < ? AND 'available' IN (debit, credit) ORDER BY seq DESC LIMIT ?",
      before,
      limit,
    );
  }

  #entries(condition: string, ...bindings: SqlStorageValue[]): Booked[] {
    return this.#sql
      .exec<EntryRow>(`SELECT * FROM entries WHERE ${condition}`, ...bindings)
      .toArray()
      .map(bookedOf);
  }
}

type PocketRow = { available: number; held: number; day: number; spent: number };
type EntryRow = {
  seq: number;
  at: number;
  debit: string;
  credit: string;
  currency: string;
  amount: number;
  pair: string;
  about: string;
};

// Rows hold what `book` wrote, so they are read back as they were.
const bookedOf = (row: EntryRow): Booked => ({
  seq: row.seq,
  at: instant(row.at),
  debit: row.debit as WalletEntry["debit"],
  credit: row.credit as WalletEntry["credit"],
  currency: row.currency as Currency,
  amount: row.amount as Minor,
  pair: row.pair,
  about: JSON.parse(row.about) as About,
});
