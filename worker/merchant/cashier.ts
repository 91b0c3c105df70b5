import type { Secret } from "../domain/capability.ts";
import type { OrderCommand } from "../domain/decide.ts";
import { type Instant, instant, later } from "../domain/instant.ts";
import type { Money } from "../domain/money.ts";
import type { Order, Paid, Paying, Stray } from "../domain/order.ts";
import type { OrderNumber } from "../domain/order-number.ts";
import {
  type Rail,
  type RailAnswer,
  type RailAttempt,
  type RailNotice,
  type RefundAnswer,
  type ReleaseAnswer,
  parseReference,
  referenceOf,
} from "../rails/rail.ts";
import { type Rails, createRails } from "../rails/registry.ts";
import type { Surroundings } from "./surroundings.ts";

/** How long a rail may take to answer before the screens say "checking" and look-ups begin. */
const PATIENCE_MS = 5_000;
const MAX_BACKOFF_MS = 60_000;
/** No sooner than the alarm that every claim has, so that a payment that goes well writes none of its own. */
const STANDBY_MS = 60_000;

/** How long to wait before trying again what a rail has refused and only a person can mend. */
const STUCK_MS = 3_600_000;

type Question = "look up" | "void" | "post" | "send back" | "refund";

/** What the cashier needs of the object around it. */
export interface Counter {
  readonly merchant: string;
  /** What payers know the merchant as. */
  readonly payee: string;
  now(): Instant;
  /** The order as it stands now; null when there is none of that number. */
  look(number: OrderNumber): Order | null;
  newSecret(): Secret;
  /** Brings a rail's answer in as a command; the rules decide what it means by now. */
  bring(number: OrderNumber, command: OrderCommand): void;
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

