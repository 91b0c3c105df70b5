import type { OrderCommand } from "../domain/decide.ts";
import type { Minor } from "../domain/money.ts";
import type { Order } from "../domain/order.ts";
import type { OrderNumber } from "../domain/order-number.ts";
import { type Rail, type RailAnswer, type RailNotice, parseReference } from "../rails/rail.ts";
import { attemptOf } from "./attempt-of.ts";

interface Books {
  readonly merchant: string;
  look(number: OrderNumber): Order | null;
  bring(number: OrderNumber, command: OrderCommand): void;
}

/** The money that came with an attempt, and what the rail calls that. */
type Subject = [order: Order, rail: Rail, ordinal: number, remote?: string | null];

interface Colleague {
  /** The answer, or `unknown` where there was none in time. */
  patiently<Answer>(
    answer: Promise<Answer>,
  ): Promise<Answer | { type: "unknown"; askAgainMs: number }>;
  take(number: OrderNumber, ordinal: number, rail: string, answer: RailAnswer): void;
  /** What was put off is asked as soon as it is due. */
  forget(number: OrderNumber): void;
}

/** Where a rail's own messages are acted upon. They come twice, late, out of order and before our own call returns. */
export class NoticeDesk {
  readonly #books: Books;
  readonly #cashier: Colleague;

  constructor(books: Books, cashier: Colleague) {
    this.#books = books;
    this.#cashier = cashier;
  }

  /** False when the message could not be acted upon now, and has to be sent again. */
  async hear(rail: Rail, { reference, remote, news }: RailNotice): Promise<boolean> {
    const named = parseReference(reference);
    if (!named) return true;
    const { number, ordinal } = named;
    const order = this.#books.look(number);
    if (!order) return true;
    const isAfterwards = news.type === "refunds" || news.type === "disputes";
    if (isAfterwards && isKnown(order, ordinal))
      return this.#hearLater(news.type, order, rail, ordinal, remote);
    const attempt = attemptOf(this.#books.merchant, order, ordinal, remote);
    const answer =
      news.type === "answer" ? news.answer : await this.#cashier.patiently(rail.lookUp(attempt));
    const isCurrent = order.status === "paying" && order.attempt.ordinal === ordinal;
    // What is still open is asked again anyway; anything else has nobody but this message to bring it up.
    if (answer.type === "unknown" && !isCurrent) return false;
    const taken = remote && "amount" in answer ? { remote, ...answer } : answer;
    this.#cashier.take(number, ordinal, rail.name, taken);
    if (!isAfterwards) return true;
    // Of a payment that had not been heard of: now that it is known, so can be what went back of it.
    const known = this.#books.look(number);
    return known !== null && isKnown(known, ordinal)
      ? this.#hearLater(news.type, known, rail, ordinal, remote)
      : false;
  }

  #hearLater(what: "refunds" | "disputes", ...about: Subject): Promise<boolean> {
    const [order] = about;
    // Decided, it may be time to send back what strayed, however long that was put off.
    this.#cashier.forget(order.terms.number);
    return what === "refunds" ? this.#hearRefunds(...about) : this.#hearDisputes(...about);
  }

  /** Everything that the rail knows of what has become of this money. False when it did not say. */
  async hearLists(...about: Subject): Promise<boolean> {
    const heard = [await this.#hearRefunds(...about), await this.#hearDisputes(...about)];
    return !heard.includes(false);
  }

  /** A payer's bank has spoken: the rail's list says how far each dispute is, and what was taken for it. */
  async #hearDisputes(...[order, rail, ordinal, remote = null]: Subject): Promise<boolean> {
    if (!rail.disputesOf) return true;
    const attempt = attemptOf(this.#books.merchant, order, ordinal, remote);
    const answer = await this.#cashier.patiently(rail.disputesOf(attempt));
    if (answer.type === "unknown") return false;
    this.#books.bring(order.terms.number, { ...answer, type: "report disputes", ordinal });
    return true;
  }

  /** Something happened to refunds: the rail's whole list says what, those made on its own pages included. */
  async #hearRefunds(...[order, rail, ordinal, remote = null]: Subject): Promise<boolean> {
    if (!rail.refundsOf) return true;
    const attempt = attemptOf(this.#books.merchant, order, ordinal, remote);
    const answer = await this.#cashier.patiently(rail.refundsOf(attempt));
    if (answer.type === "unknown") return false;
    const { number } = order.terms;
    const stray = order.past.strays.find((other) => other.ordinal === ordinal);
    if (stray) {
      const back = answer.refunds.filter(({ status }) => status === "done");
      const sum = back.reduce((total, { amount }) => total + amount, 0);
      if (sum > 0) this.#books.bring(number, { type: "return", ordinal, amount: sum as Minor });
      return true;
    }
    const { refunds } = answer;
    this.#books.bring(number, { type: "report refunds", rail: rail.title, refunds });
    return true;
  }
}

/** Whether the order has heard of money that came with this attempt. */
const isKnown = (order: Order, ordinal: number): boolean =>
  (order.status === "paid" && order.attempt.ordinal === ordinal) ||
  order.past.strays.some((stray) => stray.ordinal === ordinal);
