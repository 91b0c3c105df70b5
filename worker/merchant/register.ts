import type { Scope } from "../contract/api-key.ts";
import type { MerchantId } from "../domain/capability.ts";
import type { Currency } from "../domain/currency.ts";
import { type Instant, instant } from "../domain/instant.ts";
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
  /** Of the key that its device holds; null for a shop's own software. */
  readonly thumbprint: string | null;
  /** When it was last heard of, to the nearest minutes. */
  readonly seenAt: Instant | null;
  readonly enrolledAt: Instant;
  /** What its key may do; null: whatever a terminal may. */
  readonly key: ApiKey | null;
}

/** The key of a shop's own software. */
export interface ApiKey {
  readonly scopes: readonly Scope[];
  /** Of the secret before the last rotation; null where there is none. */
  readonly formerHash: Uint8Array | null;
  readonly formerUntil: Instant | null;
}

/** A code that makes a device a terminal. */
export interface Enrolment {
  readonly name: string;
  /** The terminal that moves to the device; null: a new one. */
  readonly terminal: number | null;
  /** Where a new terminal stands; 0 when nobody said. */
  readonly cell: number;
  readonly expiresAt: Instant;
  /** The device that has used it. */
  readonly thumbprint: string | null;
}

/** Who holds the live channel: a terminal, or (`display` is not 0) one of its displays. */
export interface Listener {
  readonly terminal: number;
  readonly display: number;
}

/** What the merchant has set; null is what it has not said. */
interface Settings {
  readonly policy: Policy | null;
  readonly railsOff: readonly string[] | null;
}

