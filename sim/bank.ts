import type { Money } from "../worker/domain/money.ts";
import type {
  CaptureAnswer,
  RailAnswer,
  RailAttempt,
  RailRefund,
  RefundAnswer,
} from "../worker/rails/rail.ts";
import type { Dice } from "./dice.ts";
import type { Timeline } from "./timeline.ts";

/** What the bank makes of an attempt. */
export type Plan =
  | "approve"
  | "hold"
  | "hold, then lose"
  | "decline"
  | "decline, then take"
  | "one short";

interface Payment {
  readonly amount: Money;
  readonly plan: Plan;
  state: "undecided" | "held" | "lost" | "captured" | "declined" | "voided";
  readonly refunds: Map<string, { amount: number; state: "asked" | "done" | "failed" }>;
}

type Notice = (reference: string, answer: RailAnswer) => void;

/**
 * A bank behind the network, with books of its own that no crash of ours touches. It keeps its word on what it has
 * decided, and on references; everything else it does as late, as often and in whatever order it likes.
 */
export class Bank {
  readonly #timeline: Timeline;
  readonly #dice: Dice;
  readonly #notify: Notice;
  readonly payments = new Map<string, Payment>();
  /** What it is to make of the next attempts, before it goes by its own dice. */
  readonly plans: Plan[] = [];
  /** Hears to whose payment something happens that no client is told of. */
  onUnseen: (reference: string) => void = () => {};
  #isPrompt = false;

  constructor(timeline: Timeline, dice: Dice, notify: Notice) {
    this.#timeline = timeline;
    this.#dice = dice;
    this.#notify = notify;
  }

  /** From now on it answers everything at once. */
  settleDown(): void {
    this.#isPrompt = true;
  }

  instruct({ reference, amount }: RailAttempt, reply: (answer: RailAnswer) => void): void {
    let payment = this.payments.get(reference);
    if (!payment) {
      const plan = this.#plan(amount);
      payment = { amount, plan, state: "undecided", refunds: new Map() };
      this.payments.set(reference, payment);
      this.#timeline.in(this.#delay(8_000), () => this.#decide(reference));
    }
    this.#whenDecided(reference, reply);
  }

  lookUp({ reference, amount }: RailAttempt, reply: (answer: RailAnswer) => void): void {
    // What it has never heard of it will not take up later: the answer stands.
    if (!this.payments.has(reference)) this.#close(reference, amount, "declined");
    reply(this.#answer(reference));
  }

  void({ reference, amount }: RailAttempt, reply: (answer: RailAnswer) => void): void {
    const payment = this.payments.get(reference);
    if (!payment) this.#close(reference, amount, "voided");
    else if (payment.state === "undecided" || payment.state === "held") payment.state = "voided";
    reply(this.#answer(reference));
  }

  capture({ reference }: RailAttempt, reply: (answer: CaptureAnswer) => void): void {
    const payment = this.payments.get(reference);
    if (payment?.state === "held" && payment.plan === "hold, then lose") {
      payment.state = "lost";
      this.onUnseen(reference);
    }
    if (payment?.state === "held") payment.state = "captured";
    if (payment?.state !== "lost")
      return reply(payment?.state === "captured" ? { type: "captured" } : UNKNOWN);
    reply({ type: "gone" });
    if (this.#dice.chance(0.5)) this.#getBack(reference);
  }

  /** Somebody calls the payer's bank, and has the money after all. */
  #getBack(reference: string): void {
    this.#timeline.in(this.#dice.roll() * 30_000, () => {
      const payment = this.payments.get(reference);
      if (payment?.state !== "lost" || this.#isPrompt) return;
      payment.state = "captured";
      this.#tell(reference, true);
    });
  }

  refund({ attempt, reference, amount }: RailRefund, reply: (answer: RefundAnswer) => void): void {
    const payment = this.payments.get(attempt.reference);
    if (payment?.state !== "captured") return reply(UNKNOWN);
    let refund = payment.refunds.get(reference);
    if (!refund) {
      refund = { amount: amount.minor, state: "asked" };
      payment.refunds.set(reference, refund);
      const made = refund;
      // A stray has nowhere else to go, and no bank keeps it for ever.
      const fails = !reference.endsWith(".stray") && this.#dice.chance(0.15);
      this.#timeline.in(this.#delay(10_000), () => void (made.state = fails ? "failed" : "done"));
    }
    const { state } = refund;
    reply(
      state === "done" ? { type: "refunded" } : state === "failed" ? { type: "failed" } : UNKNOWN,
    );
  }

  /** What it has of a payment after all refunds. */
  netOf({ amount, plan, state, refunds }: Payment): number {
    if (state !== "captured") return 0;
    const taken = amount.minor - (plan === "one short" ? 1 : 0);
    return [...refunds.values()]
      .filter((refund) => refund.state === "done")
      .reduce((left, refund) => left - refund.amount, taken);
  }

  #plan({ minor }: Money): Plan {
    const planned = this.plans.shift();
    if (planned) return planned;
    const roll = this.#dice.roll();
    if (roll < 0.4) return "approve";
    if (roll < 0.6) return "hold";
    // Some holds run out before they are taken.
    if (roll < 0.65) return "hold, then lose";
    if (roll < 0.8) return "decline";
    // One short of the smallest amount would be nothing, which no bank takes.
    return roll < 0.92 || minor === 1 ? "decline, then take" : "one short";
  }

