import type { Secret } from "../domain/capability.ts";
import type { OrderCommand } from "../domain/decide.ts";
import { type Instant, instant, later } from "../domain/instant.ts";
import type { Money } from "../domain/money.ts";
import type { Order, Paid, Paying, Stray } from "../domain/order.ts";
import { isToReturn, owedOf } from "../domain/stray.ts";
import { type OrderNumber, orderNumberText } from "../domain/order-number.ts";
import {
  type Clearing,
  type Rail,
  type RailAnswer,
  type RailAttempt,
  type RailNotice,
  type RefundAnswer,
  parseReference,
} from "../rails/rail.ts";
import { type Rails, createRails } from "../rails/registry.ts";
import { attemptOf } from "./attempt-of.ts";
import { NoticeDesk } from "./notice-desk.ts";
import { overdueOf, questionOf } from "./question.ts";
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
  /** What payers know the merchant as. */
  readonly payee: string;
  now(): Instant;
  /** The order as it stands now; null when there is none of that number. */
  look(number: OrderNumber): Order | null;
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
  readonly #notices: NoticeDesk;

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
      clearing: counter.clearing,
    });
    this.#notices = new NoticeDesk(counter, {
      patiently: (answer) => this.#patiently(answer),
      take: (number, ordinal, rail, answer) => this.#take(number, ordinal, rail, answer),
      forget: (number) => this.forget(number),
    });
  }

  get rails(): Rails {
    return this.#rails;
  }

  /** When a rail has to be asked about this order, if one has to. */
  dueAt(order: Order): Instant | null {
    const { number } = order.terms;
    const question = questionOf(order, this.#rails, this.#counter.now());
    if (question === null) return null;
    const isAsking = this.#asking.has(`${question} ${number}`);
    const again = this.#again.get(number)?.at;
    if (again !== undefined && !isAsking) {
      const overdueAt = question === "look up" ? overdueOf(order as Paying, this.#rails) : null;
      return overdueAt === null ? again : instant(Math.min(again, overdueAt));
    }
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
  async hear(railName: string, notice: RailNotice): Promise<boolean> {
    const rail = this.#rails.get(railName);
    return rail ? this.#notices.hear(rail, notice) : true;
  }

  /** Does what is due for this order: looks up, stops, or sends back. Never throws. */
  async attend(order: Order): Promise<void> {
    switch (questionOf(order, this.#rails, this.#counter.now())) {
      case "look up":
        return this.#ask(order as Paying, "look up", (rail, attempt) => rail.lookUp(attempt));
      case "void":
        return this.#ask(order as Paying, "void", (rail, attempt) =>
          rail.can.void ? rail.void(attempt) : rail.lookUp(attempt),
        );
      case "post":
        return this.#post(order as Paid);
      case "credit":
        return this.#topUp(order as Paid);
      case "recredit":
        return this.#recredit(order as Paid);
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
    if (!rail) return this.#askAgain(number, STUCK_MS);
    if (this.#asking.has(asking)) return;
    this.#asking.add(asking);
    const attempt = attemptOf(this.#counter.merchant, order, ordinal);
    const answer = await this.#patiently(put(rail, attempt));
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

  /** Money was taken for a wallet: it is owed there until the wallet says that it has it. */
  async #topUp(order: Paid): Promise<void> {
    const { number, amount } = order.terms;
    const { ordinal } = order.attempt;
    const attempt = attemptOf(this.#counter.merchant, order, ordinal);
    const wallet = order.claim?.wallet;
    const pair = `${orderNumberText(number)} top-up`;
    const topUp = {
      attempt,
      reference: `${attempt.reference}.top-up`,
      amount,
      pair,
      ...(wallet && { wallet }),
    };
    const answer = await this.#once(order, "wallet", async (rail) => rail.topUp?.(topUp));
    if (answer?.type === "refunded")
      this.#end(order, { type: order.isOwed ? "credit" : "post", ordinal });
  }

  /** What a wallet gave up, and its rail would not take back, is the wallet's again. */
  async #recredit(order: Paid): Promise<void> {
    const refund = order.refunds.find(({ isOwed }) => isOwed);
    if (!refund?.wallet) return;
    const { key, wallet } = refund;
    const { number, amount: whole } = order.terms;
    const attempt = attemptOf(this.#counter.merchant, order, order.attempt.ordinal);
    const back = {
      attempt,
      reference: `${attempt.reference}.${key}`,
      amount: { ...whole, minor: refund.amount },
      pair: `${orderNumberText(number)} refund ${key}`,
      wallet,
    };
    const answer = await this.#once(order, "wallet", (rail) => rail.refund(back));
    if (answer?.type === "refunded") this.#end(order, { type: "recredit", key });
  }

  /** Tells a rail to take what it held for a decision that has been taken. */
  async #post(order: Paid): Promise<void> {
    if (order.attempt.rail === "cash") return this.#topUp(order);
    const { ordinal, rail: railName } = order.attempt;
    const answer = await this.#once(order, railName, async (rail) =>
      rail.capture?.(attemptOf(this.#counter.merchant, order, ordinal)),
    );
    if (answer?.type === "captured") this.#end(order, { type: "post", ordinal });
    if (answer?.type !== "gone") return;
    this.#end(order, { type: "lose hold", ordinal });
    // Should a person have got it all the same, the rail says so one day. What else is due is due at once.
    const lost = this.#counter.look(order.terms.number);
    const isAll = lost && questionOf(lost, this.#rails, this.#counter.now()) === "post";
    if (isAll) this.#askAgain(order.terms.number, STUCK_MS);
  }

  async #sendBack(order: Order): Promise<void> {
    const stray = order.past.strays.find(isToReturn);
    if (!stray) return;
    const { ordinal, rail, isHeld } = stray;
    const amount = { ...stray.amount, minor: owedOf(stray) };
    const letGo = isHeld ? await this.#letGo(order, stray) : null;
    // What it held was taken all the same, by somebody at the rail's own counter: then it goes back like any other.
    const isTaken = !isHeld || letGo?.type === "captured";
    const answer = isTaken
      ? await this.#giveBack(order, rail, { ordinal, name: "stray", amount })
      : letGo;
    if (answer === null || "askAgainMs" in answer) return;
    if (answer.type === "refunded" || answer.type === "voided")
      return this.#end(order, { type: "return", ordinal, amount: amount.minor });
    // Whatever else a rail says does not bring the money back: that takes a person, and is not asked at every turn.
    this.#askAgain(order.terms.number, STUCK_MS);
    // Perhaps the person was there already, or the payer's bank has it: then the rail's own lists say so.
    const known = this.#rails.get(rail);
    if (known && !(await this.#notices.hearLists(order, known, ordinal)))
      this.#askAgain(order.terms.number, NO_ANSWER.askAgainMs);
  }

  #letGo(order: Order, { ordinal, rail, amount }: Stray): Promise<RailAnswer | null> {
    const attempt = { ...attemptOf(this.#counter.merchant, order, ordinal), amount };
    return this.#once(order, rail, async (holder) => holder.release?.(attempt));
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
    const attempt = attemptOf(this.#counter.merchant, order, what.ordinal);
    const { hold } = "attempt" in order ? order.attempt : {};
    const refund = {
      attempt,
      reference: `${attempt.reference}.${what.name}`,
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
    const asking = `${questionOf(order, this.#rails, this.#counter.now())} ${number}`;
    const rail = this.#rails.get(railName);
    if (!rail) this.#askAgain(number, STUCK_MS);
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
    // Who says an hour means that only a person can mend it; everything else is asked again within half a minute.
    const atMostMs = askAgainMs >= STUCK_MS ? STUCK_MS : MAX_BACKOFF_MS;
    const backoffMs = Math.min(atMostMs, Math.max(askAgainMs, 250 * 2 ** tries));
    const at = later(this.#counter.now(), backoffMs);
    this.#again.set(number, { at, tries });
    this.#counter.wakeBy(at);
  }

  #commandOf(ordinal: number, rail: string, answer: RailAnswer): OrderCommand {
    switch (answer.type) {
      case "held":
      case "captured": {
        const receipt = this.#counter.newSecret();
        const { amount, remote } = answer;
        // Nothing cannot be taken: whatever the rail meant by it, it is asked again.
        if (amount.minor <= 0) return { type: "doubt", ordinal };
        const isHeld = answer.type === "held";
        const named = remote === undefined ? {} : { remote };
        return { type: "capture", ordinal, rail, amount, receipt, isHeld, ...named };
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

type NoAnswer = { readonly type: "unknown"; readonly askAgainMs: number };

/** No answer is not a "no": whatever went wrong on the way, the rail is asked again. */
const NO_ANSWER: NoAnswer = { type: "unknown", askAgainMs: 1_000 };

function unanswered(error: unknown): NoAnswer {
  console.error("a rail did not answer", error);
  return NO_ANSWER;
}
