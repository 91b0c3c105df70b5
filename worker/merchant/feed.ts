import { EVENT_PAGE_SIZE, type EventPage, type EventView } from "../contract/event.ts";
import { timeOut } from "../contract/fields.ts";
import type { OrderView } from "../contract/order.ts";
import type { Order } from "../domain/order.ts";
import type { Fact, Journal } from "./journal.ts";

/** What has happened to one terminal's orders, in order, for whoever asks with a cursor. */
export class Feed {
  readonly #journal: Journal;
  readonly #viewOf: (order: Order) => OrderView;

  constructor(journal: Journal, viewOf: (order: Order) => OrderView) {
    this.#journal = journal;
    this.#viewOf = viewOf;
  }

  page(terminal: number, after: number): EventPage {
    const { facts, cursor } = this.#journal.factsAfter(after, terminal, EVENT_PAGE_SIZE);
    return { events: facts.flatMap((fact) => this.#eventOf(fact)), cursor };
  }

  /** Whether a reader at this cursor has seen everything there is. */
  isAtEnd(cursor: number): boolean {
    return cursor >= this.#journal.lastSeq;
  }

  #eventOf({ seq, number, at, event }: Fact): EventView[] {
    // The payer's phone saying "still here", or where: nothing that a till would do anything about.
    if (event.type === "renewed" || event.type === "located") return [];
    const entry = this.#journal.find(number);
    if (!entry) throw new Error(`event ${seq} has no order`);
    return [{ cursor: seq, at: timeOut(at), type: event.type, order: this.#viewOf(entry.order) }];
  }
}
