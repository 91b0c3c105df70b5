import type { Secret } from "../domain/capability.ts";
import type { OrderCommand } from "../domain/decide.ts";
import { type Instant, instant, later } from "../domain/instant.ts";
import type { Money } from "../domain/money.ts";
import type { Order, Paid, Paying, Stray } from "../domain/order.ts";
import { type OrderNumber, orderNumberText } from "../domain/order-number.ts";
import {
  type Clearing,
  type Rail,
  type RailAnswer,
  type RailAttempt,
  type RefundAnswer,
  parseReference,
  referenceOf,
} from "../rails/rail.ts";
import { type Rails, createRails } from "../rails/registry.ts";
import type { Surroundings } from "./surroundings.ts";

/** How long a rail may take to answer before the screens say "checking" and look-ups begin. */
export const PATIENCE_MS = 5_000;
const MAX_BACKOFF_MS = 30_000;
/** No sooner than the alarm that every claim has, so that a payment that goes well writes none of its own. */
const STANDBY_MS = 60_000;
/** How long to wait before trying again what a rail has refused and only a person can mend. */
const STUCK_MS = 3_600_000;

/** What the cashier needs of the object around it. */
export interface Counter {
  readonly merchant: string;
  now(): Instant;
  newSecret(): Secret;
  /** Brings a rail's answer in as a command; the rules decide what it means by now. */
  bring(number: OrderNumber, command: OrderCommand): void;
  /** Sees to it that the object attends to its orders at this instant, or before. */
  wakeBy(at: Instant): void;
  readonly clearing: Clearing;
}

/**
 * Talks to the rails, always after the commit that says so, and brings their answers back as commands.
 * What it remembers is only when to ask again: forgotten, it asks at once, and asking moves no money.
 */
export class Cashier {
  readonly #counter: Counter;
  readonly #rails: Rails;
  readonly #bornAt: Instant;
  /** Questions that are under way, so that an alarm does not ask them a second time. */
  readonly #asking = new Set<string>();
  readonly #again = new Map<OrderNumber, { readonly at: Instant; readonly tries: number }>();

  readonly #sleep: Surroundings["sleep"];

