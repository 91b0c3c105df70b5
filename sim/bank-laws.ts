import type { OrderEvent } from "../worker/domain/order.ts";
import type { Bank } from "./bank.ts";
import type { Complain } from "./movement.ts";
import type { OrderLedger } from "./order-ledger.ts";

/** What must hold between the bank's books and the merchant's: at every fact, and when everything has come to rest. */
export class BankLaws {
  readonly #merchant: string;
  readonly #bank: Bank;
  readonly #complain: Complain;

  constructor(merchant: string, bank: Bank, complain: Complain) {
    this.#merchant = merchant;
    this.#bank = bank;
    this.#complain = complain;
  }

  /** What the merchant says of money is so in the bank's own books, at this very instant. */
  check(number: number, order: OrderLedger, event: OrderEvent, wasPaying: boolean): void {
    if (order.rail !== "bank") return;
    const reference = `${this.#merchant}.${Math.floor(number / 2 ** 32)}-${number % 2 ** 32}.${order.ordinal}`;
    const payment = this.#bank.payments.get(reference);
    if (event.type === "captured") {
      const due = event.isPosting ? "held" : "captured";
      const isDue = payment?.state === due || payment?.state === "captured";
      if (!isDue || payment.amount.minor !== order.minor || payment.plan === "one short")
        this.#complain("paid means that the money is there", `${reference} is ${payment?.state}`);
    }
    if (event.type === "declined" && (payment?.state ?? "undecided") === "undecided")
      this.#complain("declined means that the money will not move", reference);
    if (event.type === "cancelled" && wasPaying && (payment?.state ?? "undecided") === "undecided")
      this.#complain("cancelled means that the money will not move", reference);
    if (event.type === "posted" && payment?.state !== "captured")
      this.#complain("taken means that the money is there", `${reference} is ${payment?.state}`);
    if (event.type === "holdLost" && payment?.plan !== "hold, then lose")
      this.#complain("a hold is lost when the rail let go of it", reference);
    if (
      event.type === "refunded" &&
      payment?.refunds.get(`${reference}.${event.key}`)?.state !== "done"
    )
      this.#complain("refunded means that the money went", reference);
  }

  /** `owed` is what the merchant says that the bank has for it. */
  atRest(owed: number): void {
    let net = 0;
    for (const [reference, payment] of this.#bank.payments) {
      net += this.#bank.netOf(payment);
      if (payment.state === "held") this.#complain("nothing is held for ever", reference);
    }
    if (net !== owed)
      this.#complain("the bank's books agree", `the bank has ${net}, the merchant says ${owed}`);
  }
}
