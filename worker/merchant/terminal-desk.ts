import type { DeedName } from "../contract/audit.ts";
import { type Credential, type Proof, credentialText } from "../contract/credential.ts";
import type { Enrolled, EnrolmentCode } from "../contract/enrolment.ts";
import { type EventPage, MAX_WAIT_SECONDS } from "../contract/event.ts";
import { type MoneyOut, moneyOut, timeOut } from "../contract/fields.ts";
import type { LedgerView } from "../contract/ledger.ts";
import type { TerminalView, Ticket } from "../contract/merchant.ts";
import type { Policy, PutPlace } from "../contract/place.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { PutRails, RailsView } from "../contract/rails.ts";
import { type MintTokens, WINDOW_SECONDS, type Windows, windowAt } from "../contract/token.ts";
import { type Secret, secretFrom } from "../domain/capability.ts";
import { later } from "../domain/instant.ts";
import type { Money } from "../domain/money.ts";
import {
  type OrderNumber,
  counterOf,
  orderNumberText,
  terminalOf,
} from "../domain/order-number.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import { type Right, mayDo } from "../domain/staff.ts";
import type { AuditTrail } from "./audit-trail.ts";
import type { Door } from "./door.ts";
import { RAIL_KINDS } from "../rails/registry.ts";
import { railChoices } from "./rail-choices.ts";
import type { Listener, Terminal } from "./register.ts";
import type { Shop } from "./shop.ts";
import { type StaffDesk, actorAt } from "./staff-desk.ts";

const encoder = new TextEncoder();

type Answer<Value> = Result<Value, ProblemType>;

/** How far ahead windows are handed out: what a stolen screen could know. */
const MAX_AHEAD_WINDOWS = 3600 / WINDOW_SECONDS;
/** How long a pass for the live channel may wait to be used. */
export const TICKET_MS = 60_000;
/** Where terminals ask about themselves: who they are, what happens, what stands on the screen, what is set. */
export class TerminalDesk {
  readonly #shop: Shop;
  readonly #door: Door;
  readonly #staff: StaffDesk;
  readonly #audit: AuditTrail;

  constructor(shop: Shop, door: Door, staff: StaffDesk, audit: AuditTrail) {
    this.#shop = shop;
    this.#door = door;
    this.#staff = staff;
    this.#audit = audit;
  }

  get lastCursor(): number {
    return this.#shop.journal.lastSeq;
  }

  /** The terminal behind a credential. One answer for every credential that is not good. */
  admit(credential: Credential): Answer<Terminal> {
    return this.#door.admit(credential);
  }

