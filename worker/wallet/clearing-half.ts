import type { ClearedEntry, Whereabouts } from "../contract/reconciliation.ts";
import type { Currency } from "../domain/currency.ts";
import { instant } from "../domain/instant.ts";
import { pendPair } from "../domain/pend.ts";
import type { Tries } from "./tries.ts";

/** The wallet's half of a reconciliation: what its books say of money between it and merchants, and what is under way. It only reads. */
export class ClearingHalf {
  readonly #sql: SqlStorage;
  readonly #tries: Tries;

  constructor(sql: SqlStorage, tries: Tries) {
    this.#sql = sql;
    this.#tries = tries;
  }

  /** What was booked after an entry with whatever merchant, oldest first. */
  page(after: number, limit: number): ClearedEntry[] {
    return this.#sql
      .exec<EntryRow>(`${CLEARED} AND seq > ? ORDER BY seq LIMIT ?`, after, limit)
      .toArray()
      .map((row) => ({
        ...sumOf(row),
        seq: row.seq,
        at: instant(row.at),
        pair: row.pair,
        peer: merchantOf(row),
        next: null,
      }));
  }

  whereabouts(pairs: readonly string[]): Whereabouts[] {
    const open = new Map(
      this.#tries.open().flatMap(({ pend, askAt }) => {
        const hold = this.#tries.find(pend);
        return hold ? [[pendPair(hold.terms.number, pend), askAt] as const] : [];
      }),
    );
    return pairs.map((pair) => ({
      pair,
      booked: this.#sql.exec<EntryRow>(`${CLEARED} AND pair = ?`, pair).toArray().map(sumOf),
      next: open.get(pair) ?? null,
    }));
  }
}

/** Practice money came from nowhere: it has no other half. */
const CLEARED = `SELECT seq, at, debit, credit, currency, amount, pair FROM entries
  WHERE (debit LIKE 'clearing:%' OR credit LIKE 'clearing:%') AND 'clearing:sandbox' NOT IN (debit, credit)`;

const merchantOf = ({ debit, credit }: EntryRow): string =>
  (debit.startsWith("clearing:") ? debit : credit).slice("clearing:".length);

const sumOf = ({ credit, currency, amount }: EntryRow) => ({
  currency: currency as Currency,
  minor: credit.startsWith("clearing:") ? amount : -amount,
});

type EntryRow = {
  seq: number;
  at: number;
  debit: string;
  credit: string;
  currency: string;
  amount: number;
  pair: string;
};
