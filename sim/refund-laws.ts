import type { OrderEvent } from "../worker/domain/order.ts";
import { type Complain, type Movement, WALLETS, accountOf } from "./movement.ts";
import type { OrderLedger } from "./order-ledger.ts";

// What must hold of money that goes back: never more than was paid, once, and from whom it was.

export function requestRefund(
  order: OrderLedger,
  { type, key, amount, wallet }: Extract<OrderEvent, { type: `refundRe${string}` }>,
  complain: Complain,
): readonly Movement[] {
  if (order.refunds.has(key)) complain("a refund is asked for once", key);
  if (order.isHoldLost) complain("of a hold that was lost nothing goes back", key);
  const isWallets = wallet !== undefined;
  if (isWallets && (wallet !== order.ownWallet || order.isOwed))
    complain("a wallet gives back what is its own", key);
  order.refunds.set(key, { amount, state: "pending", isWallets, isOwed: false });
  const asked = [...order.refunds.values()]
    .filter(({ state }) => state !== "failed")
    .reduce((sum, refund) => sum + refund.amount, 0);
  // Over the counter nothing of a top-up goes back.
  const isCounter = type === "refundRequested" && !isWallets;
  if (asked > (order.isTopUp && isCounter ? 0 : order.minor))
    complain("refunds never exceed the payment", `${asked} of ${order.minor}`);
  return [
    {
      debit: isWallets ? WALLETS : "available",
      credit: isWallets ? "sending-back" : "refunding",
      amount,
    },
  ];
}

export function endRefund(
  order: OrderLedger,
  key: string,
  isDone: boolean,
  complain: Complain,
): readonly Movement[] {
  const refund = order.refunds.get(key);
  if (refund?.state !== "pending") {
    complain("a refund ends once", key);
    return [];
  }
  refund.state = isDone ? "done" : "failed";
  refund.isOwed = refund.isWallets && !isDone;
  return [
    {
      debit: refund.isWallets ? "sending-back" : "refunding",
      credit: isDone ? accountOf(order.rail) : refund.isWallets ? WALLETS : "available",
      amount: refund.amount,
    },
  ];
}

/** It had gone through, and the money came back. */
export function bounce(order: OrderLedger, key: string, complain: Complain): readonly Movement[] {
  const refund = order.refunds.get(key);
  if (refund?.state !== "done") {
    complain("only what went can come back", key);
    return [];
  }
  refund.state = "failed";
  refund.isOwed = refund.isWallets;
  const debit = accountOf(order.rail);
  const { amount } = refund;
  return refund.isWallets
    ? [{ debit, credit: WALLETS, amount }]
    : [
        { debit, credit: "refunding", amount },
        { debit: "refunding", credit: "available", amount },
      ];
}
