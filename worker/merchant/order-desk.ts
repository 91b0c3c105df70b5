import type { Credential } from "../contract/credential.ts";
import type { MakeRefund, OrderPage, OrderView, PlaceOrder, TakeCash } from "../contract/order.ts";
import { ORDERS } from "../contract/quota.ts";
import type { ProblemType } from "../contract/problem.ts";
import { type SplitView, splitViewOf } from "../contract/split.ts";
import { checkBill } from "../domain/bill.ts";
import { later } from "../domain/instant.ts";
import type { Minor } from "../domain/money.ts";
import type { Order, Terms } from "../domain/order.ts";
import { type OrderNumber, orderNumberText, terminalOf } from "../domain/order-number.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import { type StaffName, narrowerLimit, refundLimitOf, widerLimit } from "../domain/staff.ts";
import { type Part, partOf } from "../domain/split.ts";
import { walletLimitsFor } from "../domain/wallet-limits.ts";
import type { AuditTrail } from "./audit-trail.ts";
import { KeptMeter } from "../object/kept-meter.ts";
import { orderPageOf } from "./order-page.ts";
import type { Shop } from "./shop.ts";
import { type StaffDesk, actorAt } from "./staff-desk.ts";
import type { Member } from "./staff-book.ts";
import type { TerminalDesk } from "./terminal-desk.ts";

type Answer<Value> = Result<Value, ProblemType>;

/** More open orders than one till can show at once: something is wrong with it. */
const MAX_OPEN_ORDERS = 16;

/** An order that was placed, and how many more its terminal may place in these minutes. */
export interface Placed {
  readonly order: OrderView;
  readonly isNew: boolean;
  readonly left: number;
}

/** Where terminals place their orders, take cash for them, and give money back. Each sees its own only. */
export class OrderDesk {
  readonly #shop: Shop;
  readonly #terminals: TerminalDesk;
  readonly #staff: StaffDesk;
  readonly #audit: AuditTrail;
  readonly #orders: KeptMeter;

  constructor(
    shop: Shop,
    terminals: TerminalDesk,
    staff: StaffDesk,
    audit: AuditTrail,
    sql: SqlStorage,
  ) {
    this.#shop = shop;
    this.#terminals = terminals;
    this.#staff = staff;
    this.#audit = audit;
    this.#orders = new KeptMeter(ORDERS, sql);
  }

  /** The device leg. The terminal made the number, so sending it twice is sending it once. */
  place(credential: Credential, wish: PlaceOrder): Answer<Placed> {
    const admitted = this.#terminals.admitTo(credential, wish.number);
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
    const admitted = this.#terminals.admitTo(credential, number);
    if (!admitted.ok) return admitted;
    const bill = this.#billOf(number);
    if (!bill.ok) return bill;
    return ok(splitViewOf(bill.value.order, bill.value.parts, (order) => this.#shop.viewOf(order)));
  }

  order(credential: Credential, number: OrderNumber): Answer<OrderView> {
    const admitted = this.#terminals.admitTo(credential, number);
    if (!admitted.ok) return admitted;
    const looked = this.#shop.look(number);
    return looked.ok ? ok(this.#shop.viewOf(looked.value.order)) : looked;
  }

  orders(credential: Credential, before: OrderNumber | null, limit: number): Answer<OrderPage> {
    const admitted = this.#terminals.admit(credential);
    return admitted.ok ? ok(orderPageOf(this.#shop, credential.terminal, before, limit)) : admitted;
  }

  /** Cancels at once before an instruction; after it, asks the rail to stop, and its answer decides. */
  async cancel(credential: Credential, number: OrderNumber): Promise<Answer<OrderView>> {
    const admitted = this.#terminals.admitTo(credential, number);
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
    const admitted = this.#terminals.admitTo(credential, number);
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
    const admitted = this.#terminals.admitTo(credential, number);
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
    if (isNew) this.#note(credential.terminal, there.value, about + letBy);
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

  #note(terminal: number, member: Member | null, about: string): void {
    const deed = { actor: actorAt(terminal, member), action: "refunded", about } as const;
    this.#audit.record(deed, this.#shop.now());
  }
}

/** How an order names who stood there. */
const cashierOf = (member: Member | null): { readonly cashier?: StaffName } =>
  member ? { cashier: { number: member.number, name: member.name } } : {};
