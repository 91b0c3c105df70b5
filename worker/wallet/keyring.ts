import { type Instant, instant } from "../domain/instant.ts";
import { type Passkey, mayFollow } from "../passkey/passkey.ts";

/** What opens the wallet. */
export interface WalletPasskey extends Passkey {
  readonly madeAt: Instant;
}

/** The wallet's passkeys, and the sign-ins that were used. The only file that knows their tables. */
export class Keyring {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(id: string): WalletPasskey | null {
    const [row] = this.#sql.exec<PasskeyRow>("SELECT * FROM passkeys WHERE id = ?", id);
    return row ? passkeyOf(row) : null;
  }

  ids(): string[] {
    const rows = this.#sql.exec<{ id: string }>("SELECT id FROM passkeys ORDER BY made_at");
    return rows.toArray().map(({ id }) => id);
  }

  /** Whether each of them may be on another device as well. */
  allSync(): boolean {
    return this.#sql.exec("SELECT 1 FROM passkeys WHERE syncs = 0").toArray().length === 0;
  }

  add({ id, publicKey, counter, syncs, madeAt }: WalletPasskey): void {
    this.#sql.exec(
      "INSERT INTO passkeys (id, public_key, counter, syncs, made_at) VALUES (?, ?, ?, ?, ?)",
      id,
      publicKey.buffer,
      counter,
      syncs ? 1 : 0,
      madeAt,
    );
  }

  /** Takes the counter of a new assertion; false when it may not follow the one that is kept. */
  advance(id: string, counter: number): boolean {
    const stored = this.find(id)?.counter ?? 0;
    if (!mayFollow(counter, stored)) return false;
    if (counter === stored) return true;
    this.#sql.exec("UPDATE passkeys SET counter = ? WHERE id = ?", counter, id);
    return true;
  }

  /** Uses a sign-in up; false when it was used before. Those that are too old anyway go at the same time. */
  spend(ticket: string, expiresAt: Instant, now: Instant): boolean {
    this.#sql.exec("DELETE FROM spent_tickets WHERE expires_at <= ?", now);
    const insert = "INSERT OR IGNORE INTO spent_tickets (ticket, expires_at) VALUES (?, ?)";
    return this.#sql.exec(insert, ticket, expiresAt).rowsWritten > 0;
  }
}

type PasskeyRow = {
  id: string;
  public_key: ArrayBuffer;
  counter: number;
  syncs: number;
  made_at: number;
};

const passkeyOf = (row: PasskeyRow): WalletPasskey => ({
  id: row.id,
  publicKey: new Uint8Array(row.public_key),
  counter: row.counter,
  syncs: row.syncs === 1,
  madeAt: instant(row.made_at),
});
