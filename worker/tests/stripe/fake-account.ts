import type Stripe from "stripe";
import samples from "./samples.json" with { type: "json" };

interface Resources {
  "checkout.session": Session;
  payment_intent: Stripe.PaymentIntent;
  charge: Stripe.Charge;
  refund: Stripe.Refund;
  dispute: Stripe.Dispute;
  balance_transaction: Stripe.BalanceTransaction;
  event: Stripe.Event;
}

/** A resource as Stripe publishes it, with these fields. */
function like<Name extends keyof Resources>(name: Name, fields: object): Resources[Name] {
  const sample: object = structuredClone(samples.resources[name]);
  return Object.assign(sample, fields) as Resources[Name];
}

export type Session = Stripe.Checkout.Session & { payment_intent: string | null };
const CLOSED: ReadonlySet<Stripe.Dispute["status"]> = new Set(["won", "lost", "warning_closed"]);
export type Way = "card" | "alipay" | "wechat_pay" | "slow" | "refused";

/** What an account at Stripe holds: Sessions, payments and refunds, and the events that tell of them. Nobody's money. */
export class FakeAccount {
  readonly sessions = new Map<string, Session>();
  readonly intents = new Map<string, Stripe.PaymentIntent>();
  readonly refunds = new Map<string, Stripe.Refund>();
  readonly disputes = new Map<string, Stripe.Dispute>();
  readonly events: { reference: string; event: Stripe.Event }[] = [];
  readonly #clock: () => number;
  #count = 0;

  /** `clock` in ms since the epoch. */
  constructor(clock: () => number = Date.now) {
    this.#clock = clock;
  }

  createSession(wish: Stripe.Checkout.SessionCreateParams): Session {
    const id = this.#id("cs_test_");
    const [line] = wish.line_items ?? [];
    const amount = Number(line?.price_data?.unit_amount) * Number(line?.quantity);
    const { metadata, success_url, cancel_url, client_reference_id } = wish;
    const session = like("checkout.session", {
      id,
      amount_subtotal: amount,
      amount_total: amount,
      currency: line?.price_data?.currency,
      status: "open",
      payment_status: "unpaid",
      payment_intent: null,
      created: this.#seconds(),
      expires_at: Number(wish.expires_at),
      url: `https://checkout.stripe.com/c/pay/${id}`,
      metadata,
      success_url,
      cancel_url,
      client_reference_id,
      payment_intent_data: wish.payment_intent_data,
    });
    this.sessions.set(id, session);
    return session;
  }

  /** The payer acts on Stripe's page. `isLate`: although the Session is over, as a wallet's own app may. */
  pay(
    session: Session,
    way: Way,
    { isLate = false, amount = session.amount_total ?? 0 } = {},
  ): void {
    if (session.status !== "open" && !isLate) throw new Error(`the Session is ${session.status}`);
    const intent = like("payment_intent", {
      id: this.#id("pi_"),
      amount,
      currency: session.currency,
      metadata: session.metadata,
      created: this.#seconds(),
      canceled_at: null,
    });
    this.intents.set(intent.id, intent);
    this.#tell("payment_intent.created", intent);
    if (way === "refused") {
      intent.status = "requires_payment_method";
      this.#tell("payment_intent.payment_failed", intent);
      return;
    }
    session.payment_intent = intent.id;
    if (!isLate) session.status = "complete";
    if (way === "card") {
      Object.assign(intent, { status: "requires_capture", amount_capturable: amount });
      this.#tell("payment_intent.amount_capturable_updated", intent);
    } else if (way === "slow") {
      intent.status = "processing";
      this.#tell("payment_intent.processing", intent);
    } else this.#succeed(intent);
    session.payment_status = intent.status === "succeeded" ? "paid" : "unpaid";
    if (!isLate) this.#tell("checkout.session.completed", session);
  }

  /** What was slow comes to its end. */
  settle(session: Session, isPaid: boolean): void {
    const intent = this.intentOf(session);
    if (isPaid) {
      session.payment_status = "paid";
      this.#succeed(intent);
      this.#tell("checkout.session.async_payment_succeeded", session);
    } else {
      intent.status = "requires_payment_method";
      this.#tell("checkout.session.async_payment_failed", session);
    }
  }

  expire(session: Session): void {
    session.status = "expired";
    session.url = null;
    this.#tell("checkout.session.expired", session);
  }

  capture(intent: Stripe.PaymentIntent): void {
    intent.amount_capturable = 0;
    this.#succeed(intent);
  }

  cancel(intent: Stripe.PaymentIntent): void {
    Object.assign(intent, {
      status: "canceled",
      amount_capturable: 0,
      canceled_at: this.#seconds(),
    });
    this.#tell("payment_intent.canceled", intent);
  }