/** The merchant's own particulars and its terminals. The only file that knows their tables. */
export class Register {
  readonly #sql: SqlStorage;
  // Every call of a till asks for these, and hardly any changes them: what was read stays in memory until it is written.
  readonly #known = new Map<number, Terminal>();
  #settings: Settings | null = null;

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
  enrol(
    name: string,
    credentialHash: Uint8Array<ArrayBuffer>,
    at: Instant,
    thumbprint: string | null = null,
  ): number {
    const query = "SELECT coalesce(max(number), 0) + 1 AS next FROM terminals";
    const { next } = this.#sql.exec<{ next: number }>(query).one();
    this.#sql.exec(
      "INSERT INTO terminals (number, name, credential_hash, enrolled_at, thumbprint) VALUES (?, ?, ?, ?, ?)",
      next,
      name,
      credentialHash.buffer,
      at,
      thumbprint,
    );
    return next;
  }

  /** Gives a terminal another device, or the same one another secret. What its number has sold stays its own. */
  rekey(number: number, credentialHash: Uint8Array<ArrayBuffer>, thumbprint: string): void {
    this.#change(
      number,
      "UPDATE terminals SET credential_hash = ?, thumbprint = ? WHERE number = ?",
      credentialHash.buffer,
      thumbprint,
      number,
    );
  }

  terminal(number: number): Terminal | null {
    const known = this.#known.get(number);
    if (known) return known;
    const [row] = this.#sql.exec<TerminalRow>(`${TERMINALS} WHERE number = ?`, number);
    if (!row) return null;
    const terminal = terminalOf(row);
    this.#known.set(number, terminal);
    return terminal;
  }

  #change(number: number, query: string, ...bindings: SqlStorageValue[]): void {
    this.#known.delete(number);
    this.#sql.exec(query, ...bindings);
  }

  terminals(): Terminal[] {
    return this.#sql.exec<TerminalRow>(`${TERMINALS} ORDER BY number`).toArray().map(terminalOf);
  }

  putScopes(number: number, scopes: readonly Scope[]): void {
    const query = "UPDATE terminals SET scopes = ? WHERE number = ?";
    this.#change(number, query, JSON.stringify(scopes), number);
  }

  /** Puts a secret in place of the one before, which stays good until then. */
  rotate(number: number, credentialHash: Uint8Array<ArrayBuffer>, formerUntil: Instant): void {
    this.#change(
      number,
      "UPDATE terminals SET former_hash = credential_hash, former_until = ?, credential_hash = ? WHERE number = ?",
      formerUntil,
      credentialHash.buffer,
      number,
    );
  }

  see(number: number, at: Instant): void {
    this.#change(number, "UPDATE terminals SET seen_at = ? WHERE number = ?", at, number);
  }

  rename(number: number, name: string): void {
    this.#change(number, "UPDATE terminals SET name = ? WHERE number = ?", name, number);
  }

  keepEnrolment(hash: Uint8Array<ArrayBuffer>, enrolment: Omit<Enrolment, "thumbprint">): void {
    const { name, terminal, cell, expiresAt } = enrolment;
    this.#sql.exec(
      "INSERT INTO enrolments (hash, name, terminal, cell, expires_at) VALUES (?, ?, ?, ?, ?)",
      hash.buffer,
      name,
      terminal,
      cell,
      expiresAt,
    );
  }

  /** An enrolment that is still good. Stale ones go at the same time. */
  enrolment(hash: Uint8Array<ArrayBuffer>, now: Instant): Enrolment | null {
    this.#sql.exec("DELETE FROM enrolments WHERE expires_at <= ?", now);
    const query =
      "SELECT name, terminal, cell, expires_at, thumbprint FROM enrolments WHERE hash = ?";
    const [row] = this.#sql.exec<EnrolmentRow>(query, hash.buffer);
    if (!row) return null;
    const { name, terminal, cell, expires_at, thumbprint } = row;
    return { name, terminal, cell, expiresAt: instant(expires_at), thumbprint };
  }

  useEnrolment(hash: Uint8Array<ArrayBuffer>, terminal: number, thumbprint: string): void {
    this.#sql.exec(
      "UPDATE enrolments SET terminal = ?, thumbprint = ? WHERE hash = ?",
      terminal,
      thumbprint,
      hash.buffer,
    );
  }

  revoke(number: number, at: Instant): void {
    this.#change(
      number,
      "UPDATE terminals SET revoked_at = ? WHERE number = ? AND revoked_at IS NULL",
      at,
      number,
    );
  }

  move(terminal: number, cell: number): void {
    this.#change(terminal, "UPDATE terminals SET cell = ? WHERE number = ?", cell, terminal);
  }

  policy(): Policy | null {
    return this.#readSettings().policy;
  }

  putPolicy(policy: Policy): void {
    this.#settings = null;
    this.#sql.exec("UPDATE profile SET policy = ?", JSON.stringify(policy));
  }

  /** The names of the rails that the merchant has switched off; null until it has said. */
  railsOff(): readonly string[] | null {
    return this.#readSettings().railsOff;
  }

  putRailsOff(rails: readonly string[]): void {
    this.#settings = null;
    this.#sql.exec("UPDATE profile SET rails_off = ?", JSON.stringify(rails));
  }

  #readSettings(): Settings {
    if (this.#settings) return this.#settings;
    const query = "SELECT policy, rails_off FROM profile";
    const [row] = this.#sql.exec<{ policy: string | null; rails_off: string | null }>(query);
    this.#settings = {
      policy: row?.policy ? (JSON.parse(row.policy) as Policy) : null,
      railsOff: row?.rails_off ? (JSON.parse(row.rails_off) as string[]) : null,
    };
    return this.#settings;
  }

  keepTicket(
    hash: Uint8Array<ArrayBuffer>,
    { terminal, display }: Listener,
    expiresAt: Instant,
  ): void {
    this.#sql.exec(
      "INSERT INTO tickets (hash, terminal, display, expires_at) VALUES (?, ?, ?, ?)",
      hash.buffer,
      terminal,
      display,
      expiresAt,
    );
  }

  /** Uses a ticket up and tells whose it was. Stale ones go at the same time. */
  takeTicket(hash: Uint8Array<ArrayBuffer>, now: Instant): Listener | null {
    this.#sql.exec("DELETE FROM tickets WHERE expires_at <= ?", now);
    const query = "DELETE FROM tickets WHERE hash = ? RETURNING terminal, display";
    const [row] = this.#sql.exec<{ terminal: number; display: number }>(query, hash.buffer);
    return row ?? null;
  }
}

const TERMINALS =
  "SELECT number, name, credential_hash, cell, revoked_at, thumbprint, seen_at, enrolled_at, scopes, former_hash, former_until FROM terminals";

type TerminalRow = {
  number: number;
  name: string;
  credential_hash: ArrayBuffer;
  cell: number;
  revoked_at: number | null;
  thumbprint: string | null;
  seen_at: number | null;
  enrolled_at: number;
  scopes: string | null;
  former_hash: ArrayBuffer | null;
  former_until: number | null;
};

type EnrolmentRow = {
  name: string;
  terminal: number | null;
  cell: number;
  expires_at: number;
  thumbprint: string | null;
};

const terminalOf = (row: TerminalRow): Terminal => ({
  number: row.number,
  name: row.name,
  credentialHash: new Uint8Array(row.credential_hash),
  cell: row.cell,
  isRevoked: row.revoked_at !== null,
  thumbprint: row.thumbprint,
  seenAt: row.seen_at === null ? null : instant(row.seen_at),
  enrolledAt: instant(row.enrolled_at),
  key: row.scopes === null ? null : keyOf(row.scopes, row),
});

// Rows hold what `putScopes` wrote, so they are read back as they were.
const keyOf = (scopes: string, { former_hash, former_until }: TerminalRow): ApiKey => ({
  scopes: JSON.parse(scopes) as Scope[],
  formerHash: former_hash && new Uint8Array(former_hash),
  formerUntil: former_until === null ? null : instant(former_until),
});
