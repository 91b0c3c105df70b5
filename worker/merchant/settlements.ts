import { type Instant, instant } from "../domain/instant.ts";
import { MAX_COUNTER } from "../domain/order-number.ts";
import { NO_ZONE } from "../domain/business-day.ts";
import type { Batch, Drawer, Flow, Settlement, Stretch } from "../domain/settlement.ts";

/** Where an entry of the journal stands in time. */
interface Placed {
  readonly entry: number;
  readonly at: Instant;
}

/** Days that were closed, and what of the journal waits to be. The only file that knows their tables; it only reads the journal's. */
export class Settlements {
  readonly #sql: SqlStorage;
  /** What the tables say, as long as this object lives: it is asked for at every alarm. */
  #timeZone: string | null | undefined;
  #last: { readonly number: number; readonly until: number } | undefined;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  get timeZone(): string | null {
    if (this.#timeZone === undefined) {
      const query = "SELECT time_zone FROM profile";
      const [row] = this.#sql.exec<{ time_zone: string | null }>(query);
      this.#timeZone = row?.time_zone ?? null;
    }
    return this.#timeZone;
  }

  get zone(): string {
    return this.timeZone ?? NO_ZONE;
  }

  putTimeZone(zone: string): void {
    this.#sql.exec("UPDATE profile SET time_zone = ?", zone);
    this.#timeZone = zone;
  }

  /** The latest one's number, and the entry up to which everything is settled. */
  last(): { readonly number: number; readonly until: number } {
    if (!this.#last) {
      const query =
        "SELECT number, until_entry AS until FROM settlements ORDER BY number DESC LIMIT 1";
      const [row] = this.#sql.exec<{ number: number; until: number }>(query);
      this.#last = row ?? { number: 0, until: 0 };
    }
    return this.#last;
  }

  /** The first entry that is not settled; null when all are. */
  firstOpen(after: number): Placed | null {
    const query = `${PLACED} WHERE n.seq > ? ORDER BY n.seq LIMIT 1`;
    return this.#placed(query, after);
  }

  /** The last entry after that one of what happened before an instant. The journal's time never goes back. */
  lastBefore(after: number, end: Instant): number {
    const query = `${PLACED} WHERE n.seq > ? AND e.at < ? ORDER BY n.seq DESC LIMIT 1`;
    return this.#placed(query, after, end)?.entry ?? after;
  }

  lastEntry(): number {
    const query = "SELECT coalesce(max(seq), 0) AS last FROM entries";
    return this.#sql.exec<{ last: number }>(query).one().last;
  }

  flows({ after, until }: Stretch): Flow[] {
    const query = `SELECT debit, credit, currency, count(*) AS count, sum(amount) AS amount
       FROM entries WHERE seq > ? AND seq <= ? GROUP BY debit, credit, currency ORDER BY min(seq)`;
    const rows = this.#sql.exec<Omit<Flow, "amount"> & { amount: number }>(query, after, until);
    return rows.toArray() as unknown as Flow[];
  }

  /** What came into the cash at each terminal, less what went out. */
  drawers({ after, until }: Stretch): Drawer[] {
    const query = `SELECT e.number / ${MAX_COUNTER + 1} AS terminal, n.currency,
         sum(CASE WHEN n.debit = 'cash' THEN n.amount ELSE -n.amount END) AS minor
       FROM entries n JOIN events e ON e.seq = n.event
      WHERE n.seq > ? AND n.seq <= ? AND 'cash' IN (n.debit, n.credit)
      GROUP BY terminal, n.currency ORDER BY terminal, n.currency`;
    return this.#sql.exec(query, after, until).toArray() as unknown as Drawer[];
  }

  keep({ number, day, closedAt, closedBy, after, until, batches }: Settlement): void {
    this.#sql.exec(
      "INSERT INTO settlements (number, day, closed_at, closed_by, after_entry, until_entry) VALUES (?, ?, ?, ?, ?, ?)",
      number,
      day,
      closedAt,
      closedBy,
      after,
      until,
    );
    for (const batch of batches) {
      const { rail, currency, sales, gross, refunds, refunded } = batch;
      const { bounced, toppedUp, strayed, disputed, net } = batch;
      const sums = [sales, gross, refunds, refunded, bounced, toppedUp, strayed, disputed, net];
      this.#sql.exec(
        "INSERT INTO batches (settlement, rail, currency, sales, gross, refunds, refunded, bounced, topped_up, strayed, disputed, net) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        number,
        rail,
        currency,
        ...sums,
      );
    }
    this.#last = { number, until };
  }

  find(number: number): Settlement | null {
    return this.#settlements("number = ?", number)[0] ?? null;
  }

  /** Newest first, before a number. */
  page(before: number, limit: number): Settlement[] {
    return this.#settlements("number < ? ORDER BY number DESC LIMIT ?", before, limit);
  }

  #settlements(condition: string, ...bindings: number[]): Settlement[] {
    return this.#sql
      .exec<SettlementRow>(`SELECT * FROM settlements WHERE ${condition}`, ...bindings)
      .toArray()
      .map((row) => ({
        number: row.number,
        day: row.day,
        closedAt: instant(row.closed_at),
        closedBy: row.closed_by,
        after: row.after_entry,
        until: row.until_entry,
        batches: this.#batches(row.number),
      }));
  }

  #batches(settlement: number): Batch[] {
    const query = `SELECT rail, currency, sales, gross, refunds, refunded, bounced, topped_up AS toppedUp, strayed, disputed, net
       FROM batches WHERE settlement = ? ORDER BY rail, currency`;
    // Rows hold what `keep` wrote, so they are read back as they were.
    return this.#sql.exec<BatchRow>(query, settlement).toArray() as unknown as Batch[];
  }

  #placed(query: string, ...bindings: number[]): Placed | null {
    const [row] = this.#sql.exec<{ entry: number; at: number }>(query, ...bindings);
    return row ? { entry: row.entry, at: instant(row.at) } : null;
  }
}

const PLACED = "SELECT n.seq AS entry, e.at FROM entries n JOIN events e ON e.seq = n.event";

type SettlementRow = {
  number: number;
  day: string;
  closed_at: number;
  closed_by: number | null;
  after_entry: number;
  until_entry: number;
};

type BatchRow = Record<Exclude<keyof Batch, "rail" | "currency">, number> & {
  rail: string;
  currency: string;
};
