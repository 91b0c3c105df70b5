import type { OrderEvent } from "../worker/domain/order.ts";
import type { Role, StaffRules } from "../worker/domain/staff.ts";
import type { OrderLedger } from "./order-ledger.ts";
import type { Written } from "./turn-storage.ts";

type Complain = (law: string, detail: string) => void;

/** What must hold, at every single commit, of the people at a till: who is named stood there, and gave back what they may. */
export class StaffLaws {
  readonly #complain: Complain;
  /** Of each member, by their numbers less one. */
  readonly #roles: Role[] = [];
  #rules: StaffRules | null = null;
  /** Whose pass each is that has not ended, by what is kept of it. */
  readonly #passes = new Map<string, number>();
  /** Whose passes have ended in this commit. */
  #usedUp: number[] = [];

  constructor(complain: Complain) {
    this.#complain = complain;
  }

  begin(): void {
    this.#usedUp = [];
  }

  write({ query, bindings }: Written): void {
    if (!query.includes("staff")) return;
    const [first, second] = bindings;
    if (query.startsWith("INSERT INTO staff (")) this.#roles.push(second as Role);
    if (query.startsWith("UPDATE profile SET staff_rules"))
      this.#rules = JSON.parse(first as string) as StaffRules;
    if (query.startsWith("INSERT OR REPLACE INTO staff_sessions"))
      this.#passes.set(nameOf(first as ArrayBuffer), second as number);
    if (!query.startsWith("DELETE FROM staff_sessions WHERE hash")) return;
    const owner = this.#passes.get(nameOf(first as ArrayBuffer));
    if (owner !== undefined) this.#usedUp.push(owner);
    this.#passes.delete(nameOf(first as ArrayBuffer));
  }

  check(number: number, order: OrderLedger, event: OrderEvent): void {
    const isWallets =
      order.ownWallet !== null || ("wallet" in event && event.type !== "paidInCash");
    if (this.#roles.length === 0 || isWallets) return;
    const there = standing(event);
    if (there === null) return;
    if (there === undefined || ![...this.#passes.values()].includes(there.number))
      this.#complain("who is named stands at the till", `${number}: ${there?.number}`);
    if (event.type === "refundRequested") this.#checkLimit(number, order, event);
  }

  #checkLimit(
    number: number,
    { refunds }: OrderLedger,
    { cashier, approver }: Extract<OrderEvent, { type: `refundRe${string}` }>,
  ): void {
    if (approver && !this.#usedUp.includes(approver.number))
      this.#complain("a pass lets somebody do more once", `${number}: ${approver.number}`);
    const given = [...refunds.values()]
      .filter(({ state }) => state !== "failed")
      .reduce((sum, { amount }) => sum + amount, 0);
    const may = (of?: { number: number }): boolean => {
      const limit = this.#limitOf(of?.number);
      return limit === null || given <= limit;
    };
    if (!may(cashier) && !may(approver))
      this.#complain(
        "nobody gives back more than they may, or are let",
        `${number}: ${given} by ${cashier?.number}, ${approver?.number}`,
      );
  }

  #limitOf(member = 0): number | null {
    const role = this.#roles[member - 1];
    if (!role) return 0;
    return role === "owner" ? null : (this.#rules?.refundLimit[role] ?? null);
  }
}

/** Who did it, of what somebody at a till does; null of everything else. */
function standing(event: OrderEvent): { readonly number: number } | undefined | null {
  switch (event.type) {
    case "placed":
      return event.terms.cashier;
    case "paidInCash":
      return event.attempt.cashier;
    case "refundRequested":
      return event.cashier;
    default:
      return null;
  }
}

const nameOf = (hash: ArrayBuffer): string => Buffer.from(hash).toString("hex");
