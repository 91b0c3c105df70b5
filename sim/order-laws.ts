import type { OrderEvent, OrderStatus } from "../worker/domain/order.ts";
import { disputesOf, moveDispute } from "./dispute-laws.ts";
import { type Complain, type Movement, WALLETS, accountOf } from "./movement.ts";
import { type DisputeLedger, type OrderLedger, ledgerOf, owedOf } from "./order-ledger.ts";
import { bounce, endRefund, requestRefund } from "./refund-laws.ts";

/** In which states a fact may happen. What is final appears only where money that strayed, or goes back, is told of. */
const LEGAL: Readonly<Record<string, readonly OrderStatus[]>> = {
  claimed: ["placed"],
  renewed: ["claimed"],
  located: ["claimed"],
  attached: ["claimed"],
  proved: ["claimed"],
  missed: ["claimed"],
  released: ["claimed"],
  lapsed: ["claimed"],
  instructed: ["claimed"],
  redirected: ["paying"],
  doubted: ["paying"],
  declined: ["paying"],
  captured: ["paying"],
  cancelRequested: ["paying"],
  paidInCash: ["placed", "claimed"],
  posted: ["paid"],
  holdLost: ["paid"],
  disputed: ["claimed", "placed", "paying", "paid", "cancelled", "expired"],
  disputeTaken: ["claimed", "placed", "paying", "paid", "cancelled", "expired"],
  disputeReturned: ["claimed", "placed", "paying", "paid", "cancelled", "expired"],
  disputeClosed: ["claimed", "placed", "paying", "paid", "cancelled", "expired"],
  credited: ["paid"],
  recredited: ["paid"],
  refundRequested: ["paid"],
  refunded: ["paid"],
  refundFailed: ["paid"],
  refundReported: ["paid"],
  refundBounced: ["paid"],
  cancelled: ["placed", "claimed", "paying"],
  expired: ["placed"],
  strayed: ["claimed", "placed", "paying", "paid", "cancelled", "expired"],
  returned: ["claimed", "placed", "paying", "paid", "cancelled", "expired"],
};

/** So many claims that came to nothing make whoever comes next show the words. */
const PATIENCE_CLAIMS = 3;
/** What a payer whose payment was declined has at least, in ms, to make another. */
const TRY_AGAIN_MS = 30_000;

/** Takes a fact into account, and complains of every law that it breaks. Returns the movements that it means. */
export function follow(
  known: OrderLedger | undefined,
  event: OrderEvent,
  at: number,
  complain: Complain,
): { order: OrderLedger; movements: readonly Movement[] } | null {
  if (event.type === "placed") {
    if (known) complain("legal transitions", "placed twice");
    return { order: ledgerOf(event, at), movements: [] };
  }
  if (!known) {
    complain("legal transitions", `${event.type} of an order that was never placed`);
    return null;
  }
  const order = known;
  if (!LEGAL[event.type]?.includes(order.status))
    complain("legal transitions", `${event.type} while ${order.status}`);
  if (at < order.lastAt)
    complain("time goes forward", `${event.type} ${order.lastAt - at} ms before`);
  order.lastAt = at;
  return { order, movements: take(order, event, at, complain) };
}

