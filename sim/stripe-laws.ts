import type Stripe from "stripe";
import type { OrderEvent } from "../worker/domain/order.ts";
import type { FakeAccount } from "../worker/tests/stripe/fake-account.ts";
import type { ApiCall } from "../worker/tests/stripe/fake-api.ts";
import type { OrderLedger } from "./order-ledger.ts";

/** What the laws know of the merchant's own books. */
interface Books {
  readonly orders: ReadonlyMap<number, OrderLedger>;
  owedBy(rail: string): number;
}

/** What must hold between Stripe's books and the merchant's: at every call, at every fact, and when all has been heard. */
export class StripeLaws {
  readonly #merchant: string;
  readonly #account: FakeAccount;
  readonly #books: Books;
  readonly #complain: (law: string, detail: string) => void;
  /** Attempts whose page the merchant knows. */
  readonly #told = new Set<string>();

  constructor(
    merchant: string,
    account: FakeAccount,
    books: Books,
    complain: (law: string, detail: string) => void,
  ) {
    this.#merchant = merchant;
    this.#account = account;
    this.#books = books;
    this.#complain = complain;
  }

  /** Stripe is about to do what it was asked to. */
  called({ call, path, parameters }: ApiCall): void {
    const id = path.split("/").find((part) => /^(?:cs|pi)_/.test(part)) ?? "";
    const intent = this.#account.intents.get(id);
    switch (call) {
      case "POST /v1/checkout/sessions":
        return this.#begun(parameters);
      case "POST /v1/payment_intents/:id/capture":
        if (intent && !this.hasPaid(intent))
          this.#complain("no card is charged without a decision", nameOf(intent));
        return;
      case "POST /v1/payment_intents/:id/cancel":
        if (intent && this.hasPaid(intent))
          this.#complain("what has paid is not let go", nameOf(intent));
        return;
      case "POST /v1/refunds":
        return this.#refunding(parameters);
    }
  }

  /** What the merchant says of money is so in Stripe's books, at this very instant. */
  check(number: number, order: OrderLedger, event: OrderEvent, wasPaying: boolean): void {
    if (order.rail !== "stripe") return;
    const reference = this.#referenceOf(number, order.ordinal);
    const session = [...this.#account.sessions.values()].find(
      ({ client_reference_id: own }) => own === reference,
    );
    const intent = this.#account.intents.get(session?.payment_intent ?? "");
    if (event.type === "redirected") this.#told.add(reference);
    if (event.type === "declined" || (event.type === "cancelled" && wasPaying)) {
      // What was finished on the page may still be held, to be let go; what has ended without can come only late.
      const mayMove = session?.status === "open" || isTaken(intent);
      if (this.#told.has(reference) && mayMove && session?.status !== "expired")
        this.#complain("no means that the money will not move", `${reference} ${session?.status}`);
    }
    if (event.type === "captured") {
      const isDue = intent?.status === "succeeded" || (event.isPosting && isHeld(intent));
      if (!isDue || intent?.amount !== order.minor)
        this.#complain("paid means that the money is there", `${reference} is ${intent?.status}`);
    }
    if (event.type === "posted" && intent?.status !== "succeeded")
      this.#complain("taken means that the money is there", `${reference} is ${intent?.status}`);
    if (event.type === "holdLost" && intent?.status !== "canceled")
      this.#complain("a hold is lost when the rail let go of it", `${reference} ${intent?.status}`);
    if (event.type !== "refunded") return;
    const gone = this.#account
      .refundsOf(intent?.id ?? "")
      .some(
        (refund) =>
          (refund.id === event.key ||
            refund.metadata?.["reference"] === `${reference}.${event.key}`) &&
          this.#hasGone(refund),
      );
    if (!gone) this.#complain("refunded means that the money went", `${reference} ${event.key}`);
  }

  /** Everything that Stripe had to tell has been heard. */
  atRest(): void {
    let net = 0;
    for (const intent of this.#account.intents.values()) {
      if (isHeld(intent)) this.#complain("nothing is held for ever", nameOf(intent));
      if (intent.status === "succeeded") net += this.#account.leftOf(intent);
    }
    for (const { balance_transactions: moved } of this.#account.disputes.values())
      for (const one of moved) net += one.net;
    const owed = this.#books.owedBy("stripe");
    if (net !== owed)
      this.#complain("Stripe's books agree", `Stripe has ${net}, the merchant says ${owed}`);
  }

  /** Whether it has gone through, though it may have come back since. */
  #hasGone({ id, status }: Stripe.Refund): boolean {
    if (status === "succeeded") return true;
    return this.#account.events.some(({ event: { data } }) => {
      const told = data.object as { id?: string; status?: string | null };
      return told.id === id && told.status === "succeeded";
    });
  }

  #begun({ client_reference_id: reference }: Stripe.Checkout.SessionCreateParams): void {
    const isKnown = [...this.#account.sessions.values()].some(
      ({ client_reference_id: own }) => own === reference,
    );
    if (isKnown) this.#complain("an attempt has one Session", `${reference}`);
  }

  #refunding({ metadata, amount }: Stripe.RefundCreateParams): void {
    const reference = (metadata as Stripe.Metadata)["reference"] ?? "";
    const made = [...this.#account.refunds.values()].filter(
      (refund) => refund.metadata?.["reference"] === reference && refund.status !== "failed",
    );
    if (made.length > 0) this.#complain("a refund is made once", reference);
    const [merchant = "", text = "", ordinal = "", key = ""] = reference.split(".");
    if (this.#account.refunds.has(key))
      this.#complain("what was given back elsewhere is not given back here", reference);
    const [epoch = 0, counter = 0] = text.split("-").map(Number);
    const order = this.#books.orders.get(epoch * 2 ** 32 + counter);
    const owed =
      key === "stray"
        ? order?.strays.get(Number(ordinal))?.amount
        : order?.refunds.get(key)?.amount;
    if (merchant !== this.#merchant || owed !== Number(amount))
      this.#complain("nothing goes back unasked", `${reference}: ${amount}, not ${owed}`);
  }

  /** Whether the merchant has decided that this pays an order. */
  hasPaid({ metadata }: Stripe.PaymentIntent): boolean {
    const reference = metadata["reference"] ?? "";
    return [...this.#books.orders].some(
      ([number, { status, rail, ordinal }]) =>
        status === "paid" && rail === "stripe" && this.#referenceOf(number, ordinal) === reference,
    );
  }

  #referenceOf = (number: number, ordinal: number): string =>
    `${this.#merchant}.${Math.floor(number / 2 ** 32)}-${number % 2 ** 32}.${ordinal}`;
}

/** Whether it has paid, or is still going to. */
const isTaken = (intent?: Stripe.PaymentIntent): boolean =>
  intent?.status === "succeeded" || intent?.status === "processing";
const isHeld = (intent?: Stripe.PaymentIntent): boolean => intent?.status === "requires_capture";
const nameOf = ({ id, metadata }: Stripe.PaymentIntent): string =>
  `${metadata["reference"]} (${id})`;
