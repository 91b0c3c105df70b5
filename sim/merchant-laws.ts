import type { OrderEvent } from "../worker/domain/order.ts";
import type { FakeAccount } from "../worker/tests/stripe/fake-account.ts";
import type { Bank } from "./bank.ts";
import { BankLaws } from "./bank-laws.ts";
import { ClearingLaws } from "./clearing-laws.ts";
import { type Commit } from "./machine.ts";
import { type Movement, WALLETS } from "./movement.ts";
import {
  type OrderLedger,
  hasMoneyOpen,
  isOpen,
  isUnderWay,
  lostOf,
  owedOf,
} from "./order-ledger.ts";
import { follow } from "./order-laws.ts";
import { SettlementLaws } from "./settlement-laws.ts";
import { SplitLaws } from "./split-laws.ts";
import { StaffLaws } from "./staff-laws.ts";
import { StripeLaws } from "./stripe-laws.ts";
import type { Verdicts, WalletLaws } from "./wallet-laws.ts";
import { type WrittenRow, rowOf } from "./written-row.ts";

/** An alarm stands behind whatever is under way, no further off than this: the longest lease, or patience and backoff. */
const MAX_ALARM_MS = 75_000;
/** What only a person can mend is looked at again this often. */
const STUCK_MS = 3_600_000;

/** What must hold of a merchant at every single commit, seen from inside. */
export class MerchantLaws {
  readonly orders = new Map<number, OrderLedger>();
  /** What each account has come to: debits less credits. */
  readonly accounts = new Map<string, number>();
  /** The wallets that there are, by their names. */
  readonly wallets = new Map<string, WalletLaws>();
  readonly #complain: (law: string, detail: string) => void;
  readonly #bank: BankLaws;
  readonly #clearing: ClearingLaws;
  lastSeq = 0;
  /** The latest instant that its clock has shown: what is due by it may have been due then. */
  #latest = 0;
  /** The instant of the latest fact. */
  #at = 0;
  #now = 0;
  /** What the merchant has said that a till may give back of one order. */
  #refundLimit: number | null = null;
  readonly #settlements: SettlementLaws;
  readonly #splits: SplitLaws;
  readonly #staff: StaffLaws;
  readonly stripe: StripeLaws;

  constructor(
    merchant: string,
    bank: Bank,
    stripe: FakeAccount,
    complain: (law: string, detail: string) => void,
  ) {
    this.#complain = complain;
    this.#bank = new BankLaws(merchant, bank, complain);
    this.#clearing = new ClearingLaws(merchant, this.orders, this.wallets, complain);
    this.#settlements = new SettlementLaws(complain);
    this.#splits = new SplitLaws(this.orders, complain);
    this.#staff = new StaffLaws(complain);
    this.stripe = new StripeLaws(merchant, stripe, this, complain);
  }

  /** What was decided about each try to pay from a wallet. */
  get verdicts(): Verdicts {
    return this.#clearing.verdicts;
  }

