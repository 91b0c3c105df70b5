import type { DeedName } from "../contract/audit.ts";
import type { Credential } from "../contract/credential.ts";
import type { ProblemType } from "../contract/problem.ts";
import type {
  AddStaff,
  ChangeStaff,
  SignInStaff,
  StaffLine,
  StaffOffice,
  StaffSession,
  StaffView,
} from "../contract/staff.ts";
import type { Session } from "../contract/session.ts";
import type { Secret } from "../domain/capability.ts";
import { type Instant, instant, later } from "../domain/instant.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import {
  DEFAULT_RULES,
  FREE_TRIES,
  type StaffRules,
  secondsLocked,
  withTry,
} from "../domain/staff.ts";
import type { AuditTrail } from "./audit-trail.ts";
import type { Door } from "./door.ts";
import type { OwnerDesk } from "./owner-desk.ts";
import { pinHash } from "./pin-hash.ts";
import type { Terminal } from "./register.ts";
import type { Shop } from "./shop.ts";
import type { Member, StaffBook } from "./staff-book.ts";

type Answer<Value> = Result<Value, ProblemType>;

/** There are no more tries for so long. */
interface Locked {
  readonly lockedSeconds: number;
}

const MAX_STAFF = 100;
/** A till locks itself; a session that it forgot to end goes this much later. */
const GRACE_MS = 5 * 60_000;

/** Where the owner says who may stand at a till, and where they show their PIN. */
export class StaffDesk {
  readonly #shop: Shop;
  readonly #book: StaffBook;
  readonly #door: Door;
  readonly #owners: OwnerDesk;
  readonly #audit: AuditTrail;

  constructor(shop: Shop, book: StaffBook, door: Door, owners: OwnerDesk, audit: AuditTrail) {
    this.#shop = shop;
    this.#book = book;
    this.#door = door;
    this.#owners = owners;
    this.#audit = audit;
  }

  get rules(): StaffRules {
    return this.#book.rules() ?? DEFAULT_RULES;
  }

  /** Who stands at this till. Null where nobody is asked: a shop without staff, and a shop's own software. */
  at({ number, thumbprint }: Terminal, session: Secret | null): Answer<Member | null> {
    if (thumbprint === null || this.#book.isEmpty) return ok(null);
    const standing = session && this.#standing(number, session);
    return standing ? ok(standing) : refuse("staff-signed-out");
  }

  /** Whose pass this is at this till, and only for once; null when it is nobody's any more. */
  takeApproval({ number }: Terminal, session: Secret | undefined): Member | null {
    const member = session ? this.#standing(number, session) : null;
    if (session && member) this.#book.endSession(this.#shop.hashOf(session));
    return member;
  }

  #standing(terminal: number, secret: Secret): Member | null {
    const now = this.#shop.now();
    const hash = this.#shop.hashOf(secret);
    const session = this.#book.session(hash, terminal, now);
    const member = session && this.#book.member(session.staff);
    if (!member) return null;
    // One row for many sales: a use is noted when the one before is a good part of the time ago.
    if (now - session.usedAt > (this.rules.lockAfterSeconds * 1000) / 4)
      this.#book.keepSession(hash, { ...session, usedAt: now, expiresAt: this.#expiry(now) });
    return member;
  }

  // What terminals ask.

  view(credential: Credential): Answer<StaffView> {
    const admitted = this.#door.admit(credential);
    if (!admitted.ok) return admitted;
    const isAsked = admitted.value.thumbprint !== null;
    return ok({
      staff: isAsked ? this.#lines() : [],
      lockAfterSeconds: this.rules.lockAfterSeconds,
    });
  }