  #decide(reference: string): void {
    const payment = this.payments.get(reference);
    if (payment?.state !== "undecided") return;
    payment.state = STATES[payment.plan];
    this.#tell(reference);
    if (payment.plan !== "decline, then take") return;
    this.#timeline.in(this.#dice.roll() * (this.#isPrompt ? 1_000 : 20_000), () => {
      payment.state = "captured";
      this.#tell(reference, true);
    });
  }

  #answer(reference: string): RailAnswer {
    const payment = this.payments.get(reference);
    switch (payment?.state) {
      case "captured":
      case "held": {
        const { amount, plan } = payment;
        const minor = (plan === "one short" ? amount.minor - 1 : amount.minor) as Money["minor"];
        return { type: payment.state, amount: { ...amount, minor } };
      }
      case "declined":
        return { type: "declined", reason: "refused-by-rail" };
      case "voided":
      case "lost":
        return { type: "voided" };
      default:
        return UNKNOWN;
    }
  }

  #whenDecided(reference: string, reply: (answer: RailAnswer) => void): void {
    const answer = this.#answer(reference);
    if (answer.type !== "unknown") return reply(answer);
    this.#timeline.in(500, () => this.#whenDecided(reference, reply));
  }

  /** Says it by itself: not at all, or once, or again and again. News that nobody would ask for it repeats until settled. */
  #tell(reference: string, isNews = false): void {
    const times = isNews ? 6 : this.#dice.between(0, 2);
    for (let i = 0; i < times; i++)
      this.#timeline.in(this.#dice.roll() * (isNews ? 10_000 * (i + 1) : 15_000), () =>
        this.#notify(reference, this.#answer(reference)),
      );
  }

  /** Everything that it took and never told anybody about, once more: the bank's daily statement. */
  tellAgain(): void {
    for (const [reference, { state }] of this.payments)
      if (state === "captured" || state === "held")
        this.#notify(reference, this.#answer(reference));
  }

  #close(reference: string, amount: Money, state: "declined" | "voided"): void {
    this.payments.set(reference, { amount, plan: "decline", state, refunds: new Map() });
  }

  #delay(upToMs: number): number {
    if (this.#isPrompt || this.#dice.chance(0.5)) return 0;
    return this.#dice.roll() * upToMs;
  }
}

const UNKNOWN = { type: "unknown", askAgainMs: 500 } as const;

const STATES = {
  approve: "captured",
  hold: "held",
  "hold, then lose": "held",
  decline: "declined",
  "decline, then take": "declined",
  "one short": "captured",
} as const;
