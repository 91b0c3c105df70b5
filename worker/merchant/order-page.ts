import type { OrderPage } from "../contract/order.ts";
import { type OrderNumber, orderNumberText } from "../domain/order-number.ts";
import type { Shop } from "./shop.ts";

/** The orders that are counted under one number, newest first, before an order. */
export function orderPageOf(
  shop: Shop,
  terminal: number,
  before: OrderNumber | null,
  limit: number,
): OrderPage {
  const entries = shop.journal.recent(terminal, before, limit);
  const last = entries.length === limit ? entries.at(-1) : undefined;
  return {
    orders: entries.map(({ order }) => shop.viewOf(order)),
    before: last ? orderNumberText(last.order.terms.number) : null,
  };
}
