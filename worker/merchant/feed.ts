import { EVENT_PAGE_SIZE, type EventPage, type EventView } from "../contract/event.ts";
import { timeOut } from "../contract/fields.ts";
import type { OrderView } from "../contract/order.ts";
import type { Order, OrderEvent } from "../domain/order.ts";
import type { OrderNumber } from "../domain/order-number.ts";
import type { Fact, Journal } from "./journal.ts";

interface Shown {
  readonly order: Order;
  readonly view: OrderView;
}

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
    const shown = new Map<OrderNumber, Shown>();
    return { events: facts.flatMap((fact) => this.#eventOf(fact, shown)), cursor };
  }

  /** Whether a reader at this cursor has seen everything there is. */
  isAtEnd(cursor: number): boolean {
    return cursor >= this.#journal.lastSeq;
  }

  /** An order has many events, and is shown as it is now by each. */
  #eventOf({ seq, number, at, event }: Fact, shown: Map<OrderNumber, Shown>): EventView[] {
    // The payer's phone saying "still here", or where: nothing that a till would do anything about.
    if (event.type === "renewed" || event.type === "located") return [];
    const { order, view } = shown.get(number) ?? this.#show(number, shown);
    const refund = refundOf(order, event, view.refunds);
    const told = { cursor: seq, at: timeOut(at), type: event.type, order: view };
    return [refund ? { ...told, refund } : told];
  }

  #show(number: OrderNumber, shown: Map<OrderNumber, Shown>): Shown {
    const entry = this.#journal.find(number);
    if (!entry) throw new Error(`order ${number} has events and is not there`);
    const { order } = entry;
    const one = { order, view: this.#viewOf(order) };
    shown.set(number, one);
    return one;
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
