import type { Core } from "../../wasm/core.ts";
import { receiptPath } from "../contract/claim.ts";
import { type OrderView, orderViewOf } from "../contract/order.ts";
import { type Policy, defaultPolicy } from "../contract/place.ts";
import { type Secret, secretFrom } from "../domain/capability.ts";
import { type OrderCommand, dueAt } from "../domain/decide.ts";
import { CLAIM_LEASE_MS } from "../domain/decide-claim.ts";
import type { OrderRefusal } from "../domain/decision.ts";
import { type Instant, instant, later } from "../domain/instant.ts";
import { type MatchCode, matchCodeFrom } from "../domain/match-code.ts";
import type { Order, OrderEvent, Terms } from "../domain/order.ts";
import { type OrderNumber, terminalOf } from "../domain/order-number.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import { step } from "../domain/step.ts";
import { type Clearing, type Rail, parseReference } from "../rails/rail.ts";
import { RAIL_KINDS } from "../rails/registry.ts";
import { AlarmClock } from "../object/alarm-clock.ts";
import type { AuditTrail } from "./audit-trail.ts";
import { Cashier } from "./cashier.ts";
import { ClearingDesk } from "./clearing-desk.ts";
import { DayEnd } from "./day-end.ts";
import { Decisions } from "./decisions.ts";
import { Feed } from "./feed.ts";
import { type Entry, Journal } from "./journal.ts";
import { railDeedOf } from "./rail-deeds.ts";
import { type Profile, Register } from "./register.ts";
import { Settlements } from "./settlements.ts";
import type { Surroundings } from "./surroundings.ts";
import { WaitingRoom } from "./waiting-room.ts";

/** What a command came to: the order as it is now, and what the command itself made happen. */
export interface Handled extends Entry {
  readonly events: readonly OrderEvent[];
}

const MAX_DISPLAYS_WAITING = 64;

/** One merchant's order book at work: loads, decides, saves, and tells whoever waits. The rules are in the domain. */
export class Shop {
  readonly profile: Profile;
  readonly journal: Journal;
  readonly register: Register;
  readonly decisions: Decisions;
  readonly settlements: Settlements;
  readonly dayEnd: DayEnd;
  readonly clearing: ClearingDesk;
  readonly feed: Feed;
  readonly cashier: Cashier;
  readonly atOrder: WaitingRoom<OrderNumber>;
  readonly atTerminal: WaitingRoom<number>;
  /** Displays wait in a room of their own, by terminal: however many there are, no till has to stand outside. */
  readonly atDisplay: WaitingRoom<number>;
  readonly #around: Surroundings;
  readonly #audit: Pick<AuditTrail, "record">;
  readonly #alarm: AlarmClock;

  constructor(
    around: Surroundings,
    alarmAt: number | null,
    profile: Profile,
    audit: Pick<AuditTrail, "record">,
  ) {
    this.#around = around;
    this.#audit = audit;
    this.profile = profile;
    this.atOrder = new WaitingRoom(around);
    this.atTerminal = new WaitingRoom(around);
    this.atDisplay = new WaitingRoom(around, MAX_DISPLAYS_WAITING);
    this.#alarm = new AlarmClock((at) => around.setAlarm(at), alarmAt);
    this.journal = new Journal(around.sql, () => around.clock());
    this.register = new Register(around.sql);
    this.decisions = new Decisions(around.sql);
    this.settlements = new Settlements(around.sql);
    this.dayEnd = new DayEnd(this.settlements);
    this.clearing = new ClearingDesk(this);
    this.feed = new Feed(this.journal, (order) => this.viewOf(order));
    this.cashier = new Cashier(around, {
      merchant: profile.merchant,
      payee: profile.name,
      look: (number) => {
        const looked = this.look(number);
        return looked.ok ? looked.value.order : null;
      },
      now: () => this.now(),
      newSecret: () => this.newSecret(),
      bring: (number, command) => this.#bring(number, command),
      wakeBy: (at) => this.#alarm.ringBy(at),
      clearing: this.#clearingOf(),
    });
    // An alarm can be lost; what is due is never lost with it.
    this.wind();
  }

