import type { OrderPage, OrderView } from "../../worker/contract/order.ts";
import { isFinalView } from "./sale.ts";

/** The orders this till knows of, newest first, and where the list goes on. */
export interface KnownOrders {
  readonly orders: readonly OrderView[];
  /** What to ask the next page with; null at the end of the list, undefined while nobody has said. */
  readonly before: string | null | undefined;
}

export const NO_ORDERS: KnownOrders = { orders: [], before: undefined };

/** The most orders kept in memory; older ones are asked for again when somebody scrolls there. */
const LIMIT = 500;

export function findOrder(known: KnownOrders, number: string): OrderView | null {
  return known.orders.find((order) => order.number === number) ?? null;
}

/** The orders with what was just heard of one. A result never gives way to an earlier state that arrives late. */
export function withOrder(known: KnownOrders, heard: OrderView): KnownOrders {
  const found = findOrder(known, heard.number);
  if (found && isFinalView(found) && !isFinalView(heard)) return known;
  const others = known.orders.filter((order) => order.number !== heard.number);
  const orders = [...others, heard].toSorted(newestFirst).slice(0, LIMIT);
  return { ...known, orders };
}

export function withPage(
  known: KnownOrders,
  page: OrderPage,
  askedBefore: string | null,
): KnownOrders {
  const { orders } = page.orders.reduce(withOrder, known);
  // The first page again does not lose the place that somebody has scrolled to.
  const keepsPlace = askedBefore === null && known.before !== undefined;
  return { orders, before: keepsPlace ? known.before : page.before };
}

function newestFirst(a: OrderView, b: OrderView): number {
  return Date.parse(b.placedAt) - Date.parse(a.placedAt) || counter(b) - counter(a);
}

const counter = ({ number }: OrderView): number => Number(number.split("-")[1]);
