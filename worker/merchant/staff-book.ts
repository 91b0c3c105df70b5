import { type Instant, instant } from "../domain/instant.ts";
import type { PlainText } from "../domain/plain-text.ts";
import type { Role, StaffName, StaffRules, Tries } from "../domain/staff.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export interface Member extends StaffName {
  readonly role: Role;
  readonly salt: Bytes;
  readonly pin: Bytes;
  readonly tries: Tries;
}

export interface StandingSession {
  readonly staff: number;
  readonly terminal: number;
  readonly usedAt: Instant;
  readonly expiresAt: Instant;
}

/** The staff with their PINs' hashes, tries and sessions. The only file that knows their tables. */
export class StaffBook {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  members(): Member[] {
    return this.#sql
      .exec<MemberRow>("SELECT * FROM staff WHERE left_at IS NULL ORDER BY number")
      .toArray()
      .map(memberOf);
  }

  /** Somebody who is on the staff now. */
  member(number: number): Member | null {
    const query = "SELECT * FROM staff WHERE number = ? AND left_at IS NULL";
    const [row] = this.#sql.exec<MemberRow>(query, number);
    return row ? memberOf(row) : null;
  }

  get isEmpty(): boolean {
    const query = "SELECT 1 FROM staff WHERE left_at IS NULL LIMIT 1";
    return this.#sql.exec(query).toArray().length === 0;
  }

  join(name: string, role: Role, salt: Bytes, pin: Bytes, at: Instant): number {
    const query =
      "INSERT INTO staff (name, role, salt, pin, joined_at) VALUES (?, ?, ?, ?, ?) RETURNING number";
    const row = this.#sql.exec<{ number: number }>(query, name, role, salt.buffer, pin.buffer, at);
    return row.one().number;
  }

  change(number: number, name: string, role: Role): void {
    this.#sql.exec("UPDATE staff SET name = ?, role = ? WHERE number = ?", name, role, number);
  }

  /** A new PIN is a new beginning, and sends whoever knew the old one away. */
  putPin(number: number, salt: Bytes, pin: Bytes): void {
    this.#sql.exec(
      "UPDATE staff SET salt = ?, pin = ?, tries = 0, locked_until = 0 WHERE number = ?",
      salt.buffer,
      pin.buffer,
      number,
    );
    this.endSessionsOf(number);
  }

  leave(number: number, at: Instant): void {
    this.#sql.exec("UPDATE staff SET left_at = ? WHERE number = ?", at, number);
    this.endSessionsOf(number);
  }

  keepTries(number: number, { count, lockedUntil }: Tries): void {
    this.#sql.exec(
      "UPDATE staff SET tries = ?, locked_until = ? WHERE number = ?",
      count,
      lockedUntil,
      number,
    );
  }

  triesAt(terminal: number): Tries {
    const query =
      "SELECT pin_tries AS tries, pin_locked_until AS locked_until FROM terminals WHERE number = ?";
    return triesOf(this.#sql.exec<TriesRow>(query, terminal).one());
  }

  keepTriesAt(terminal: number, { count, lockedUntil }: Tries): void {
    this.#sql.exec(
      "UPDATE terminals SET pin_tries = ?, pin_locked_until = ? WHERE number = ?",
      count,
      lockedUntil,
      terminal,
    );
  }

  /** Keeps a session, new or used again. Stale ones go at the same time. */
  keepSession(hash: Bytes, { staff, terminal, usedAt, expiresAt }: StandingSession): void {
    this.#sql.exec("DELETE FROM staff_sessions WHERE expires_at <= ?", usedAt);
    this.#sql.exec(
      "INSERT OR REPLACE INTO staff_sessions (hash, staff, terminal, used_at, expires_at) VALUES (?, ?, ?, ?, ?)",
      hash.buffer,
      staff,
      terminal,
      usedAt,
      expiresAt,
    );
  }

  session(hash: Bytes, terminal: number, now: Instant): StandingSession | null {
    const query = "SELECT * FROM staff_sessions WHERE hash = ? AND terminal = ? AND expires_at > ?";
    const [row] = this.#sql.exec<SessionRow>(query, hash.buffer, terminal, now);
    if (!row) return null;
    const { staff, used_at, expires_at } = row;
    return { staff, terminal, usedAt: instant(used_at), expiresAt: instant(expires_at) };
  }

  endSession(hash: Bytes): void {
    this.#sql.exec("DELETE FROM staff_sessions WHERE hash = ?", hash.buffer);
  }

  endSessionsOf(staff: number): void {
    this.#sql.exec("DELETE FROM staff_sessions WHERE staff = ?", staff);
  }

  rules(): StaffRules | null {
    const [row] = this.#sql.exec<{ staff_rules: string | null }>("SELECT staff_rules FROM profile");
    return row?.staff_rules ? (JSON.parse(row.staff_rules) as StaffRules) : null;
  }

  putRules(rules: StaffRules): void {
    this.#sql.exec("UPDATE profile SET staff_rules = ?", JSON.stringify(rules));
  }
}

type TriesRow = { tries: number; locked_until: number };

type MemberRow = TriesRow & {
  number: number;
  name: string;
  role: string;
  salt: ArrayBuffer;
  pin: ArrayBuffer;
};

type SessionRow = { staff: number; used_at: number; expires_at: number };

const triesOf = (row: TriesRow): Tries => ({
  count: row.tries,
  lockedUntil: instant(row.locked_until),
});

// Rows hold what `join` and `change` wrote.
const memberOf = (row: MemberRow): Member => ({
  number: row.number,
  name: row.name as PlainText,
  role: row.role as Role,
  salt: new Uint8Array(row.salt),
  pin: new Uint8Array(row.pin),
  tries: triesOf(row),
});