  #clearingOf(): Clearing {
    const { merchant, name } = this.profile;
    return {
      creditor: { from: merchant, payer: name },
      reject: (reference, hold) => {
        const named = parseReference(reference);
        return named
          ? this.clearing.reject(named.number, hold, "abandoned")
          : { type: "rejected", reason: "abandoned" };
      },
      credit: (message) =>
        this.#around
          .wallet(message.wallet)
          .credit(message)
          .catch((error: unknown) => {
            console.error("a wallet did not answer", error);
            return { type: "unknown" } as const;
          }),
    };
  }

  now(): Instant {
    return this.journal.now();
  }

  /** The time of this machine, which the edge's is compared with; what goes on record has {@link now}. */
  clock(): number {
    return this.#around.clock();
  }

  get core(): Core {
    return this.#around.core;
  }

  /** What is kept of a secret. */
  hashOf(secret: string): Uint8Array<ArrayBuffer> {
    return hashOf(this.#around, secret);
  }

  /** What the merchant wants done about place and refunds; safe defaults for what it has not said. */
  get policy(): Policy {
    return { ...defaultPolicy(this.profile.currency), ...this.register.policy() };
  }

  /** The rails that the merchant has switched on, of those that there are here. */
  get railsOn(): Rail[] {
    const off = this.register.railsOff();
    return [...this.cashier.rails.values()].filter(({ name }) =>
      off ? !off.includes(name) : RAIL_KINDS[name]?.isOnAtFirst,
    );
  }

  /**
   * The rails that fill up wallets, where the merchant takes wallets: those on which the payer acts alone. Practice money
   * and real money never meet in one wallet.
   */
  railsForTopUps(): Rail[] {
    const on = this.railsOn;
    const wallets = on.find(({ name }) => name === "wallet");
    return on.filter(({ can, isTest }) => can.instruct && isTest === wallets?.isTest);
  }

  /** The ways to pay this order that its payer is offered. */
  railsToPay({ amount, wallet }: Terms): Rail[] {
    const rails = wallet ? this.railsForTopUps() : this.railsOn;
    return rails.filter((rail) => rail.takes?.(amount) ?? true);
  }

  isOn(rail: string): boolean {
    return this.railsOn.some(({ name }) => name === rail);
  }

  newMatchCode(): MatchCode {
    return matchCodeFrom(this.#around.random(9));
  }

  newSecret(): Secret {
    return secretFrom(this.#around.random(26));
  }

  get rowsWritten(): number {
    return this.journal.rowsWritten + this.#alarm.rowsWritten;
  }

  /** Load, decide, evolve, save: nothing is awaited in between, so it is one commit. Without a command, only time passes. */
  handle(number: OrderNumber, command: OrderCommand | null): Result<Handled, OrderRefusal> {
    const now = this.now();
    const found = this.journal.find(number);
    const { order, events, refusal } = step(found?.order ?? null, command, now);
    if (!order) return refuse(refusal ?? "order-not-found");
    let version = found?.version ?? 0;
    if (events.length > 0) {
      version = this.journal.record(found?.order ?? null, order, events, now);
      this.#alarm.ringBy(this.#dueAt(order, now));
      // A claim made this instant would lapse then: set now, it need not be written by the claim.
      if (events[0]?.type === "placed") this.#alarm.ringBy(later(now, CLAIM_LEASE_MS));
      this.#tell(number);
    }
    return refusal ? refuse(refusal) : ok({ order, version, events });
  }

  /** What a rail says, with what of it the owner has to read in the audit trail, in one commit. */
  #bring(number: OrderNumber, command: OrderCommand): void {
    const handled = this.handle(number, command);
    if (!handled.ok) return;
    const { order, events } = handled.value;
    for (const event of events) {
      const deed = railDeedOf(order, event);
      if (deed) this.#audit.record(deed, this.now());
    }
  }

  /** The order as it stands now, with whatever time has done to it on record. */
  look(number: OrderNumber): Result<Entry, OrderRefusal> {
    return this.handle(number, null);
  }

  /** Does everything that is due, then sets the next alarm. Never throws: an alarm that throws is in the end forgotten. */
  async attend(): Promise<void> {
    this.#alarm.rang();
    const numbers = this.journal.open().map(({ order }) => order.terms.number);
    const attended = await Promise.allSettled(numbers.map((number) => this.#attendTo(number)));
    for (const result of attended) {
      if (result.status === "rejected")
        console.error("an order could not be attended to", result.reason);
    }
    this.#closeDue();
    this.wind();
  }

  #closeDue(): void {
    try {
      this.dayEnd.closeDue(this.now());
    } catch (error) {
      console.error("a day could not be closed", error);
    }
  }

  async #attendTo(number: OrderNumber): Promise<void> {
    const looked = this.look(number);
    if (!looked.ok) return;
    const due = this.cashier.dueAt(looked.value.order);
    if (due !== null && due <= this.now()) await this.cashier.attend(looked.value.order);
  }

  viewOf(order: Order): OrderView {
    const receipt =
      order.status === "paid"
        ? receiptPath({
            merchant: this.profile.merchant,
            number: order.terms.number,
            secret: order.receipt,
          })
        : null;
    return orderViewOf(order, this.profile.language, receipt);
  }

  /** The same, told by the runtime what is set. */
  rewind(alarmAt: number | null): void {
    this.#alarm.correct(alarmAt);
    this.wind();
  }

  /** Sets the alarm for whatever is due. */
  wind(): void {
    const now = this.now();
    for (const { order } of this.journal.open()) this.#alarm.ringBy(this.#dueAt(order, now));
    this.#alarm.ringBy(this.dayEnd.dueAt());
  }

  /** The next instant at which time or a rail has something to do with this order. */
  #dueAt(order: Order, now: Instant): Instant | null {
    const dues = [dueAt(order), this.cashier.dueAt(order)].filter((due) => due !== null);
    return dues.length === 0 ? null : latest(now, instant(Math.min(...dues)));
  }

  /** There is something new to see at this terminal. */
  tellTerminal(terminal: number): void {
    this.atTerminal.wake(terminal);
    this.atDisplay.wake(terminal);
    this.#around.push(terminal);
  }

  #tell(number: OrderNumber): void {
    this.atOrder.wake(number);
    this.tellTerminal(terminalOf(number));
  }
}

const encoder = new TextEncoder();

export const hashOf = ({ core }: Surroundings, secret: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(core.sha256(encoder.encode(secret)));

const latest = (a: Instant, b: Instant): Instant => instant(Math.max(a, b));
