import { type Instant, instant } from "../domain/instant.ts";
import type { Passkey } from "../passkey/passkey.ts";

export interface Owner {
  readonly number: number;
  readonly name: string;
}

/** A passkey with whose it is and when it was last used. */
export interface OwnedPasskey extends Passkey {
  readonly owner: number;
  readonly madeAt: Instant;
  readonly usedAt: Instant;
}

export interface KnownSession {
  readonly owner: number;
  readonly generation: number;
  readonly renewedAt: Instant;
  readonly authenticatedAt: Instant;
  readonly expiresAt: Instant;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Owners with their passkeys, codes and sessions. The only file that knows their tables. */
export class People {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  join(name: string, handle: Bytes, at: Instant): number {
    const query = "INSERT INTO owners (name, handle, joined_at) VALUES (?, ?, ?) RETURNING number";
    return this.#sql.exec<{ number: number }>(query, name, handle.buffer, at).one().number;
  }

  owner(number: number): Owner | null {
    const [row] = this.#sql.exec<{ number: number; name: string }>(
      "SELECT number, name FROM owners WHERE number = ?",
      number,
    );
    return row ?? null;
  }

  handleOf(owner: number): Bytes {
    const query = "SELECT handle FROM owners WHERE number = ?";
    return new Uint8Array(this.#sql.exec<{ handle: ArrayBuffer }>(query, owner).one().handle);
  }

  keepPasskey(owner: number, passkey: Passkey, at: Instant): void {
    this.#sql.exec(
      "INSERT INTO passkeys (id, owner, public_key, counter, syncs, made_at, used_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
      passkey.id,
      owner,
      passkey.publicKey.buffer,
      passkey.counter,
      passkey.syncs ? 1 : 0,
      at,
      at,
    );
  }

  passkey(id: string): OwnedPasskey | null {
    const [row] = this.#sql.exec<PasskeyRow>("SELECT * FROM passkeys WHERE id = ?", id);
    return row ? passkeyOf(row) : null;
  }

  passkeysOf(owner: number): OwnedPasskey[] {
    const query = "SELECT * FROM passkeys WHERE owner = ? ORDER BY made_at";
    return this.#sql.exec<PasskeyRow>(query, owner).toArray().map(passkeyOf);
  }

  usePasskey(id: string, counter: number, at: Instant): void {
    this.#sql.exec("UPDATE passkeys SET counter = ?, used_at = ? WHERE id = ?", counter, at, id);
  }

  removePasskey(owner: number, id: string): boolean {
    return (
      this.#sql.exec("DELETE FROM passkeys WHERE id = ? AND owner = ?", id, owner).rowsWritten > 0
    );
  }

  /** True once: a challenge that was answered is not answered again. */
  useChallenge(hash: Bytes, expiresAt: Instant, now: Instant): boolean {
    this.#sql.exec("DELETE FROM used_challenges WHERE expires_at <= ?", now);
    const known = this.#sql.exec("SELECT 1 FROM used_challenges WHERE hash = ?", hash.buffer);
    if (known.toArray().length > 0) return false;
    const keep = "INSERT INTO used_challenges (hash, expires_at) VALUES (?, ?)";
    this.#sql.exec(keep, hash.buffer, expiresAt);
    return true;
  }

  /** Puts these codes in place of all that the owner had. */
  renewCodes(owner: number, hashes: readonly Bytes[]): void {
    this.#sql.exec("DELETE FROM recovery_codes WHERE owner = ?", owner);
    for (const hash of hashes) {
      this.#sql.exec("INSERT INTO recovery_codes (hash, owner) VALUES (?, ?)", hash.buffer, owner);
    }
  }

  /** Whose code this is; it is used up by asking. */
  takeCode(hash: Bytes): number | null {
    const query = "DELETE FROM recovery_codes WHERE hash = ? RETURNING owner";
    const [row] = this.#sql.exec<{ owner: number }>(query, hash.buffer);
    return row?.owner ?? null;
  }

  codesLeft(owner: number): number {
    const query = "SELECT count(*) AS count FROM recovery_codes WHERE owner = ?";
    return this.#sql.exec<{ count: number }>(query, owner).one().count;
  }

  keepSession(hash: Bytes, session: KnownSession): void {
    this.#sql.exec("DELETE FROM sessions WHERE expires_at <= ?", session.renewedAt);
    this.#sql.exec(
      "INSERT OR REPLACE INTO sessions (hash, owner, generation, renewed_at, authenticated_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
      hash.buffer,
      session.owner,
      session.generation,
      session.renewedAt,
      session.authenticatedAt,
      session.expiresAt,
    );
  }

  session(hash: Bytes, now: Instant): KnownSession | null {
    const query = "SELECT * FROM sessions WHERE hash = ? AND expires_at > ?";
    const [row] = this.#sql.exec<SessionRow>(query, hash.buffer, now);
    if (!row) return null;
    return {
      owner: row.owner,
      generation: row.generation,
      renewedAt: instant(row.renewed_at),
      authenticatedAt: instant(row.authenticated_at),
      expiresAt: instant(row.expires_at),
    };
  }

  endSession(hash: Bytes): void {
    this.#sql.exec("DELETE FROM sessions WHERE hash = ?", hash.buffer);
  }

  endSessionsOf(owner: number): void {
    this.#sql.exec("DELETE FROM sessions WHERE owner = ?", owner);
  }
}

type PasskeyRow = {
  id: string;
  owner: number;
  public_key: ArrayBuffer;
  counter: number;
  syncs: number;
  made_at: number;
  used_at: number;
};

type SessionRow = {
  owner: number;
  generation: number;
  renewed_at: number;
  authenticated_at: number;
  expires_at: number;
};

const passkeyOf = (row: PasskeyRow): OwnedPasskey => ({
  id: row.id,
  owner: row.owner,
  publicKey: new Uint8Array(row.public_key),
  counter: row.counter,
  syncs: row.syncs === 1,
  madeAt: instant(row.made_at),
  usedAt: instant(row.used_at),
});