  /** `clock` is what the machine's own clock says, `now` is when it really is. */
  commit({ written, alarm, isRinging }: Commit, clock: number, now: number): void {
    this.#now = now;
    const expected: Movement[] = [];
    const booked: Movement[] = [];
    const saved = new Map<number, WrittenRow>();
    const [settlements, batches]: [WrittenRow[], WrittenRow[]] = [[], []];
    this.#staff.begin();
    for (const write of written) {
      this.#staff.write(write);
      if (write.query.startsWith("UPDATE profile SET policy"))
        this.#refundLimit = (
          JSON.parse(write.bindings[0] as string) as { refundLimitMinor: number | null }
        ).refundLimitMinor;
      if (REWRITING.test(write.query)) this.#complain("what is booked stays", write.query);
      const row = rowOf(write);
      if (row?.table === "settlements") settlements.push(row);
      if (row?.table === "batches") batches.push(row);
      if (row?.table === "events") expected.push(...this.#fact(row));
      if (row?.table === "entries") {
        booked.push(movementOf(row));
        this.#settlements.book([
          { ...movementOf(row), currency: String(row["currency"]), at: this.#at },
        ]);
        this.#clearing.book(row);
      }
      if (row?.table === "decisions") this.#clearing.decide(row);
      if (row?.table === "orders")
        saved.set(Number(row["number"]), { ...saved.get(Number(row["number"])), ...row });
    }
    if (textOf(expected) !== textOf(booked))
      this.#complain("the books say what happened", `${textOf(booked)} for ${textOf(expected)}`);
    for (const { debit, credit, amount } of booked) {
      this.accounts.set(debit, (this.accounts.get(debit) ?? 0) + amount);
      this.accounts.set(credit, (this.accounts.get(credit) ?? 0) - amount);
    }
    for (const [number, row] of saved) this.#saved(number, row);
    this.#settlements.close(settlements, batches);
    if (expected.length > 0 || saved.size > 0) this.#splits.check();
    if (written.length > 0) this.#balances();
    // An alarm that is being attended to ends by setting the next.
    this.#latest = Math.max(this.#latest, clock);
    if (!isRinging) this.#isWound(alarm, this.#latest);
  }

  /**
   * All money that was under way at that instant has arrived where it belongs. The sandbox takes its own time, and a wallet
   * that has begun is given a grace by the till's clock: those end with everything else.
   */
  moneyAtRest(since: number): void {
    for (const [number, order] of this.orders) {
      if (order.status === "paying" && order.rail !== "bank") continue;
      if (order.openSince !== null && order.openSince <= since)
        this.#complain(
          "everything settles",
          `${number} is ${order.status} with ${JSON.stringify([order.isPosting, [...order.refunds.values()], [...order.strays.values()]])}`,
        );
    }
  }

  /** Everything has come to rest. */
  atRest(): void {
    for (const [number, order] of this.orders)
      if (isUnderWay(order)) this.#complain("every order ends", `${number} is ${order.status}`);
    for (const account of ["suspense", "refunding", "sending-back"])
      if ((this.accounts.get(account) ?? 0) !== 0)
        this.#complain("nothing stays in between", `${account} has ${this.accounts.get(account)}`);
    this.#bank.atRest(this.owedBy("bank"));
    this.#clearing.atRest(this.accounts.get(WALLETS) ?? 0);
    this.#settlements.atRest();
  }

  /** What a rail is to have for the merchant: its account, less what it let go of before it was taken. */
  owedBy(rail: string): number {
    let owed = this.accounts.get(`clearing:${rail}`) ?? 0;
    for (const order of this.orders.values())
      if (order.isHoldLost && order.rail === rail) owed -= order.minor;
    return owed;
  }

  #fact(row: WrittenRow): readonly Movement[] {
    const [seq, number] = [Number(row["seq"]), Number(row["number"])];
    if (seq !== this.lastSeq + 1)
      this.#complain("facts are numbered without gaps", `${seq} after ${this.lastSeq}`);
    this.lastSeq = seq;
    this.#at = Number(row["at"]);
    this.#latest = Math.max(this.#latest, this.#at);
    const event = JSON.parse(String(row["event"])) as OrderEvent;
    const tell = (law: string, detail: string): void => this.#complain(law, `${number}: ${detail}`);
    const before = this.orders.get(number)?.status;
    const followed = follow(this.orders.get(number), event, Number(row["at"]), tell);
    if (!followed) return [];
    this.orders.set(number, followed.order);
    if (event.type === "placed" && event.terms.part)
      this.#splits.placed(number, event.terms.part.of);
    followed.order.openSince = hasMoneyOpen(followed.order)
      ? (followed.order.openSince ?? this.#now)
      : null;
    if (event.type === "refundRequested" && event.wallet === undefined)
      this.#checkLimit(number, followed.order);
    this.#staff.check(number, followed.order, event);
    this.#bank.check(number, followed.order, event, before === "paying");
    this.#clearing.check(number, followed.order, event);
    this.stripe.check(number, followed.order, event, before === "paying");
    return followed.movements;
  }

  #checkLimit(number: number, { refunds }: OrderLedger): void {
    const given = [...refunds.values()]
      .filter(({ state }) => state !== "failed")
      .reduce((sum, { amount }) => sum + amount, 0);
    if (this.#refundLimit !== null && given > this.#refundLimit)
      this.#complain("a till gives back no more than it may", `${number}: ${given}`);
  }

  #saved(number: number, row: WrittenRow): void {
    const order = this.orders.get(number);
    const state = JSON.parse(String(row["state"])) as { status: string; isHoldLost?: boolean };
    if ((state.isHoldLost ?? false) !== (order?.isHoldLost ?? false))
      this.#complain(
        "what is saved is what happened",
        `${number}: ${state.isHoldLost} of its hold`,
      );
    if (state.status !== order?.status)
      this.#complain(
        "what is saved is what happened",
        `${number} is saved as ${state.status}, and is ${order?.status}`,
      );
    if (Number(row["version"]) !== this.lastSeq && Number(row["version"]) > this.lastSeq)
      this.#complain(
        "what is saved is what happened",
        `${number} has version ${String(row["version"])}`,
      );
    if (order && row["open"] !== undefined && (row["open"] === 1) !== isOpen(order))
      this.#complain("open orders are found again", `${number}`);
  }

  #balances(): void {
    let [available, suspense, refunding, sendingBack] = [0, 0, 0, 0];
    for (const order of this.orders.values()) {
      if (order.status === "paid" && !order.isTopUp) available += order.minor;
      for (const { amount, state, isWallets } of order.refunds.values()) {
        if (state !== "failed" && !isWallets) available -= amount;
        if (state === "pending" && isWallets) sendingBack += amount;
        if (state === "pending" && !isWallets) refunding += amount;
      }
      available -= lostOf(order.disputes);
      for (const stray of order.strays.values()) {
        const owed = stray.isHeld ? 0 : owedOf(stray);
        suspense += owed;
        // What came in, less what went back, what a bank has for good, and what is still owed.
        if (!stray.isHeld)
          available += stray.amount - (stray.returned ?? 0) - lostOf(stray.disputes) - owed;
      }
    }
    const dues = { available, suspense, refunding, "sending-back": sendingBack };
    for (const [account, due] of Object.entries(dues)) {
      const has = 0 - (this.accounts.get(account) ?? 0);
      if (has !== due) this.#complain("the books balance", `${account} has ${has}, not ${due}`);
    }
  }

  #isWound(alarm: number | null, now: number): void {
    for (const [number, order] of this.orders) {
      const due = dueOf(order, now);
      if (due !== null && (alarm === null || alarm > due))
        this.#complain("an alarm stands behind what is due", `${number}: ${alarm} for ${due}`);
    }
  }
}

function dueOf(order: OrderLedger, now: number): number | null {
  if (order.status === "placed") return Math.max(order.expiresAt, now);
  if (order.status === "claimed") return Math.max(order.leaseUntil, now);
  if (hasMoneyOpen(order)) return now + MAX_ALARM_MS;
  return order.isHoldLost ? now + STUCK_MS + MAX_ALARM_MS : null;
}

/** What is booked, happened, or is decided is only ever added to. */
const REWRITING =
  /^\s*(UPDATE|DELETE FROM|INSERT OR \w+ INTO) (entries|events|decisions|settlements|batches)\b/;

const movementOf = (row: WrittenRow): Movement => ({
  debit: String(row["debit"]),
  credit: String(row["credit"]),
  amount: Number(row["amount"]),
});

const textOf = (movements: readonly Movement[]): string =>
  movements.map(({ debit, credit, amount }) => `${debit}>${credit}:${amount}`).join(" ");