function take(
  order: OrderLedger,
  event: OrderEvent,
  at: number,
  complain: Complain,
): readonly Movement[] {
  const endClaim = (): void => {
    if (order.holder !== null) order.ended.add(order.holder);
    order.holder = null;
  };
  switch (event.type) {
    case "claimed": {
      const { key, leaseUntil, stepUp } = event.claim;
      if (order.ended.has(key)) complain("an ended claim never returns", key);
      if (leaseUntil <= at) complain("a lease is in the future", `${leaseUntil - at} ms`);
      Object.assign(order, { status: "claimed", holder: key, leaseUntil, wallet: order.ownWallet });
      order.isSteppingUp = stepUp !== null;
      return [];
    }
    case "located":
    case "proved":
      order.isSteppingUp = event.type === "located" && event.stepUp !== null;
      return [];
    case "attached":
      if (order.ownWallet !== null) complain("a wallet's own top-up is for no other", event.wallet);
      order.wallet = event.wallet;
      return [];
    case "renewed":
      if (event.leaseUntil < order.leaseUntil) complain("a lease is never shortened", "");
      if (order.isSteppingUp && order.ended.size >= PATIENCE_CLAIMS)
        complain("where others wait, who owes the words has one lease for them", "");
      order.leaseUntil = event.leaseUntil;
      return [];
    case "released":
    case "lapsed":
      if (event.type === "lapsed" && at < order.leaseUntil)
        complain("a lease is kept", `lapsed ${order.leaseUntil - at} ms early`);
      endClaim();
      order.status = "placed";
      return [];
    case "instructed": {
      if (event.attempt.ordinal !== order.ordinal + 1)
        complain("attempts are counted", `${event.attempt.ordinal} after ${order.ordinal}`);
      if (order.declined.has(event.attempt.key))
        complain("a declined instruction is never repeated", "");
      const { ordinal, rail, key } = event.attempt;
      Object.assign(order, {
        status: "paying",
        ordinal,
        rail,
        instruction: key,
        isCancelling: false,
      });
      return [];
    }
    case "declined":
      if (event.leaseUntil < at + TRY_AGAIN_MS) complain("a declined payer may try again", "");
      order.declined.add(order.instruction);
      order.status = "claimed";
      order.leaseUntil = event.leaseUntil;
      return [];
    case "captured":
      if ((event.isPosting || order.rail === "wallet") && order.isCancelling)
        complain("held money is let go when the merchant wants out", "");
      Object.assign(order, { status: "paid", receipt: event.receipt, isPosting: event.isPosting });
      order.isOwed = order.isTopUp;
      return [
        {
          debit: accountOf(order.rail),
          credit: order.isTopUp ? WALLETS : "available",
          amount: order.minor,
        },
      ];
    case "credited":
      if (!order.isOwed) complain("a wallet is credited once", "");
      if (order.isPosting) complain("a wallet has what was taken", "");
      order.isOwed = false;
      return [];
    case "recredited": {
      const refund = order.refunds.get(event.key);
      if (!refund?.isOwed) complain("a wallet is credited once", event.key);
      else refund.isOwed = false;
      return [];
    }
    case "paidInCash":
      if (event.tendered < order.minor) complain("cash covers the bill", `${event.tendered}`);
      Object.assign(order, {
        status: "paid",
        receipt: event.receipt,
        rail: "cash",
        instruction: event.attempt.key,
        ordinal: event.attempt.ordinal,
        isPosting: order.isTopUp,
      });
      if (order.isTopUp && (event.wallet === undefined || event.wallet !== order.wallet))
        complain("cash for a wallet is for the one that waits", `${event.wallet}`);
      return [
        {
          debit: "cash",
          credit: order.isTopUp ? "clearing:wallet" : "available",
          amount: order.minor,
        },
      ];
    case "posted":
      if (!order.isPosting) complain("held money is taken once", "");
      Object.assign(order, { isPosting: false, isHoldLost: false });
      return [];
    case "holdLost":
      if (!order.isPosting || order.isHoldLost) complain("a hold is lost once", "");
      order.isHoldLost = true;
      return [];
    case "cancelRequested":
      order.isCancelling = true;
      return [];
    case "cancelled":
    case "expired":
      if (event.type === "expired" && at < order.expiresAt)
        complain("an order keeps its time", `expired ${order.expiresAt - at} ms early`);
      endClaim();
      order.status = event.type;
      return [];
    case "refundRequested":
    case "refundReported":
      return requestRefund(order, event, complain);
    case "refunded":
    case "refundFailed":
      return endRefund(order, event.key, event.type === "refunded", complain);
    case "disputed":
      disputesOf(order, event, complain).set(event.key, { taken: 0, status: "open" });
      return [];
    case "disputeTaken":
    case "disputeReturned":
    case "disputeClosed":
      return moveDispute(order, event, complain);
    case "refundBounced":
      return bounce(order, event.key, complain);
    case "strayed": {
      const { ordinal, rail, amount, isHeld } = event;
      if (order.strays.has(ordinal)) complain("a stray is recorded once", `attempt ${ordinal}`);
      if (order.status === "paid" && order.ordinal === ordinal)
        complain("what paid is no stray", `attempt ${ordinal}`);
      const disputes = new Map<string, DisputeLedger>();
      order.strays.set(ordinal, { amount: amount.minor, rail, isHeld, returned: null, disputes });
      return isHeld ? [] : [{ debit: accountOf(rail), credit: "suspense", amount: amount.minor }];
    }
    case "returned": {
      const stray = order.strays.get(event.ordinal);
      if (!stray || stray.returned !== null) {
        complain("a stray is returned once", `attempt ${event.ordinal}`);
        return [];
      }
      const { amount, rail, isHeld } = stray;
      const owed = owedOf(stray);
      stray.returned = event.amount ?? amount;
      if (stray.returned < owed)
        complain("what is owed goes back whole", `attempt ${event.ordinal}`);
      const credit = accountOf(rail);
      return isHeld
        ? []
        : [
            { debit: "suspense", credit, amount: owed },
            { debit: "available", credit, amount: stray.returned - owed },
          ].filter((movement) => movement.amount > 0);
    }
    default:
      return [];
  }
}
