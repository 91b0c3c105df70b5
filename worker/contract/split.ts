import * as v from "valibot";
import type { Order } from "../domain/order.ts";
import { orderNumberText } from "../domain/order-number.ts";
import { type SplitState, fateOf, splitStateOf } from "../domain/split.ts";
import type { Minor } from "../domain/money.ts";
import { MoneyOut, moneyOut } from "./fields.ts";
import { OrderView } from "./order.ts";

/** `GET /api/v1/orders/{number}/parts`: a bill that is paid in parts, and how far it is. */
export const SplitView = v.object({
  of: v.string(),
  whole: MoneyOut,
  paid: MoneyOut,
  /** Placed and not over: somebody may be paying it. */
  pending: MoneyOut,
  /** The whole less what is paid. */
  open: MoneyOut,
  parts: v.array(OrderView),
});
export type SplitView = v.InferOutput<typeof SplitView>;

export function splitViewOf(
  { terms }: Order,
  parts: readonly Order[],
  viewOf: (order: Order) => OrderView,
): SplitView {
  const { minor, currency } = terms.amount;
  const money = (value: Minor): MoneyOut => moneyOut({ minor: value, currency });
  const { paid, pending, open }: SplitState = splitStateOf(minor, parts.map(fateOf));
  return {
    of: orderNumberText(terms.number),
    whole: money(minor),
    paid: money(paid),
    pending: money(pending),
    open: money(open),
    parts: parts.map(viewOf),
  };
}