  /** A right PIN makes a pass for this till. The try is counted before the PIN is looked at, and by nothing else. */
  async signIn(
    credential: Credential,
    { staff: number, pin }: SignInStaff,
  ): Promise<Answer<StaffSession | Locked>> {
    const admitted = this.#door.admit(credential);
    if (!admitted.ok) return admitted;
    const { terminal } = credential;
    const member = this.#book.member(number);
    const lockedSeconds = this.#takeTry(terminal, member);
    if (lockedSeconds > 0) return ok({ lockedSeconds });
    if (!member) return refuse("pin-wrong");
    const shown = await pinHash(pin, member.salt);
    // Meanwhile anything may have changed, the terminal's standing too.
    const known = this.#book.member(number);
    const isStillHere = this.#shop.register.terminal(terminal)?.isRevoked === false;
    if (!known || !isStillHere || !this.#shop.core.equal(shown, known.pin))
      return refuse("pin-wrong");
    const now = this.#shop.now();
    const none = { count: 0, lockedUntil: instant(0) };
    this.#book.keepTries(number, none);
    this.#book.keepTriesAt(terminal, none);
    const session = this.#shop.newSecret();
    const standing = { staff: number, terminal, usedAt: now, expiresAt: this.#expiry(now) };
    this.#book.keepSession(this.#shop.hashOf(session), standing);
    this.#note(actorAt(terminal, known), "staff-signed-in", known.name);
    return ok({ session, staff: lineOf({ ...known, tries: none }, now) });
  }

  signOut(credential: Credential): Answer<object> {
    const admitted = this.#door.admit(credential);
    if (!admitted.ok) return admitted;
    if (credential.staff) this.#book.endSession(this.#shop.hashOf(credential.staff));
    return ok({});
  }

  /** How long this till or this person still has to wait; where it is not at all, the try is counted. */
  #takeTry(terminal: number, member: Member | null): number {
    const now = this.#shop.now();
    const triesHere = this.#book.triesAt(terminal);
    const waits = [triesHere, ...(member ? [member.tries] : [])].map((of) =>
      secondsLocked(of, now),
    );
    const wait = Math.max(...waits);
    if (wait > 0) return wait;
    this.#book.keepTriesAt(terminal, withTry(triesHere, FREE_TRIES.terminal, now));
    if (!member) return 0;
    const tries = withTry(member.tries, FREE_TRIES.person, now);
    this.#book.keepTries(member.number, tries);
    if (secondsLocked(tries, now) > 0)
      this.#note(actorAt(terminal, member), "pin-locked", `${tries.count}`);
    return 0;
  }

  // What owners ask.

  office(session: Session): Answer<StaffOffice> {
    const admitted = this.#owners.admit(session);
    return admitted.ok ? ok({ staff: this.#lines(), rules: this.rules }) : admitted;
  }

  async add(session: Session, { name, role, pin }: AddStaff): Promise<Answer<object>> {
    const admitted = this.#owners.admit(session);
    if (!admitted.ok) return admitted;
    const salt = this.#newSalt();
    const hash = await pinHash(pin, salt);
    return this.#change(session, "staff-added", () => {
      if (this.#book.members().length >= MAX_STAFF) return refuse("too-many");
      const number = this.#book.join(name, role, salt, hash, this.#shop.now());
      return ok(`${number} ${name} ${role}`);
    });
  }

  change(session: Session, number: number, { name, role }: ChangeStaff): Answer<object> {
    return this.#change(session, "staff-changed", () => {
      if (!this.#book.member(number)) return refuse("not-found");
      this.#book.change(number, name, role);
      return ok(`${number} ${name} ${role}`);
    });
  }

  async putPin(session: Session, number: number, pin: string): Promise<Answer<object>> {
    const admitted = this.#owners.admit(session);
    if (!admitted.ok) return admitted;
    const salt = this.#newSalt();
    const hash = await pinHash(pin, salt);
    return this.#change(session, "pin-set", () => {
      const member = this.#book.member(number);
      if (!member) return refuse("not-found");
      this.#book.putPin(number, salt, hash);
      return ok(`${number} ${member.name}`);
    });
  }

  /** Who has left is asked for no PIN any more, and stays named on what they sold. */
  remove(session: Session, number: number): Answer<object> {
    return this.#change(session, "staff-removed", () => {
      const member = this.#book.member(number);
      if (!member) return refuse("not-found");
      this.#book.leave(number, this.#shop.now());
      return ok(`${number} ${member.name}`);
    });
  }

  putRules(session: Session, rules: StaffRules): Answer<object> {
    return this.#change(session, "staff-rules-set", () => {
      this.#book.putRules(rules);
      return ok(JSON.stringify(rules));
    });
  }

  #change(session: Session, action: DeedName, change: () => Answer<string>): Answer<object> {
    const admitted = this.#owners.admit(session);
    if (!admitted.ok) return admitted;
    const changed = change();
    if (!changed.ok) return changed;
    this.#note(`owner ${admitted.value.owner}`, action, changed.value);
    return ok({});
  }

  #lines(): StaffLine[] {
    const now = this.#shop.now();
    return this.#book.members().map((member) => lineOf(member, now));
  }

  /** The till's own lock ends a session; this is for the till that could not say so. */
  #expiry(now: Instant): Instant {
    return later(now, this.rules.lockAfterSeconds * 1000 + GRACE_MS);
  }

  #newSalt(): Uint8Array<ArrayBuffer> {
    return crypto.getRandomValues(new Uint8Array(16));
  }

  #note(actor: string, action: DeedName, about: string): void {
    this.#audit.record({ actor, action, about }, this.#shop.now());
  }
}

/** Who did it, as the audit trail says it. */
export const actorAt = (terminal: number, member: Pick<Member, "number"> | null): string =>
  member ? `staff ${member.number} at terminal ${terminal}` : `terminal ${terminal}`;

const lineOf = ({ number, name, role, tries }: Member, now: Instant): StaffLine => ({
  number,
  name,
  role,
  lockedSeconds: secondsLocked(tries, now),
});
