import type { Instant } from "../domain/instant.ts";
import type { OrderNumber } from "../domain/order-number.ts";

export interface Display {
  readonly number: number;
  readonly terminal: number;
  readonly credentialHash: Uint8Array;
  readonly linkedAt: Instant;
  readonly seenAt: Instant;
  readonly isRevoked: boolean;
}

/** What a terminal said its screen shows, and the newest order it had placed by then. */
export interface Shown {
  readonly number: OrderNumber | null;
  readonly newest: number;
}

type Hash = Uint8Array<ArrayBuffer>;

/** The merchant's displays and what they may show. The only file that knows their tables. */
export class DisplayRegister {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(number: number): Display | null {
    const [row] = this.#sql.exec<DisplayRow>("SELECT * FROM displays WHERE number = ?", number);
    return row ? displayOf(row) : null;
  }

  /** The displays of a terminal that have not been revoked, in the order in which they were linked. */
  of(terminal: number): Display[] {
    const query = "SELECT * FROM displays WHERE terminal = ? AND revoked_at IS NULL";
    return this.#sql.exec<DisplayRow>(query, terminal).toArray().map(displayOf);
  }

  /** Enters the next display. Numbers only go up, so none is ever used twice. */
  enter(terminal: number, credentialHash: Hash, at: Instant): number {
    const { number } = this.#sql
      .exec<{ number: number }>(
        `INSERT INTO displays (number, terminal, credential_hash, linked_at, seen_at)
         SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ? FROM displays RETURNING number`,
        terminal,
        credentialHash.buffer,
        at,
        at,
      )
      .one();
    return number;
  }

  see(number: number, at: Instant): void {
    this.#sql.exec("UPDATE displays SET seen_at = ? WHERE number = ?", at, number);
  }

  revoke(number: number, at: Instant): void {
    this.#sql.exec("UPDATE displays SET revoked_at = ? WHERE number = ?", at, number);
  }

  /** Keeps a terminal's link; the one before it is void. */
  keepLink(terminal: number, hash: Hash, expiresAt: Instant): void {
    const query =
      "INSERT OR REPLACE INTO display_links (terminal, hash, expires_at) VALUES (?, ?, ?)";
    this.#sql.exec(query, terminal, hash.buffer, expiresAt);
  }

  /** The link of a terminal while its time lasts, with the display that it has made. */
  link(terminal: number, now: Instant): { hash: Uint8Array; display: number | null } | null {
    const query = "SELECT hash, display FROM display_links WHERE terminal = ? AND expires_at > ?";
    const [row] = this.#sql.exec<{ hash: ArrayBuffer; display: number | null }>(
      query,
      terminal,
      now,
    );
    return row ? { hash: new Uint8Array(row.hash), display: row.display } : null;
  }

  useLink(terminal: number, display: number): void {
    this.#sql.exec("UPDATE display_links SET display = ? WHERE terminal = ?", display, terminal);
  }

  show(terminal: number, { number, newest }: Shown): void {
    const query = "INSERT OR REPLACE INTO screens (terminal, number, newest) VALUES (?, ?, ?)";
    this.#sql.exec(query, terminal, number, newest);
  }

  shown(terminal: number): Shown | null {
    const query = "SELECT number, newest FROM screens WHERE terminal = ?";
    const [row] = this.#sql.exec<{ number: number | null; newest: number }>(query, terminal);
    // Rows hold what `show` wrote, so they are read back as they were.
    return (row as Shown | undefined) ?? null;
  }
}

type DisplayRow = {
  number: number;
  terminal: number;
  credential_hash: ArrayBuffer;
  linked_at: number;
  seen_at: number;
  revoked_at: number | null;
};

const displayOf = (row: DisplayRow): Display => ({
  number: row.number,
  terminal: row.terminal,
  credentialHash: new Uint8Array(row.credential_hash),
  linkedAt: row.linked_at as Instant,
  seenAt: row.seen_at as Instant,
  isRevoked: row.revoked_at !== null,
});
