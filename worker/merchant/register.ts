import type { MerchantId } from "../domain/capability.ts";
import type { Currency } from "../domain/currency.ts";
import type { Instant } from "../domain/instant.ts";
import type { Policy } from "../contract/place.ts";
import type { Language } from "../contract/merchant.ts";

/** Who the merchant is. */
export interface Profile {
  readonly merchant: MerchantId;
  readonly name: string;
  readonly currency: Currency;
  readonly language: Language;
}

export interface Terminal {
  readonly number: number;
  readonly name: string;
  readonly credentialHash: Uint8Array;
  /** 40-bit geohash of where it stands; 0 when nobody said. */
  readonly cell: number;
  readonly isRevoked: boolean;
}

/** The merchant's own particulars and its terminals. The only file that knows their tables. */
export class Register {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  profile(): Profile | null {
    const query = "SELECT merchant, name, currency, language FROM profile";
    const [row] = this.#sql.exec<{
      merchant: string;
      name: string;
      currency: string;
      language: string;
    }>(query);
    // Rows hold what `found` wrote, so they are read back as they were.
    return (row as Profile | undefined) ?? null;
  }

  found(profile: Profile, at: Instant): void {
    this.#sql.exec(
      "INSERT INTO profile (id, merchant, name, currency, language, founded_at) VALUES (1, ?, ?, ?, ?, ?)",
      profile.merchant,
      profile.name,
      profile.currency,
      profile.language,
      at,
    );
  }

  /** Enrols the next terminal. Numbers only go up, so none is ever used twice. */
  enrol(name: string, credentialHash: Uint8Array<ArrayBuffer>, at: Instant): number {
    const query = "SELECT coalesce(max(number), 0) + 1 AS next FROM terminals";
    const { next } = this.#sql.exec<{ next: number }>(query).one();
    this.#sql.exec(
      "INSERT INTO terminals (number, name, credential_hash, enrolled_at) VALUES (?, ?, ?, ?)",
      next,
      name,
      credentialHash.buffer,
      at,
    );
    return next;
  }

  terminal(number: number): Terminal | null {
    const query = "SELECT name, credential_hash, cell, revoked_at FROM terminals WHERE number = ?";
    const [row] = this.#sql.exec<TerminalRow>(query, number);
    if (!row) return null;
    return {
      number,
      name: row.name,
      credentialHash: new Uint8Array(row.credential_hash),
      cell: row.cell,
      isRevoked: row.revoked_at !== null,
    };
  }

  revoke(number: number, at: Instant): void {
    this.#sql.exec(
      "UPDATE terminals SET revoked_at = ? WHERE number = ? AND revoked_at IS NULL",
      at,
      number,
    );
  }

  move(terminal: number, cell: number): void {
    this.#sql.exec("UPDATE terminals SET cell = ? WHERE number = ?", cell, terminal);
  }

  policy(): Policy | null {
    const [row] = this.#sql.exec<{ policy: string | null }>("SELECT policy FROM profile");
    return row?.policy ? (JSON.parse(row.policy) as Policy) : null;
  }

  putPolicy(policy: Policy): void {
    this.#sql.exec("UPDATE profile SET policy = ?", JSON.stringify(policy));
  }

  /** The names of the rails that the merchant has switched on; null until it has said. */
  rails(): string[] | null {
    const [row] = this.#sql.exec<{ rails: string | null }>("SELECT rails FROM profile");
    return row?.rails ? (JSON.parse(row.rails) as string[]) : null;
  }

  putRails(names: readonly string[]): void {
    this.#sql.exec("UPDATE profile SET rails = ?", JSON.stringify(names));
  }

  keepTicket(hash: Uint8Array<ArrayBuffer>, terminal: number, expiresAt: Instant): void {
    this.#sql.exec(
      "INSERT INTO tickets (hash, terminal, expires_at) VALUES (?, ?, ?)",
      hash.buffer,
      terminal,
      expiresAt,
    );
  }

  /** Uses a ticket up and tells whose it was. Stale ones go at the same time. */
  takeTicket(hash: Uint8Array<ArrayBuffer>, now: Instant): number | null {
    this.#sql.exec("DELETE FROM tickets WHERE expires_at <= ?", now);
    const query = "DELETE FROM tickets WHERE hash = ? RETURNING terminal";
    const [row] = this.#sql.exec<{ terminal: number }>(query, hash.buffer);
    return row?.terminal ?? null;
  }
}

type TerminalRow = {
  name: string;
  credential_hash: ArrayBuffer;
  cell: number;
  revoked_at: number | null;
};