  constructor({ sleep }: Pick<Surroundings, "sleep">, counter: Counter) {
    this.#counter = counter;
    this.#bornAt = counter.now();
    this.#sleep = sleep;
    this.#rails = createRails({
      now: () => counter.now(),
      sleep,
      notify: (rail, reference, answer) => this.#hear(rail, reference, answer),
      clearing: counter.clearing,
    });
  }

  get railNames(): string[] {
    return [...this.#rails.keys()];
  }

  /** Whether a payer's instruction is enough for this rail; null where there is no such rail. */
  canInstruct(rail: string): boolean | null {
    return this.#rails.get(rail)?.can.instruct ?? null;
  }

  /** When a rail has to be asked about this order, if one has to. */
  dueAt(order: Order): Instant | null {
    const { number } = order.terms;
    const question = questionOf(order);
    if (question === null) return null;
    const isAsking = this.#asking.has(`${question} ${number}`);
    const again = this.#again.get(number)?.at;
    if (again !== undefined && !isAsking) return again;
    // What this life began, it is waiting for; an alarm stands behind it in case nobody lives to hear the answer.
    const isOwn = question === "look up" && order.status === "paying" && this.#awaits(order);
    return isAsking || isOwn ? later(this.#counter.now(), STANDBY_MS) : instant(0);
  }

  /** Nothing has to be asked about this order any more. */
  forget(number: OrderNumber): void {
    this.#again.delete(number);
  }

  /** Whether this life gave the instruction, and its patience with the rail lasts. */
  #awaits({ attempt }: Paying): boolean {
    return attempt.at > this.#bornAt && this.#counter.now() < later(attempt.at, PATIENCE_MS);
  }

  /** Gives the instruction that was just recorded to its rail, and waits for the answer as long as a payer would. */
  async instruct(order: Paying): Promise<void> {
    await this.#ask(order, "instruct", (rail, attempt) => rail.instruct(attempt));
  }

  /** Does what is due for this order: looks up, stops, or sends back. Never throws. */
  async attend(order: Order): Promise<void> {
    switch (questionOf(order)) {
      case "look up":
        return this.#ask(order as Paying, "look up", (rail, attempt) => rail.lookUp(attempt));
      case "void":
        return this.#ask(order as Paying, "void", (rail, attempt) =>
          rail.can.void ? rail.void(attempt) : rail.lookUp(attempt),
        );
      case "post":
        return this.#post(order as Paid);
      case "send back":
        return this.#sendBack(order);
      case "refund":
        return this.#refund(order as Paid);
      case null:
        return;
    }
  }

  async #ask(
    order: Paying,
    question: string,
    put: (rail: Rail, attempt: RailAttempt) => Promise<RailAnswer>,
  ): Promise<void> {
    const { number, amount } = order.terms;
    const { ordinal, at, hold } = order.attempt;
    const rail = this.#rails.get(order.attempt.rail);
    const asking = `${question} ${number}`;
    if (!rail || this.#asking.has(asking)) return;
    this.#asking.add(asking);
    const reference = referenceOf(this.#counter.merchant, number, ordinal);
    const attempt = { reference, amount, at, ...(hold && { hold }) };
    const answer = await this.#patiently(put(rail, attempt));
    this.#asking.delete(asking);
    this.#take(number, ordinal, rail.name, answer);
  }

  #take(number: OrderNumber, ordinal: number, rail: string, answer: RailAnswer): void {
    if (answer.type === "unknown") {
      this.#askAgain(number, answer.askAgainMs);
    } else {
      this.#again.delete(number);
    }
    this.#counter.bring(number, this.#commandOf(ordinal, rail, answer));
  }

  /** Cash was taken for a wallet: it is owed there until the wallet says that it has it. */
  async #topUp(order: Paid): Promise<void> {
    const { number, amount } = order.terms;
    const { ordinal } = order.attempt;
    const attempt = referenceOf(this.#counter.merchant, number, ordinal);
    const wallet = order.claim?.wallet;
    const pair = `${orderNumberText(number)} top-up`;
    const topUp = {
      attempt,
      reference: `${attempt}.top-up`,
      amount,
      pair,
      ...(wallet && { wallet }),
    };
    const answer = await this.#once(order, "wallet", async (rail) => rail.topUp?.(topUp));
    if (answer?.type === "refunded") this.#end(order, { type: "post", ordinal });
  }

  /** Tells a rail to take what it held for a decision that has been taken. */
  async #post(order: Paid): Promise<void> {
    if (order.terms.kind === "top-up") return this.#topUp(order);
    const { number, amount } = order.terms;
    const { ordinal, at } = order.attempt;
    const reference = referenceOf(this.#counter.merchant, number, ordinal);
    const answer = await this.#once(order, order.attempt.rail, async (rail) =>
      rail.capture?.({ reference, amount, at }),
    );
    if (answer?.type === "captured") this.#end(order, { type: "post", ordinal });
  }

  async #sendBack(order: Order): Promise<void> {
    const stray = order.past.strays.find(({ returned }) => !returned);
    if (!stray) return;
    const { ordinal, rail, amount, isHeld } = stray;
    const letGo = isHeld ? await this.#letGo(order, stray) : null;
    // What it held was taken all the same, by somebody at the rail's own counter: then it goes back like any other.
    const isTaken = !isHeld || letGo?.type === "captured";
    const answer = isTaken
      ? await this.#giveBack(order, rail, { ordinal, name: "stray", amount })
      : letGo;
    if (answer === null || "askAgainMs" in answer) return;
    if (answer.type === "refunded" || answer.type === "voided")
      this.#end(order, { type: "return", ordinal });
    // Whatever else a rail says does not bring the money back: that takes a person, and is not asked at every turn.
    else this.#askAgain(order.terms.number, STUCK_MS);
  }

  #letGo(order: Order, { ordinal, rail: railName, amount }: Stray): Promise<RailAnswer | null> {
    const reference = referenceOf(this.#counter.merchant, order.terms.number, ordinal);
    return this.#once(order, railName, async (rail) =>
      rail.release?.({ reference, amount, at: order.terms.placedAt }),
    );
  }

  async #refund(order: Paid): Promise<void> {
    const refund = order.refunds.find(({ status }) => status === "pending");
    if (!refund) return;
    const { rail, ordinal } = order.attempt;
    const amount = { minor: refund.amount, currency: order.terms.amount.currency };
    const answer = await this.#giveBack(order, rail, { ordinal, name: refund.key, amount });
    if (answer?.type === "refunded") this.#end(order, { type: "confirm refund", key: refund.key });
    if (answer?.type === "failed") this.#end(order, { type: "fail refund", key: refund.key });
  }

  /** Asks a rail to give money back, under a reference that makes it once however often it is asked. */
  #giveBack(
    order: Order,
    railName: string,
    what: { ordinal: number; name: string; amount: Money },
  ): Promise<RefundAnswer | null> {
    const attempt = referenceOf(this.#counter.merchant, order.terms.number, what.ordinal);
    const { hold } = "attempt" in order ? order.attempt : {};
    const refund = {
      attempt,
      reference: `${attempt}.${what.name}`,
      amount: what.amount,
      pair: `${orderNumberText(order.terms.number)} refund ${what.name}`,
      ...(hold && { wallet: hold.wallet }),
    };
    return this.#once(order, railName, (rail) => rail.refund(refund));
  }

  /** Puts the question that is due to a rail, unless it is under way already; no answer is asked for again later. */
  async #once<Answer extends { type: string }>(
    order: Order,
    railName: string,
    put: (rail: Rail) => Promise<Answer | undefined>,
  ): Promise<Answer | null> {
    const { number } = order.terms;
    const asking = `${questionOf(order)} ${number}`;
    const rail = this.#rails.get(railName);
    if (!rail || this.#asking.has(asking)) return null;
    this.#asking.add(asking);
    const answer = await this.#patiently(put(rail));
    this.#asking.delete(asking);
    if (answer && "askAgainMs" in answer) this.#askAgain(number, answer.askAgainMs);
    return (answer ?? null) as Answer | null;
  }

  #end(order: Order, command: OrderCommand): void {
    this.#again.delete(order.terms.number);
    this.#counter.bring(order.terms.number, command);
  }

  /** A rail spoke without being asked. */
  #hear(rail: string, reference: string, answer: RailAnswer): void {
    const named = parseReference(reference);
    if (named) this.#take(named.number, named.ordinal, rail, answer);
  }

  #askAgain(number: OrderNumber, askAgainMs: number): void {
    const tries = (this.#again.get(number)?.tries ?? 0) + 1;
    const backoffMs = Math.max(askAgainMs, Math.min(MAX_BACKOFF_MS, 250 * 2 ** tries));
    const at = later(this.#counter.now(), backoffMs);
    this.#again.set(number, { at, tries });
    this.#counter.wakeBy(at);
  }

  #commandOf(ordinal: number, rail: string, answer: RailAnswer): OrderCommand {
    switch (answer.type) {
      case "held":
      case "captured": {
        const receipt = this.#counter.newSecret();
        const isHeld = answer.type === "held";
        return { type: "capture", ordinal, rail, amount: answer.amount, receipt, isHeld };
      }
      case "declined":
        return { type: "decline", ordinal, reason: answer.reason };
      case "voided":
        return { type: "void", ordinal };
      case "unknown":
        return { type: "doubt", ordinal };
    }
  }

  /** A rail's answer, or that there was none in time. */
  async #patiently<Answer>(answer: Promise<Answer>): Promise<Answer | NoAnswer> {
    const patience = new AbortController();
    const silence = this.#sleep(PATIENCE_MS, patience.signal).then(() => NO_ANSWER);
    try {
      return await Promise.race([answer, silence]);
    } catch (error) {
      return unanswered(error);
    } finally {
      silence.catch(() => {});
      patience.abort();
    }
  }
}

/** What has to be asked about an order before anything else can happen to it. */
function questionOf(order: Order): "look up" | "void" | "post" | "send back" | "refund" | null {
  if (order.status === "paying") return order.cancelRequested ? "void" : "look up";
  if (order.status === "paid" && order.isPosting) return "post";
  if (order.past.strays.some(({ returned }) => !returned)) return "send back";
  return order.status === "paid" && order.refunds.some(({ status }) => status === "pending")
    ? "refund"
    : null;
}

type NoAnswer = { readonly type: "unknown"; readonly askAgainMs: number };

/** No answer is not a "no": whatever went wrong on the way, the rail is asked again. */
const NO_ANSWER: NoAnswer = { type: "unknown", askAgainMs: 1_000 };

function unanswered(error: unknown): NoAnswer {
  console.error("a rail did not answer", error);
  return NO_ANSWER;
}
