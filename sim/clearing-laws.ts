import type { OrderEvent } from "../worker/domain/order.ts";
import type { Complain } from "./movement.ts";
import type { OrderLedger } from "./order-ledger.ts";
import type { WalletLaws } from "./wallet-laws.ts";
import { type WrittenRow, clearingChange } from "./written-row.ts";

/** What must hold between the wallets' books and the merchant's: at every fact and decision, and when all has come to rest. */
export class ClearingLaws {
  /** What was decided about each try to pay from a wallet. */
  readonly verdicts = new Map<string, "accepted" | "rejected">();
  readonly #merchant: string;
  readonly #orders: ReadonlyMap<number, OrderLedger>;
  /** The wallets that there are, by their names. */
  readonly #wallets: ReadonlyMap<string, WalletLaws>;
  readonly #complain: Complain;
  /** Tries that have paid. */
  readonly #paidBy = new Set<string>();
  /** Movements of the wallets' clearing account, by what both books call them: debits less credits. */
  readonly #pairs = new Map<string, number>();

  constructor(
    merchant: string,
    orders: ReadonlyMap<number, OrderLedger>,
    wallets: ReadonlyMap<string, WalletLaws>,
    complain: Complain,
  ) {
    this.#merchant = merchant;
    this.#orders = orders;
    this.#wallets = wallets;
    this.#complain = complain;
  }

  book(row: WrittenRow): void {
    const change = clearingChange(row, "wallet");
    if (change === 0) return;
    const pair = String(row["pair"]);
    if (this.#pairs.has(pair)) this.#complain("a movement is booked once", pair);
    this.#pairs.set(pair, change);
  }

  decide(row: WrittenRow): void {
    const pend = row["pend"] as string;
    const { type } = JSON.parse(row["verdict"] as string) as { type: "accepted" | "rejected" };
    if (this.verdicts.has(pend)) this.#complain("a decision never changes", pend);
    this.verdicts.set(pend, type);
    if ((type === "accepted") !== this.#paidBy.has(pend))
      this.#complain("a try is accepted when it pays", `${pend} is ${type}`);
  }

  /** Money that a wallet holds for an order pays it: the same amount, held at this very instant. */
  check(number: number, order: OrderLedger, event: OrderEvent): void {
    if (event.type === "instructed") {
      order.hold = event.attempt.hold ?? null;
      if (order.hold && this.verdicts.has(order.hold.pend))
        this.#complain("what is decided is not begun again", order.hold.pend);
    }
    const isCredited = order.rail === "cash" ? event.type === "posted" : event.type === "credited";
    if (order.isTopUp && isCredited) this.#checkTopUp(number, order);
    if (event.type === "refundRequested" && event.wallet !== undefined) {
      const hold = this.#wallets.get(event.wallet)?.holds.get(event.key);
      this.#paidBy.add(event.key);
      if (hold?.status !== "pending" || hold.amount !== event.amount)
        this.#complain("a yes is for money that is held", `${event.key} ${hold?.status}`);
    }
    if (order.rail !== "wallet" || !order.hold) return;
    const { wallet, pend } = order.hold;
    const laws = this.#wallets.get(wallet);
    if (event.type === "captured") {
      this.#paidBy.add(pend);
      const hold = laws?.holds.get(pend);
      if (hold?.status !== "pending" || hold.amount !== order.minor)
        this.#complain("a yes is for money that is held", `${pend}: ${JSON.stringify(hold)}`);
      if (hold && hold.claim !== order.holder)
        this.#complain(
          "only the claim in force pays",
          `${pend}: ${hold.claim}, not ${order.holder}`,
        );
    }
    if (
      event.type === "refunded" &&
      ![...(laws?.credits.keys() ?? [])].some((id) => id.endsWith(event.key))
    )
      this.#complain("refunded means that the money went", `${pend}: ${event.key}`);
  }

  /** A top-up is over when its wallet has taken it in: at this very instant, and once. */
  #checkTopUp(number: number, order: OrderLedger): void {
    const credits = this.#wallets.get(order.wallet ?? "")?.credits ?? new Map<string, number>();
    const name = `${this.#merchant}.${textOf(number)}.`;
    const taken = [...credits].filter(([id]) => id.startsWith(name) && id.endsWith(".top-up"));
    if (taken.length !== 1 || taken[0]?.[1] !== order.minor)
      this.#complain("a top-up comes once", `${name} ${JSON.stringify(taken)}`);
  }

  /** `due` is what the merchant says that wallets have paid it. What a rail let go of before it was taken reaches no wallet. */
  atRest(due: number): void {
    let cleared = 0;
    const waiting = new Set<string>();
    for (const [number, { minor, isTopUp, isHoldLost }] of this.#orders) {
      if (!isTopUp || !isHoldLost) continue;
      cleared -= minor;
      waiting.add(`${textOf(number)} top-up`);
    }
    for (const wallet of this.#wallets.values()) {
      wallet.atRest();
      cleared += wallet.clearedBy(this.#merchant);
    }
    if (cleared !== due)
      this.#complain("both books agree", `wallets have paid ${cleared}, the merchant says ${due}`);
    this.#pairsAgree(waiting);
  }

  /** Every movement between the books is in both, under one name, once, but for those that wait for a person. */
  #pairsAgree(waiting: ReadonlySet<string>): void {
    const theirs = new Map<string, number>();
    for (const wallet of this.#wallets.values())
      for (const [pair, amount] of wallet.pairsWith(this.#merchant))
        theirs.set(pair, (theirs.get(pair) ?? 0) + amount);
    for (const pair of new Set([...this.#pairs.keys(), ...theirs.keys()]))
      if (!waiting.has(pair) && this.#pairs.get(pair) !== theirs.get(pair))
        this.#complain(
          "every movement is in both books",
          `${pair}: ${this.#pairs.get(pair)} here, ${theirs.get(pair)} there`,
        );
  }
}

/** As people and paths write it. */
const textOf = (number: number): string => `${Math.floor(number / 2 ** 32)}-${number % 2 ** 32}`;