  constructor(
    { sleep, fetch, setting }: Pick<Surroundings, "sleep" | "fetch" | "setting">,
    counter: Counter,
  ) {
    this.#counter = counter;
    this.#bornAt = counter.now();
    this.#sleep = sleep;
    this.#rails = createRails({
      now: () => counter.now(),
      sleep,
      fetch,
      setting,
      notify: (rail, reference, answer) => this.#hear(rail, reference, answer),
    });
  }

  get rails(): Rails {
    return this.#rails;
  }

  /** When a rail has to be asked about this order, if one has to. */
  dueAt(order: Order): Instant | null {
    const { number } = order.terms;
    const question = this.#questionOf(order);
    if (question === null) return null;
    const isAsking = this.#asking.has(`${question} ${number}`);
    const again = this.#again.get(number)?.at;
    if (again !== undefined && !isAsking) {
      const overdueAt = question === "look up" ? this.#overdueAt(order as Paying) : null;
      return overdueAt === null ? again : instant(Math.min(again, overdueAt));
    }
    // What this life began, it is waiting for; an alarm stands behind it in case nobody lives to hear the answer.
    const isOwn =
      question === "look up" && order.status === "paying" && order.attempt.at >= this.#bornAt;
    return isAsking || isOwn ? later(this.#counter.now(), STANDBY_MS) : instant(0);
  }

  /** Gives the instruction that was just recorded to its rail, and waits for the answer as long as a payer would. */
  async instruct(order: Paying, returnUrl: string): Promise<void> {
    const { payee } = this.#counter;
    await this.#ask(order, "instruct", (rail, attempt) =>
      rail.instruct({ ...attempt, payee, returnUrl }),
    );
  }

  /** The payer gives up what was begun, or has come back from it: the rail is asked at once instead of in its turn. */
  async hurry(order: Paying, question: "look up" | "void"): Promise<void> {
    await this.#ask(order, question, (rail, attempt) =>
      question === "void" && rail.can.void ? rail.void(attempt) : rail.lookUp(attempt),
    );
  }

  /** A rail sent a message. False when it could not be acted upon now, and has to be sent again. */
  async hear(railName: string, { reference, remote, news }: RailNotice): Promise<boolean> {
    const named = parseReference(reference);
    const rail = this.#rails.get(railName);
    if (!named || !rail) return true;
    const { number, ordinal } = named;
    const order = this.#counter.look(number);
    if (!order) return true;
    if (news.type === "refunds") return this.#hearRefunds(order, rail, ordinal, remote);
    const answer =
      news.type === "answer"
        ? news.answer
        : await this.#patiently(rail.lookUp(this.#attempt(order, ordinal, remote)));
    const isCurrent = order.status === "paying" && order.attempt.ordinal === ordinal;
    // What is still open is asked again anyway; anything else has nobody but this message to bring it up.
    if (answer.type === "unknown" && !isCurrent) return false;
    this.#take(
      number,
      ordinal,
      railName,
      remote && "amount" in answer ? { remote, ...answer } : answer,
    );
    return true;
  }

  /** Does what is due for this order: looks up, stops, or sends back. Never throws. */
  async attend(order: Order): Promise<void> {
    switch (this.#questionOf(order)) {
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
    const { number } = order.terms;
    const { ordinal } = order.attempt;
    const rail = this.#rails.get(order.attempt.rail);
    const asking = `${question} ${number}`;
    if (!rail || this.#asking.has(asking)) return;
    this.#asking.add(asking);
    const answer = await this.#patiently(put(rail, this.#attempt(order, ordinal)));
    this.#asking.delete(asking);
    this.#take(number, ordinal, rail.name, answer);
  }

  #take(number: OrderNumber, ordinal: number, rail: string, answer: RailAnswer): void {
    if ("askAgainMs" in answer) {
      this.#askAgain(number, answer.askAgainMs);
    } else {
      this.#again.delete(number);
    }
    this.#counter.bring(number, this.#commandOf(ordinal, rail, answer));
  }

  /** Tells a rail to take what it held for a decision that has been taken. */
  async #post(order: Paid): Promise<void> {
    const { ordinal, rail: railName } = order.attempt;
    const answer = await this.#once(order, railName, async (rail) =>
      rail.capture?.(this.#attempt(order, ordinal)),
    );
    if (answer?.type === "captured") this.#end(order, { type: "post", ordinal });
  }

  async #sendBack(order: Order): Promise<void> {
    const stray = order.past.strays.find(({ returned }) => !returned);
    if (!stray) return;
    const answer = stray.isHeld
      ? await this.#letGo(order, stray)
      : await this.#return(order, stray);
    if (answer?.type === "refunded" || answer?.type === "voided")
      this.#end(order, { type: "return", ordinal: stray.ordinal });
    // Whether somebody has given it back by hand already is seen in the rail's own list; otherwise it takes a person.
    if (answer?.type === "failed") {
      this.#askAgain(order.terms.number, STUCK_MS);
      const rail = this.#rails.get(stray.rail);
      if (rail) await this.#hearRefunds(order, rail, stray.ordinal, stray.remote);
    }
  }

  #letGo(order: Order, { ordinal, rail, amount }: Stray): Promise<ReleaseAnswer | null> {
    const attempt = { ...this.#attempt(order, ordinal), amount };
    return this.#once(order, rail, async (held) => held.release?.(attempt));
  }

  #return(order: Order, { ordinal, rail, amount }: Stray): Promise<RefundAnswer | null> {
    return this.#giveBack(order, rail, { ordinal, name: "stray", amount });
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
    const attempt = this.#attempt(order, what.ordinal);
    const reference = `${attempt.reference}.${what.name}`;
    return this.#once(order, railName, (rail) =>
      rail.refund({ attempt, reference, amount: what.amount }),
    );
  }

  /** Something happened to refunds: the rail's whole list says what, those made on its own pages included. */
  async #hearRefunds(
    order: Order,
    rail: Rail,
    ordinal: number,
    remote: string | null,
  ): Promise<boolean> {
    if (!rail.refundsOf) return true;
    const answer = await rail.refundsOf(this.#attempt(order, ordinal, remote)).catch(unanswered);
    if (answer.type === "unknown") return false;
    const { number } = order.terms;
    const stray = order.past.strays.find((other) => other.ordinal === ordinal);
    if (stray) {
      const back = answer.refunds.filter(({ status }) => status === "done");
      const sum = back.reduce((total, { amount }) => total + amount, 0);
      if (sum >= stray.amount.minor) this.#end(order, { type: "return", ordinal });
      return true;
    }
    const { refunds } = answer;
    this.#counter.bring(number, { type: "report refunds", rail: rail.title, refunds });
    return true;
  }

  /** The attempt as its rail knows it, also one that the order has moved on from. */
  #attempt(order: Order, ordinal: number, told: string | null = null): RailAttempt {
    const { number, amount, placedAt } = order.terms;
    const own = "attempt" in order && order.attempt.ordinal === ordinal ? order.attempt : null;
    const stray = order.past.strays.find((other) => other.ordinal === ordinal);
    return {
      reference: referenceOf(this.#counter.merchant, number, ordinal),
      amount,
      at: own?.at ?? placedAt,
      remote: own?.remote ?? stray?.remote ?? told,
    };
  }

  /** Puts the question that is due to a rail, unless it is under way already; no answer is asked for again later. */
  async #once<Answer extends { type: string }>(
    order: Order,
    railName: string,
    put: (rail: Rail) => Promise<Answer | undefined>,
  ): Promise<Answer | null> {
    const { number } = order.terms;
    const asking = `${this.#questionOf(order)} ${number}`;
    const rail = this.#rails.get(railName);
    if (!rail || this.#asking.has(asking)) return null;
    this.#asking.add(asking);
    const answer = await put(rail).catch(unanswered);
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
    this.#again.set(number, { at: later(this.#counter.now(), backoffMs), tries });
  }

  #commandOf(ordinal: number, rail: string, answer: RailAnswer): OrderCommand {
    switch (answer.type) {
      case "held":
      case "captured": {
        const receipt = this.#counter.newSecret();
        const { amount, remote = null } = answer;
        const isHeld = answer.type === "held";
        return { type: "capture", ordinal, rail, amount, receipt, isHeld, remote };
      }
      case "redirected":
        return { type: "redirect", ordinal, url: answer.url, remote: answer.remote };
      case "declined":
        return { type: "decline", ordinal, reason: answer.reason };
      case "voided":
        return { type: "void", ordinal };
      case "unknown":
        return { type: "doubt", ordinal };
    }
  }

  /** What has to be asked about an order before anything else can happen to it. */
  #questionOf(order: Order): Question | null {
    if (order.status === "paying") {
      const overdueAt = this.#overdueAt(order);
      const isOverdue = overdueAt !== null && overdueAt <= this.#counter.now();
      return order.cancelRequested || isOverdue ? "void" : "look up";
    }
    if (order.status === "paid" && order.isPosting) return "post";
    if (order.past.strays.some(({ returned }) => !returned)) return "send back";
    return order.status === "paid" && order.refunds.some(({ status }) => status === "pending")
      ? "refund"
      : null;
  }

  /** When an attempt that waits for its payer has waited long enough: not before the order's own time is over. */
  #overdueAt({ terms, attempt }: Paying): Instant | null {
    const payerMs = this.#rails.get(attempt.rail)?.payerMs;
    if (payerMs === undefined) return null;
    return instant(Math.max(terms.expiresAt, attempt.at + payerMs));
  }

  /** A rail's answer, or that there was none in time. */
  async #patiently(answer: Promise<RailAnswer>): Promise<RailAnswer> {
    const patience = new AbortController();
    const silence = this.#sleep(PATIENCE_MS, patience.signal).then((): RailAnswer => ({
      type: "unknown",
      askAgainMs: 1_000,
    }));
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

/** No answer is not a "no": whatever went wrong on the way, the rail is asked again. */
function unanswered(error: unknown): { type: "unknown"; askAgainMs: number } {
  console.error("a rail did not answer", error);
  return { type: "unknown", askAgainMs: 1_000 };
}
