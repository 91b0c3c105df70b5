import type { DeedName } from "../contract/audit.ts";
import { type Credential, type Proof, credentialText } from "../contract/credential.ts";
import type { Enrolled, EnrolmentCode } from "../contract/enrolment.ts";
import { type EventPage, MAX_WAIT_SECONDS } from "../contract/event.ts";
import { type MoneyOut, moneyOut, timeOut } from "../contract/fields.ts";
import type { LedgerView } from "../contract/ledger.ts";
import type { TerminalView, Ticket } from "../contract/merchant.ts";
import type { MakeRefund, OrderPage, OrderView, PlaceOrder, TakeCash } from "../contract/order.ts";
import type { Policy, PutPlace } from "../contract/place.ts";
import { ORDERS } from "../contract/quota.ts";
import type { ProblemType } from "../contract/problem.ts";
import { type SplitView, splitViewOf } from "../contract/split.ts";
import type { PutRails, RailsView } from "../contract/rails.ts";
import { type MintTokens, WINDOW_SECONDS, type Windows, windowAt } from "../contract/token.ts";
import { checkBill } from "../domain/bill.ts";
import { type Secret, secretFrom } from "../domain/capability.ts";
import { later } from "../domain/instant.ts";
import type { Minor, Money } from "../domain/money.ts";
import type { Order, Terms } from "../domain/order.ts";
import {
  type OrderNumber,
  counterOf,
  orderNumberText,
  terminalOf,
} from "../domain/order-number.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import {
  type Right,
  type StaffName,
  mayDo,
  narrowerLimit,
  refundLimitOf,
  widerLimit,
} from "../domain/staff.ts";
import { type Part, partOf } from "../domain/split.ts";
import { walletLimitsFor } from "../domain/wallet-limits.ts";
import type { AuditTrail } from "./audit-trail.ts";
import { KeptMeter } from "../object/kept-meter.ts";
import type { Door } from "./door.ts";
import { RAIL_KINDS } from "../rails/registry.ts";
import { orderPageOf } from "./order-page.ts";
import { railChoices } from "./rail-choices.ts";
import type { Listener, Terminal } from "./register.ts";
import type { Shop } from "./shop.ts";
import { type StaffDesk, actorAt } from "./staff-desk.ts";
import type { Member } from "./staff-book.ts";

const encoder = new TextEncoder();

type Answer<Value> = Result<Value, ProblemType>;

/** How far ahead windows are handed out: what a stolen screen could know. */
const MAX_AHEAD_WINDOWS = 3600 / WINDOW_SECONDS;
/** How long a pass for the live channel may wait to be used. */
export const TICKET_MS = 60_000;
/** More open orders than one till can show at once: something is wrong with it. */
const MAX_OPEN_ORDERS = 16;

/** An order that was placed, and how many more its terminal may place in these minutes. */
export interface Placed {
  readonly order: OrderView;
  readonly isNew: boolean;
  readonly left: number;
}

/** Where terminals ask. Every call shows its credential, and sees its own orders only. */
export class TerminalDesk {
  readonly #shop: Shop;
  readonly #door: Door;
  readonly #staff: StaffDesk;
  readonly #audit: AuditTrail;
  readonly #orders: KeptMeter;

  constructor(shop: Shop, door: Door, staff: StaffDesk, audit: AuditTrail, sql: SqlStorage) {
    this.#orders = new KeptMeter(ORDERS, sql);
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

  /** The device leg. The terminal made the number, so sending it twice is sending it once. */
  place(credential: Credential, wish: PlaceOrder): Answer<Placed> {
    const admitted = this.#admitTo(credential, wish.number);
    if (!admitted.ok) return admitted;
    const there = this.#staff.at(admitted.value, credential.staff);
    if (!there.ok) return there;
    const { journal, profile } = this.#shop;
    if (wish.amount.currency !== profile.currency) return refuse("currency-unsupported");
    if (!checkBill(wish.amount.minor, wish.lines).ok) return refuse("bill-inconsistent");
    const isKnown = journal.find(wish.number) !== null;
    if (!isKnown && journal.countOpen(credential.terminal) >= MAX_OPEN_ORDERS)
      return refuse("orders-too-many");
    const now = this.#shop.now();
    const meter = String(credential.terminal);
    // A repeated order is no new one, and takes nothing.
    if (!isKnown) {
      if (this.#shop.atOrder.isFilling) return refuse("shop-busy");
      if (!this.#orders.take(meter, now)) return refuse("rate-limited");
    }
    const part = this.#partOf(wish, isKnown);
    if (part && !part.ok) return part;
    if (wish.kind === "top-up") {
      if (!this.#shop.isOn("wallet")) return refuse("rail-unknown");
      if (wish.amount.minor > walletLimitsFor(wish.amount.currency).topUp)
        return refuse("over-limit");
    }
    const { number, kind, amount, lines, note, expiresInSeconds } = wish;
    const expiresAt = later(now, expiresInSeconds * 1000);
    const terms: Terms = {
      number,
      amount,
      lines,
      note,
      placedAt: now,
      expiresAt,
      ...(kind && { kind }),
      ...(part && { part: part.value }),
      ...cashierOf(there.value),
    };
    const placed = this.#shop.handle(number, { type: "place", terms });
    if (!placed.ok) return placed;
    return ok({
      order: this.#shop.viewOf(placed.value.order),
      isNew: !isKnown,
      left: this.#orders.left(meter, now),
    });
  }

  /** Which part of which bill this is, if it is one. A part that is known already is not counted again. */
  #partOf(
    { number, kind, part, amount, lines }: PlaceOrder,
    isKnown: boolean,
  ): Answer<Part> | null {
    if (!part) return null;
    if (lines.length > 0 || kind) return refuse("bill-inconsistent");
    if (terminalOf(part.of) !== terminalOf(number)) return refuse("order-number-foreign");
    const bill = this.#billOf(part.of);
    if (!bill.ok) return bill;
    const { order, parts } = bill.value;
    return partOf(order, isKnown ? [] : parts, { ...part, amount: amount.minor });
  }

  /** A bill with the orders that are its parts, each as it stands now. */
  #billOf(number: OrderNumber): Answer<{ order: Order; parts: Order[] }> {
    const looked = this.#shop.look(number);
    if (!looked.ok) return looked;
    const parts = this.#shop.journal.partsOf(number).flatMap((part) => {
      const found = this.#shop.look(part);
      return found.ok ? [found.value.order] : [];
    });
    return ok({ order: looked.value.order, parts });
  }

