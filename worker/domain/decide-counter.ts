import type { Secret } from "./capability.ts";
import { ALREADY, type Decision } from "./decision.ts";
import type { Instant } from "./instant.ts";
import { type Minor, ZERO, minus } from "./money.ts";
import type { Order, OrderEvent, Paid } from "./order.ts";
import type { PlainText } from "./plain-text.ts";
import { ok, refuse } from "./result.ts";
import type { StaffName } from "./staff.ts";

/** What is done at the counter: by the merchant's own hands, and about money that is already there. */
export type CounterCommand =
  | { readonly type: "cancel" }
  | {
      readonly type: "take cash";
      readonly key: Secret;
      readonly tendered: Minor;
      readonly receipt: Secret;
      readonly cashier?: StaffName;
    }
  | {
      readonly type: "refund";
      readonly key: Secret;
      readonly amount: Minor;
      readonly reason: PlainText;
      /** The most that whoever asks may give back of one order; `null`: all of it. */
      readonly limit: Minor | null;
      readonly cashier?: StaffName;
      readonly approver?: StaffName;
    }
  | { readonly type: "confirm refund"; readonly key: string }
  /** The wallet has again what did not go back. */
  | { readonly type: "recredit"; readonly key: string }
  | { readonly type: "fail refund"; readonly key: string };

export function decideCounter(order: Order, command: CounterCommand, now: Instant): Decision {
  switch (command.type) {
    case "cancel":
      return cancel(order, now);
    case "take cash":
      return takeCash(order, command, now);
    case "refund":
      return refund(order, command, now);
    case "confirm refund":
    case "fail refund":
      return endRefund(order, command);
    case "recredit":
      return order.status === "paid" &&
        order.refunds.some(({ key, isOwed }) => key === command.key && isOwed)
        ? ok([{ type: "recredited", key: command.key }])
        : ALREADY;
  }
}

/** What was captured, less what has gone back or is on its way, and what the payer's bank has taken already. Of a hold that was lost nothing was. */
export const leftOf = (order: Paid): Minor =>
  order.isHoldLost
    ? ZERO
    : (order.disputes ?? []).reduce((left, { taken }) => minus(left, taken), unrefunded(order));

const unrefunded = ({ terms, refunds }: Paid): Minor =>
  refunds
    .filter(({ status }) => status !== "failed")
    .reduce((left, { amount }) => minus(left, amount), terms.amount.minor);

/** What the merchant can still refund. What was taken for a wallet is the wallet's: there is nothing of it to give back. */
export const refundable = (order: Paid): Minor =>
  order.terms.kind === "top-up" ? ZERO : leftOf(order);

/** Cancel against pay is decided here and nowhere else: before the instruction at once, after it by the rail's answer. */
function cancel(order: Order, now: Instant): Decision {
  switch (order.status) {
    case "placed":
    case "claimed":
      return ok([{ type: "cancelled", at: now }]);
    case "paying":
      return order.cancelRequested ? ALREADY : ok([{ type: "cancelRequested" }]);
    case "cancelled":
      return ALREADY;
    case "paid":
    case "expired":
      return refuse(`order-${order.status}`);
  }
}

/** Cash pays an order that nobody is paying otherwise, even while a phone has the bill open. */
function takeCash(
  order: Order,
  command: Extract<CounterCommand, { type: "take cash" }>,
  now: Instant,
): Decision {
  const { key, tendered, receipt, cashier } = command;
  if (order.status === "paid" && order.attempt.key === key) return ALREADY;
  if (order.status !== "placed" && order.status !== "claimed")
    return refuse(`order-${order.status}`);
  if (tendered < order.terms.amount.minor) return refuse("cash-short");
  const ordinal = order.past.attempts + 1;
  const attempt = { ordinal, key, rail: "cash", at: now, ...(cashier && { cashier }) };
  if (order.terms.kind !== "top-up")
    return ok([{ type: "paidInCash", attempt, tendered, receipt }]);
  // Made on the wallet's own page: it waits for a rail, and for no cashier.
  if (order.terms.wallet) return refuse("rail-unknown");
  const wallet = order.status === "claimed" ? order.claim.wallet : undefined;
  return wallet
    ? ok([{ type: "paidInCash", attempt, tendered, receipt, wallet }])
    : refuse("top-up-unclaimed");
}

/** Never above what was captured, counting what is on its way; the same key again is the same refund. */
function refund(
  order: Order,
  command: Extract<CounterCommand, { type: "refund" }>,
  now: Instant,
): Decision {
  const { key, amount, reason, limit, cashier, approver } = command;
  if (order.status !== "paid") return refuse("order-not-paid");
  const known = order.refunds.find((other) => other.key === key);
  if (known) return known.amount === amount ? ALREADY : refuse("refund-key-reused");
  const left = refundable(order);
  if (amount > left) return refuse("refund-exceeds-captured");
  // Counted over the order, so that many small refunds are no way around it.
  const given = order.terms.amount.minor - unrefunded(order);
  if (limit !== null && given + amount > limit) return refuse("refund-above-limit");
  const requested: OrderEvent = {
    type: "refundRequested",
    key,
    amount,
    reason,
    at: now,
    ...(cashier && { cashier }),
    ...(approver && { approver }),
  };
  // Cash goes back over the counter as it came: nobody else has to be asked.
  return ok(order.attempt.rail === "cash" ? [requested, { type: "refunded", key }] : [requested]);
}

function endRefund(
  order: Order,
  { type, key }: Extract<CounterCommand, { type: "confirm refund" | "fail refund" }>,
): Decision {
  const isPending =
    order.status === "paid" &&
    order.refunds.some((known) => known.key === key && known.status === "pending");
  if (!isPending) return ALREADY;
  return ok([{ type: type === "confirm refund" ? "refunded" : "refundFailed", key }]);
}
