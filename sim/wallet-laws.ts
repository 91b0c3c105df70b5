import type { Hold } from "../worker/domain/hold.ts";
import type { Commit } from "./machine.ts";
import { type WrittenRow, clearingChange, rowOf } from "./written-row.ts";

type Complain = (law: string, detail: string) => void;

/** What one wallet has kept about a try to pay. */
export interface KnownHold {
  readonly amount: number;
  readonly claim: string;
  /** In simulated ms. */
  readonly since: number;
  readonly status: Hold["status"];
}

/** What the other side has decided about a try, as its own books have it. */
export type Verdicts = ReadonlyMap<string, "accepted" | "rejected">;

/** A question to a merchant is asked again this soon, at the latest. */
const MAX_ALARM_MS = 40_000;

/** What may become of a hold. What is decided stays. */
const NEXT: Readonly<Record<Hold["status"], readonly Hold["status"][]>> = {
  pending: ["pending", "posted", "voided"],
  posted: [],
  voided: [],
  declined: [],
};

/** What must hold of a wallet at every single commit, seen from inside. */
export class WalletLaws {
  readonly holds = new Map<string, KnownHold>();
  readonly credits = new Map<string, number>();
  /** What each account has come to: credits less debits. */
  readonly accounts = new Map<string, number>();
  readonly #complain: Complain;
  readonly #verdicts: Verdicts;
  /** Movements of what merchants have of it, by the merchant and what both books call them: credits less debits. */
  readonly #pairs = new Map<string, Map<string, number>>();
  readonly #open = new Set<string>();
  /** Each try by the key of its offer. */
  readonly #tries = new Map<string, string>();
  #bookedAt = 0;
  #now = 0;
  #latest = 0;

  constructor(name: string, verdicts: Verdicts, complain: Complain) {
    this.#complain = (law, detail) => complain(law, `${name}: ${detail}`);
    this.#verdicts = verdicts;
  }

  /** `clock` is what the machine's own clock says, `now` is when it really is. */
  commit({ written, alarm, isRinging }: Commit, clock: number, now: number): void {
    this.#now = now;
    const expected: string[] = [];
    const booked: string[] = [];
    for (const write of written) {
      const row = rowOf(write);
      switch (row?.table) {
        case "holds":
          expected.push(...this.#hold(JSON.parse(row["state"] as string) as Hold));
          break;
        case "credits":
          expected.push(...this.#credit(row));
          break;
        case "entries":
          booked.push(this.#entry(row));
          this.#pair(row);
          break;
        case "outbox":
          this.#open.add(row["pend"] as string);
          break;
        case "pockets":
          this.#pocket(row);
          break;
        default:
          if (write.query.startsWith("DELETE FROM outbox"))
            this.#open.delete(write.bindings[0] as string);
      }
    }
    const [due, done] = [expected.join(" "), booked.join(" ")];
    if (due !== done) this.#complain("the wallet's books say what happened", `${done} for ${due}`);
    for (const account of ["available", "held"])
      if (this.#balance(account) < 0) this.#complain("a wallet is never overdrawn", account);
    for (const [pend, { status }] of this.holds)
      if ((status === "pending") !== this.#open.has(pend))
        this.#complain("what is held is asked about", `${pend} is ${status}`);
    this.#latest = Math.max(this.#latest, clock);
    const isWound = alarm !== null && alarm <= this.#latest + MAX_ALARM_MS;
    if (this.#open.size > 0 && !isRinging && !isWound)
      this.#complain("an alarm stands behind what is held", `${alarm}`);
  }

  /** All money that was held at that instant has been decided about. */
  moneyAtRest(heldSince: number): void {
    for (const [pend, { status, since }] of this.holds)
      if (status === "pending" && since <= heldSince)
        this.#complain("everything held is decided", `${pend}, held since ${since} ms`);
  }

  /** Nothing is held any more. */
  atRest(): void {
    if (this.#balance("held") !== 0 || this.#open.size > 0)
      this.#complain("everything held is decided", [...this.#open].join(" "));
  }

  /** What a merchant has had of it, as its own books say. */
  clearedBy(merchant: string): number {
    return this.#balance(`clearing:${merchant}`);
  }

  pairsWith(merchant: string): ReadonlyMap<string, number> {
    return this.#pairs.get(merchant) ?? new Map();
  }

  #pair(row: WrittenRow): void {
    const [, merchant] =
      /clearing:(\w+)/.exec(`${String(row["debit"])} ${String(row["credit"])}`) ?? [];
    if (merchant === undefined) return;
    const pairs = this.#pairs.get(merchant) ?? new Map<string, number>();
    const pair = String(row["pair"]);
    if (pairs.has(pair)) this.#complain("a movement is booked once", pair);
    pairs.set(pair, -clearingChange(row, merchant));
    this.#pairs.set(merchant, pairs);
  }

  #hold({ terms, status }: Hold): string[] {
    const { pend, merchant, claim, key } = terms;
    const amount = terms.amount.minor;
    const before = this.holds.get(pend);
    this.holds.set(pend, { amount, claim, since: before?.since ?? this.#now, status });
    const first = this.#tries.get(key) ?? pend;
    this.#tries.set(key, first);
    if (first !== pend) this.#complain("one confirmation is one try", `${first} and ${pend}`);
    if (before && !NEXT[before.status].includes(status))
      this.#complain("a decision never changes", `${pend} was ${before.status}, is ${status}`);
    if (!before) return status === "pending" ? [textOf("available", "held", amount)] : [];
    const verdict = this.#verdicts.get(pend);
    if (status === "posted") {
      if (verdict !== "accepted")
        this.#complain("money leaves a wallet only for a yes", `${pend}: ${verdict}`);
      return [textOf("held", `clearing:${merchant}`, amount)];
    }
    if (status !== "voided") return [];
    if (verdict !== "rejected")
      this.#complain("money comes back to a wallet only for a no", `${pend}: ${verdict}`);
    return [textOf("held", "available", amount)];
  }

  #credit(row: Record<string, unknown>): string[] {
    const { id, from, amount } = JSON.parse(row["credit"] as string) as {
      id: string;
      from: string;
      amount: { minor: number };
    };
    if (this.credits.has(id)) this.#complain("money comes in once", id);
    if (row["accepted"] !== 1) return [];
    this.credits.set(id, amount.minor);
    return [textOf(`clearing:${from}`, "available", amount.minor)];
  }

  #entry(row: Record<string, unknown>): string {
    const [debit, credit, amount] = [row["debit"], row["credit"], row["amount"]] as [
      string,
      string,
      number,
    ];
    const at = row["at"] as number;
    if (at < this.#bookedAt)
      this.#complain("time goes forward", `${this.#bookedAt - at} ms before`);
    this.#bookedAt = at;
    this.accounts.set(debit, this.#balance(debit) - amount);
    this.accounts.set(credit, this.#balance(credit) + amount);
    return textOf(debit, credit, amount);
  }

  #pocket(row: Record<string, unknown>): void {
    for (const account of ["available", "held"])
      if (row[account] !== this.#balance(account))
        this.#complain("a pocket is the sum of its entries", `${account}: ${String(row[account])}`);
  }

  #balance(account: string): number {
    return this.accounts.get(account) ?? 0;
  }
}

const textOf = (debit: string, credit: string, amount: number): string =>
  `${debit}>${credit}:${amount}`;
