import { EVENT_PAGE_SIZE, type EventPage, type EventView } from "../contract/event.ts";
import { timeOut } from "../contract/fields.ts";
import type { OrderView } from "../contract/order.ts";
import type { Order, OrderEvent } from "../domain/order.ts";
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
    const order = this.#viewOf(entry.order);
    const refund = refundOf(entry.order, event, order.refunds);
    const told = { cursor: seq, at: timeOut(at), type: event.type, order };
    return [refund ? { ...told, refund } : told];
  }
}

const REFUND_EVENTS: ReadonlySet<OrderEvent["type"]> = new Set([
  "refundRequested",
  "refundReported",
  "refunded",
  "refundFailed",
  "refundBounced",
]);

/** The view of the refund that an event is about. */
function refundOf(
  order: Order,
  event: OrderEvent,
  views: OrderView["refunds"],
): EventView["refund"] {
  if (!REFUND_EVENTS.has(event.type) || !("key" in event) || order.status !== "paid")
    return undefined;
  return views[order.refunds.findIndex(({ key }) => key === event.key)];
}