  /** Without metadata it is one that somebody made on Stripe's own pages. */
  refund(
    intent: Stripe.PaymentIntent,
    amount: number,
    metadata: Stripe.MetadataParam = {},
    status = "succeeded",
  ): Stripe.Refund {
    const refund = like("refund", {
      id: this.#id("re_"),
      amount,
      currency: intent.currency,
      payment_intent: intent.id,
      metadata,
      status,
      created: this.#seconds(),
    });
    this.refunds.set(refund.id, refund);
    this.#tell("refund.created", refund, intent);
    const charge = like("charge", {
      id: this.#id("ch_"),
      amount: intent.amount,
      currency: intent.currency,
      payment_intent: intent.id,
      amount_captured: intent.amount_received,
      amount_refunded: intent.amount_received - this.leftOf(intent),
      metadata: intent.metadata,
    });
    this.#tell("charge.refunded", charge, intent);
    return refund;
  }

  /** The payer's bank takes the money back, on its own, and Stripe charges for it. An inquiry takes nothing yet. */
  dispute(intent: Stripe.PaymentIntent, fee: number, isInquiry = false): Stripe.Dispute {
    const dispute = like("dispute", {
      id: this.#id("dp_"),
      amount: intent.amount,
      currency: intent.currency,
      payment_intent: intent.id,
      status: isInquiry ? "warning_needs_response" : "needs_response",
      created: this.#seconds(),
    });
    this.disputes.set(dispute.id, dispute);
    this.#tell("charge.dispute.created", dispute, intent);
    if (!isInquiry) this.takeDisputed(dispute, fee);
    return dispute;
  }

  takeDisputed(dispute: Stripe.Dispute, fee: number): void {
    dispute.balance_transactions.push(this.#moved(dispute, -dispute.amount, fee));
    this.#tell("charge.dispute.funds_withdrawn", dispute, this.#intentIn(dispute));
  }

  /** So much of the fee comes back as well. */
  giveBackDisputed(dispute: Stripe.Dispute, fee = 0): void {
    dispute.balance_transactions.push(this.#moved(dispute, dispute.amount, -fee));
    this.#tell("charge.dispute.funds_reinstated", dispute, this.#intentIn(dispute));
  }

  /** A dispute that was won gives the money back; its fee stays where it is. */
  closeDispute(intent: Stripe.PaymentIntent, outcome: "won" | "lost" | "warning_closed"): void {
    for (const dispute of this.disputesOf(intent.id)) {
      if (CLOSED.has(dispute.status)) continue;
      dispute.status = outcome;
      this.#tell("charge.dispute.closed", dispute, intent);
      if (outcome === "won" && dispute.balance_transactions.length > 0)
        this.giveBackDisputed(dispute);
    }
  }

  disputesOf(intent: string): Stripe.Dispute[] {
    return [...this.disputes.values()].filter(({ payment_intent: of }) => of === intent);
  }

  /** Whether a bank has the money, for as long as it is not decided or for good. */
  isWithBank({ id }: Stripe.PaymentIntent): boolean {
    const moved = this.disputesOf(id).flatMap(({ balance_transactions: all }) => all);
    return moved.reduce((sum, { amount }) => sum + amount, 0) < 0;
  }

  #moved({ currency }: Stripe.Dispute, amount: number, fee: number): Stripe.BalanceTransaction {
    const id = this.#id("txn_");
    return like("balance_transaction", { id, amount, fee, net: amount - fee, currency });
  }

  settleRefund(refund: Stripe.Refund, status: "succeeded" | "failed"): void {
    refund.status = status;
    this.#tell(
      status === "failed" ? "refund.failed" : "refund.updated",
      refund,
      this.#intentIn(refund),
    );
  }

  #intentIn({ id, payment_intent: of }: Stripe.Refund | Stripe.Dispute): Stripe.PaymentIntent {
    const intent = this.intents.get(of as string);
    if (!intent) throw new Error(`${id} is of no payment`);
    return intent;
  }

  refundsOf(intent: string): Stripe.Refund[] {
    const all = [...this.refunds.values()].filter((refund) => refund.payment_intent === intent);
    return all.toReversed();
  }

  leftOf(intent: Stripe.PaymentIntent): number {
    return this.refundsOf(intent.id)
      .filter(({ status }) => status !== "failed")
      .reduce((left, { amount }) => left - amount, intent.amount_received);
  }

  intentOf({ payment_intent: id }: Session): Stripe.PaymentIntent {
    const intent = this.intents.get(id ?? "");
    if (!intent) throw new Error("nobody has paid on that Session");
    return intent;
  }

  sessionFor(reference: string): Session {
    const found = [...this.sessions.values()].find(
      ({ client_reference_id: own }) => own === reference,
    );
    if (!found) throw new Error(`no Session for ${reference}`);
    return found;
  }

  #succeed(intent: Stripe.PaymentIntent): void {
    Object.assign(intent, { status: "succeeded", amount_received: intent.amount });
    this.#tell("payment_intent.succeeded", intent);
  }

  #tell(type: string, object: object, about: object = object): void {
    const { metadata } = about as { metadata: Stripe.Metadata };
    const event = like("event", {
      id: this.#id("evt_"),
      type,
      created: this.#seconds(),
      data: { object: structuredClone(object) },
    });
    this.events.push({ reference: metadata["reference"] ?? "", event });
  }

  #seconds(): number {
    return Math.floor(this.#clock() / 1000);
  }

  #id(prefix: string): string {
    this.#count += 1;
    return `${prefix}Fake${String(this.#count).padStart(12, "0")}`;
  }
}
