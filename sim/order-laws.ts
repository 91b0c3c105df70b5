import type { OrderEvent, OrderStatus } from "../worker/domain/order.ts";

/** What the laws know of an order: kept apart from the product's own idea of it, and much simpler. */
export interface OrderLedger {
  status: OrderStatus;
  readonly minor: number;
  readonly isTopUp: boolean;
  /** The wallet that a top-up is for. */
  wallet: string | null;
  /** Where its owner makes the top-up on its own page. */
  readonly ownWallet: string | null;
  /** A rail has paid for a wallet, which has not had it yet. */
  isOwed: boolean;
  readonly expiresAt: number;
  holder: string | null;
  readonly ended: Set<string>;
  leaseUntil: number;
  ordinal: number;
  rail: string;
  /** The key of the latest instruction. */
  instruction: string;
  /** Where the latest instruction was to be paid from a wallet: which, and which try. */
  hold: { readonly wallet: string; readonly pend: string } | null;
  isCancelling: boolean;
  isPosting: boolean;
  receipt: string | null;
  readonly refunds: Map<string, RefundLedger>;
  readonly strays: Map<
    number,
    { amount: number; rail: string; isHeld: boolean; returned: boolean }
  >;
  /** What a bank has of the payment, by the dispute's name. */
  readonly disputes: Map<string, { taken: number; isLost: boolean }>;
  readonly declined: Set<string>;
  lastAt: number;
  /** Since when money of it has been under way, in simulated ms; null while none is. */
  openSince: number | null;
}

interface RefundLedger {
  readonly amount: number;
  state: "pending" | "done" | "failed";
  /** A wallet gave it up, and is owed it again when it does not go. */
  readonly isWallets: boolean;
  isOwed: boolean;
}

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
  disputed: ["paid"],
  disputeTaken: ["paid"],
  disputeReturned: ["paid"],
  disputeClosed: ["paid"],
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

/** What a payer whose payment was declined has at least, in ms, to make another. */
const TRY_AGAIN_MS = 30_000;

/** One movement that the books have to show for a fact. */
export interface Movement {
  readonly debit: string;
  readonly credit: string;
  readonly amount: number;
}

type Complain = (law: string, detail: string) => void;

/** Takes a fact into account, and complains of every law that it breaks. Returns the movements that it means. */
export function follow(
  known: OrderLedger | undefined,
  event: OrderEvent,
  at: number,
  complain: Complain,
): { order: OrderLedger; movements: readonly Movement[] } | null {
  if (event.type === "placed") {
    if (known) complain("legal transitions", "placed twice");
    return { order: placed(event, at), movements: [] };
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

function placed({ terms }: Extract<OrderEvent, { type: "placed" }>, at: number): OrderLedger {
  return {
    status: "placed",
    minor: terms.amount.minor,
    isTopUp: terms.kind === "top-up",
    wallet: terms.wallet ?? null,
    ownWallet: terms.wallet ?? null,
    isOwed: false,
    expiresAt: terms.expiresAt,
    holder: null,
    ended: new Set(),
    leaseUntil: 0,
    ordinal: 0,
    rail: "",
    instruction: "",
    hold: null,
    isCancelling: false,
    isPosting: false,
    receipt: null,
    refunds: new Map(),
    strays: new Map(),
    disputes: new Map(),
    declined: new Set(),
    lastAt: at,
    openSince: null,
  };
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
      const { key, leaseUntil } = event.claim;
      if (order.ended.has(key)) complain("an ended claim never returns", key);
      if (leaseUntil <= at) complain("a lease is in the future", `${leaseUntil - at} ms`);
      Object.assign(order, { status: "claimed", holder: key, leaseUntil, wallet: order.ownWallet });
      return [];
    }
    case "attached":
      order.wallet = event.wallet;
      return [];
    case "renewed":
      if (event.leaseUntil < order.leaseUntil) complain("a lease is never shortened", "");
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
      order.isPosting = false;
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
      order.disputes.set(event.key, { taken: 0, isLost: false });
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
      order.strays.set(ordinal, { amount: amount.minor, rail, isHeld, returned: false });
      return isHeld ? [] : [{ debit: accountOf(rail), credit: "suspense", amount: amount.minor }];
    }
    case "returned": {
      const stray = order.strays.get(event.ordinal);
      if (!stray || stray.returned) {
        complain("a stray is returned once", `attempt ${event.ordinal}`);
        return [];
      }
      stray.returned = true;
      const { amount, rail, isHeld } = stray;
      return isHeld ? [] : [{ debit: "suspense", credit: accountOf(rail), amount }];
    }
    default:
      return [];
  }
}

function requestRefund(
  order: OrderLedger,
  { type, key, amount, wallet }: Extract<OrderEvent, { type: `refundRe${string}` }>,
  complain: Complain,
): readonly Movement[] {
  if (order.refunds.has(key)) complain("a refund is asked for once", key);
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

function endRefund(
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

function moveDispute(
  order: OrderLedger,
  event: Extract<OrderEvent, { type: "disputeTaken" | "disputeReturned" | "disputeClosed" }>,
  complain: Complain,
): readonly Movement[] {
  const dispute = order.disputes.get(event.key);
  if (!dispute) {
    complain("only what is disputed is taken", event.key);
    return [];
  }
  const rail = accountOf(order.rail);
  if (event.type === "disputeClosed") {
    dispute.isLost = event.outcome === "lost";
    const amount = dispute.taken;
    return dispute.isLost && amount > 0 ? [{ debit: "available", credit: "disputed", amount }] : [];
  }
  const { amount, fee } = event;
  const isTaken = event.type === "disputeTaken";
  dispute.taken += isTaken ? amount : -amount;
  if (dispute.taken < 0 || dispute.taken > order.minor)
    complain("a bank takes no more than was paid", `${dispute.taken} of ${order.minor}`);
  const way = (account: string): Pick<Movement, "debit" | "credit"> =>
    isTaken ? { debit: account, credit: rail } : { debit: rail, credit: account };
  const lost = isTaken
    ? { debit: "available", credit: "disputed" }
    : { debit: "disputed", credit: "available" };
  return [
    { ...way("disputed"), amount },
    { ...way("fees"), amount: fee },
    ...(dispute.isLost ? [{ ...lost, amount }] : []),
  ].filter((movement) => movement.amount > 0);
}

/** It had gone through, and the money came back. */
function bounce(order: OrderLedger, key: string, complain: Complain): readonly Movement[] {
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

const WALLETS = "clearing:wallet";
const accountOf = (rail: string): string => (rail === "cash" ? "cash" : `clearing:${rail}`);

/** Whether something will still happen to this order by itself. */
export const isOpen = (order: OrderLedger): boolean =>
  order.status === "placed" || order.status === "claimed" || hasMoneyOpen(order);

/** Whether money is under way: undecided, to be taken, to be sent back, or to be refunded. */
export const hasMoneyOpen = (order: OrderLedger): boolean =>
  order.status === "paying" ||
  order.isPosting ||
  order.isOwed ||
  [...order.refunds.values()].some(({ isOwed }) => isOwed) ||
  [...order.strays.values()].some(({ returned }) => !returned) ||
  [...order.refunds.values()].some(({ state }) => state === "pending");
