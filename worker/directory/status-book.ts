import type { Stuck, Tally } from "../contract/status.ts";

const HOUR_MS = 3_600_000;
const KEPT_HOURS = 7 * 24;

/** A row of work that is stuck, with the object that told of it. */
export interface StuckRow extends Stuck {
  readonly object: string;
}

/** The operator's figures of the whole. Like everything in the directory, nothing depends on them. */
export class StatusBook {
  readonly #database: D1Database;

  constructor(database: D1Database) {
    this.#database = database;
  }

  /** Adds to the hours' counts. In one transaction with `more`, so that nothing is counted twice or left out. */
  async add(tallies: readonly Tally[], more: readonly D1PreparedStatement[] = []): Promise<void> {
    const statement = this.#database.prepare(
      "INSERT INTO tallies (hour, kind, name, count, minor) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count, minor = minor + excluded.minor",
    );
    const added = tallies.map(({ hour, kind, name, count, minor }) =>
      statement.bind(hour, kind, name, count, minor),
    );
    if (added.length + more.length > 0) await this.#database.batch([...added, ...more]);
  }

  /** That a merchant's events are in the counts up to this one. */
  tallied(merchant: string, until: number): D1PreparedStatement {
    return this.#database
      .prepare("UPDATE merchants SET tallied = ? WHERE id = ? AND tallied < ?")
      .bind(until, merchant, until);
  }

  /** Puts what is stuck in an object in place of what was. */
  stuckIn(object: string, stuck: readonly Stuck[]): D1PreparedStatement[] {
    const insert = this.#database.prepare(
      "INSERT OR REPLACE INTO stuck (object, about, what, rail, minor, currency, since) VALUES (?, ?, ?, ?, ?, ?, ?)",
    );
    return [
      this.#database.prepare("DELETE FROM stuck WHERE object = ?").bind(object),
      ...stuck.map(({ about, what, rail, minor, currency, since }) =>
        insert.bind(object, about, what, rail, minor, currency, since),
      ),
    ];
  }

  forget(now: number): D1PreparedStatement {
    const oldest = Math.floor(now / HOUR_MS) - KEPT_HOURS;
    return this.#database.prepare("DELETE FROM tallies WHERE hour < ?").bind(oldest);
  }

  async talliesSince(hour: number): Promise<Tally[]> {
    const query = "SELECT hour, kind, name, count, minor FROM tallies WHERE hour >= ?";
    return (await this.#database.prepare(query).bind(hour).all<Tally>()).results;
  }

  async stuck(
    limit: number,
  ): Promise<{ rows: StuckRow[]; count: number; oldestHold: StuckRow | null }> {
    const [rows, count, hold] = await this.#database.batch<StuckRow & { count: number }>([
      this.#database.prepare("SELECT * FROM stuck ORDER BY since LIMIT ?").bind(limit),
      this.#database.prepare("SELECT count(*) AS count FROM stuck"),
      this.#database.prepare("SELECT * FROM stuck WHERE what = 'hold' ORDER BY since LIMIT 1"),
    ]);
    return {
      rows: rows?.results ?? [],
      count: count?.results[0]?.count ?? 0,
      oldestHold: hold?.results[0] ?? null,
    };
  }

  /** How many objects there are, and when the one asked longest ago and the latest were. */
  async objects(): Promise<{ merchants: number; wallets: number; first: number; last: number }> {
    const query =
      "SELECT (SELECT count(*) FROM merchants) AS merchants, (SELECT count(*) FROM wallets) AS wallets, coalesce(min(swept_at), 0) AS first, coalesce(max(swept_at), 0) AS last FROM (SELECT swept_at FROM merchants UNION ALL SELECT swept_at FROM wallets)";
    const row = await this.#database.prepare(query).first<{
      merchants: number;
      wallets: number;
      first: number;
      last: number;
    }>();
    return row ?? { merchants: 0, wallets: 0, first: 0, last: 0 };
  }
}