  /** How far a bill is that is paid in parts. */
  parts(credential: Credential, number: OrderNumber): Answer<SplitView> {
    const admitted = this.#admitTo(credential, number);
    if (!admitted.ok) return admitted;
    const bill = this.#billOf(number);
    if (!bill.ok) return bill;
    return ok(splitViewOf(bill.value.order, bill.value.parts, (order) => this.#shop.viewOf(order)));
  }

  order(credential: Credential, number: OrderNumber): Answer<OrderView> {
    const admitted = this.#admitTo(credential, number);
    if (!admitted.ok) return admitted;
    const looked = this.#shop.look(number);
    return looked.ok ? ok(this.#shop.viewOf(looked.value.order)) : looked;
  }

  orders(credential: Credential, before: OrderNumber | null, limit: number): Answer<OrderPage> {
    const admitted = this.admit(credential);
    return admitted.ok ? ok(orderPageOf(this.#shop, credential.terminal, before, limit)) : admitted;
  }

  /** Cancels at once before an instruction; after it, asks the rail to stop, and its answer decides. */
  async cancel(credential: Credential, number: OrderNumber): Promise<Answer<OrderView>> {
    const admitted = this.#admitTo(credential, number);
    if (!admitted.ok) return admitted;
    const cancelled = this.#shop.handle(number, { type: "cancel" });
    if (!cancelled.ok) return cancelled;
    await this.#shop.cashier.attend(cancelled.value.order);
    return this.order(credential, number);
  }

  /** Cash at the counter: decided at once, since nobody else has to be asked. A top-up is then owed to its wallet. */
  async takeCash(
    credential: Credential,
    number: OrderNumber,
    { key, tendered }: TakeCash,
  ): Promise<Answer<OrderView>> {
    const admitted = this.#admitTo(credential, number);
    if (!admitted.ok) return admitted;
    const there = this.#staff.at(admitted.value, credential.staff);
    if (!there.ok) return there;
    const receipt = this.#shop.newSecret();
    const cash = { key, tendered, receipt, ...cashierOf(there.value) };
    const taken = this.#shop.handle(number, { type: "take cash", ...cash });
    if (!taken.ok) return taken;
    // Cash for a wallet is owed to it from this commit on; the wallet may as well hear it at once.
    await this.#shop.cashier.attend(taken.value.order);
    return this.order(credential, number);
  }

  /** Gives money back, on the rail it came from; answers when the rail has, or says that it is on its way. */
  async refund(
    credential: Credential,
    number: OrderNumber,
    { approval, ...wish }: MakeRefund,
  ): Promise<Answer<OrderView>> {
    const admitted = this.#admitTo(credential, number);
    if (!admitted.ok) return admitted;
    const there = this.#staff.at(admitted.value, credential.staff);
    if (!there.ok) return there;
    const approver = there.value && this.#staff.takeApproval(admitted.value, approval);
    const requested = this.#shop.handle(number, {
      type: "refund",
      ...wish,
      limit: this.#refundLimit(there.value, approver),
      ...cashierOf(there.value),
      ...(approver && { approver: { number: approver.number, name: approver.name } }),
    });
    if (!requested.ok) return requested;
    const isNew = requested.value.events.some(({ type }) => type === "refundRequested");
    const about = `${orderNumberText(number)} ${wish.amount} ${wish.reason}`;
    const letBy = approver ? ` (staff ${approver.number})` : "";
    if (isNew) this.#note(credential.terminal, "refunded", about + letBy, there.value);
    await this.#shop.cashier.attend(requested.value.order);
    return this.order(credential, number);
  }

  /** What whoever stands there may give back of one order, or whoever lets them; the till's own limit is for both. */
  #refundLimit(member: Member | null, approver: Member | null): Minor | null {
    const { rules } = this.#staff;
    const atTill = this.#shop.policy.refundLimitMinor as Minor | null;
    if (!member) return atTill;
    const own = refundLimitOf(member.role, rules);
    const granted = approver ? widerLimit(own, refundLimitOf(approver.role, rules)) : own;
    return narrowerLimit(atTill, granted);
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
    const admitted = this.#admitTo(credential, number);
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
    const admitted = this.#admitTo(credential, number);
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

  #note(terminal: number, action: DeedName, about: string, member: Member | null = null): void {
    this.#audit.record({ actor: actorAt(terminal, member), action, about }, this.#shop.now());
  }

  #admitTo(credential: Credential, number: OrderNumber): Answer<Terminal> {
    const admitted = this.admit(credential);
    if (!admitted.ok) return admitted;
    return terminalOf(number) === credential.terminal ? admitted : refuse("order-number-foreign");
  }
}

/** How an order names who stood there. */
const cashierOf = (member: Member | null): { readonly cashier?: StaffName } =>
  member ? { cashier: { number: member.number, name: member.name } } : {};