  /** The same, for what not everybody who stands there may do. */
  admitWith(credential: Credential, right: Right): Answer<Terminal> {
    const admitted = this.admit(credential);
    if (!admitted.ok) return admitted;
    const there = this.#staff.at(admitted.value, credential.staff);
    if (!there.ok) return there;
    const isAllowed = !there.value || mayDo(there.value.role, right, this.#staff.rules);
    return isAllowed ? admitted : refuse("staff-not-allowed");
  }

  /** A device with a good code becomes a terminal. Asking again changes nothing, and gets the same answer. */
  enrol(code: EnrolmentCode, { thumbprint }: Proof): Answer<Enrolled> {
    const { register, profile } = this.#shop;
    const now = this.#shop.now();
    const codeHash = this.#shop.hashOf(code.secret);
    const enrolment = register.enrolment(codeHash, now);
    if (!enrolment || (enrolment.thumbprint ?? thumbprint) !== thumbprint)
      return refuse("enrolment-unknown");
    const secret = this.#secretBy(code, thumbprint);
    const { merchant } = profile;
    if (enrolment.thumbprint !== null && enrolment.terminal !== null)
      return ok({ credential: credentialText({ merchant, terminal: enrolment.terminal, secret }) });
    const hash = this.#shop.hashOf(secret);
    const { name, cell } = enrolment;
    if (enrolment.terminal !== null) register.rekey(enrolment.terminal, hash, thumbprint);
    const terminal = enrolment.terminal ?? register.enrol(name, hash, now, thumbprint);
    if (enrolment.terminal === null && cell !== 0) register.move(terminal, cell);
    register.useEnrolment(codeHash, terminal, thumbprint);
    this.#note(terminal, "terminal-enrolled", name);
    return ok({ credential: credentialText({ merchant, terminal, secret }) });
  }

  /** Derived, not drawn: a device whose answer was lost can be told its secret again, though nobody keeps it. */
  #secretBy({ secret }: EnrolmentCode, thumbprint: string): Secret {
    const purpose = encoder.encode(`edgetill/terminal/1 ${thumbprint}`);
    const salt = new Uint8Array(0);
    return secretFrom(this.#shop.core.hkdf(encoder.encode(secret), salt, purpose, 26));
  }

  view(credential: Credential): Answer<TerminalView> {
    const admitted = this.admit(credential);
    if (!admitted.ok) return admitted;
    const { journal, profile } = this.#shop;
    const { merchant: id, name, currency, language } = profile;
    const { number, name: terminalName, cell } = admitted.value;
    return ok({
      merchant: { id, name, currency, language },
      terminal: {
        number,
        name: terminalName,
        cell: cell === 0 ? null : this.#shop.core.cellText(cell),
      },
      nextCounter: journal.nextCounter(number),
      cursor: journal.lastSeq,
      serverTime: timeOut(this.#shop.now()),
    });
  }

  /** The merchant's books, account by account. */
  ledger(credential: Credential): Answer<LedgerView> {
    const admitted = this.admitWith(credential, "reports");
    if (!admitted.ok) return admitted;
    const turnovers = this.#shop.journal.accounts();
    const total = turnovers.reduce((sum, { debit, credit }) => sum + debit - credit, 0);
    const accounts = turnovers.map(({ account, currency, debit, credit }) => {
      const money = (minor: number): MoneyOut => moneyOut({ minor, currency } as Money);
      return { account, debit: money(debit), credit: money(credit) };
    });
    return ok({ accounts, balanced: total === 0 });
  }

  /** Events after a cursor; when there are none yet, waits for some. */
  async events(
    credential: Credential,
    after: number,
    waitSeconds: number,
  ): Promise<Answer<EventPage>> {
    const admitted = this.admit(credential);
    if (!admitted.ok) return admitted;
    const { atTerminal, feed, journal } = this.#shop;
    if (after > journal.lastSeq) return refuse("cursor-invalid");
    const { terminal } = credential;
    const patience = Math.min(waitSeconds, MAX_WAIT_SECONDS) * 1000;
    if (patience > 0 && feed.isAtEnd(after)) {
      if (atTerminal.isFull) return refuse("too-many-waiting");
      await atTerminal.wait(terminal, patience);
    }
    return ok(feed.page(terminal, after));
  }

  mint(credential: Credential, wish: MintTokens, origin: string): Answer<Windows> {
    const admitted = this.admit(credential);
    return admitted.ok ? this.mintFor(credential.terminal, wish, origin) : admitted;
  }

  /** Windows of the rotating code, of an order or of the next number before it is placed. */
  mintFor(number: number, wish: MintTokens, origin: string): Answer<Windows> {
    const terminal = this.#shop.register.terminal(number);
    if (!terminal || terminal.isRevoked) return refuse("unauthenticated");
    if (terminalOf(wish.number) !== number) return refuse("order-number-foreign");
    const now = this.#shop.now();
    const present = windowAt(now);
    const from = wish.from ?? present;
    if (from < present - 1 || from + wish.count > present + MAX_AHEAD_WINDOWS)
      return refuse("windows-invalid");
    const { merchant } = this.#shop.profile;
    const counter = counterOf(wish.number);
    const fields = { merchant, terminal: number, counter, cell: terminal.cell, window: from };
    return ok({
      number: orderNumberText(wish.number),
      prefix: `${origin.toUpperCase()}/T/`,
      from,
      tokens: this.#shop.core.issueWindows(fields, wish.count),
      serverTime: timeOut(now),
    });
  }

  /** The code of an order as it stands on the screen now, for a display that shows nothing else. */
  code(credential: Credential, number: OrderNumber, origin: string): Answer<Windows> {
    const admitted = this.admitTo(credential, number);
    if (!admitted.ok) return admitted;
    const looked = this.#shop.look(number);
    if (!looked.ok) return looked;
    const { status } = looked.value.order;
    return status === "placed"
      ? this.mintFor(credential.terminal, { number, count: 1 }, origin)
      : refuse(`order-${status}`);
  }

  /** An order that waits for its payer: where it waits, and until when. */
  waiting(
    credential: Credential,
    number: OrderNumber,
  ): Answer<{ cell: number; expiresAt: string }> {
    const admitted = this.admitTo(credential, number);
    if (!admitted.ok) return admitted;
    const looked = this.#shop.look(number);
    if (!looked.ok) return looked;
    const { status, terms } = looked.value.order;
    if (status !== "placed") return refuse(`order-${status}`);
    return ok({ cell: admitted.value.cell, expiresAt: timeOut(terms.expiresAt) });
  }

  /** Says where the terminal stands, or forgets it. Codes from now on are bound to it. */
  putPlace(credential: Credential, { place }: PutPlace): Answer<TerminalView> {
    const admitted = this.admitWith(credential, "settings");
    if (!admitted.ok) return admitted;
    const cell = place ? this.#shop.core.cellAt(place.latitude, place.longitude) : 0;
    this.#shop.register.move(credential.terminal, cell);
    this.#note(credential.terminal, "place-set", cell === 0 ? "" : this.#shop.core.cellText(cell));
    return this.view(credential);
  }

  policy(credential: Credential): Answer<Policy> {
    const admitted = this.admit(credential);
    return admitted.ok ? ok(this.#shop.policy) : admitted;
  }

  putPolicy(credential: Credential, policy: Policy): Answer<Policy> {
    const admitted = this.admitWith(credential, "settings");
    if (!admitted.ok) return admitted;
    this.#shop.register.putPolicy(policy);
    this.#note(credential.terminal, "policy-set", JSON.stringify(policy));
    return ok(this.#shop.policy);
  }

  /** The ways to pay that there are, and which of them payers are offered. */
  rails(credential: Credential): Answer<RailsView> {
    const admitted = this.admit(credential);
    if (!admitted.ok) return admitted;
    const on = new Set(this.#shop.railsOn.map(({ name }) => name));
    return ok(railChoices(this.#shop.cashier.rails, on));
  }

  putRails(credential: Credential, { on }: PutRails): Answer<RailsView> {
    const admitted = this.admitWith(credential, "settings");
    if (!admitted.ok) return admitted;
    if (on.some((name) => !this.#shop.cashier.rails.has(name))) return refuse("rail-absent");
    // What is absent today is off, should its keys come one day.
    const off = Object.keys(RAIL_KINDS).filter((name) => !on.includes(name));
    this.#shop.register.putRailsOff(off);
    this.#note(credential.terminal, "rails-set", on.join(", "));
    return this.rails(credential);
  }

  /** A pass that opens the live channel once: a browser cannot send a credential with a WebSocket. */
  ticket(credential: Credential): Answer<Ticket> {
    const admitted = this.admit(credential);
    if (!admitted.ok) return admitted;
    const secret = this.#shop.newSecret();
    const expiresAt = later(this.#shop.now(), TICKET_MS);
    const { merchant, terminal } = credential;
    const hash = this.#shop.hashOf(secret);
    this.#shop.register.keepTicket(hash, { terminal, display: 0 }, expiresAt);
    return ok({ ticket: credentialText({ merchant, terminal, secret }) });
  }

  /** Whose ticket this is; it is used up by asking. */
  takeTicket({ terminal, secret }: Credential): Listener | null {
    const owner = this.#shop.register.takeTicket(this.#shop.hashOf(secret), this.#shop.now());
    return owner?.terminal === terminal ? owner : null;
  }

  #note(terminal: number, action: DeedName, about: string): void {
    this.#audit.record({ actor: actorAt(terminal, null), action, about }, this.#shop.now());
  }

  /** The same, for one of its own orders. */
  admitTo(credential: Credential, number: OrderNumber): Answer<Terminal> {
    const admitted = this.admit(credential);
    if (!admitted.ok) return admitted;
    return terminalOf(number) === credential.terminal ? admitted : refuse("order-number-foreign");
  }
}
