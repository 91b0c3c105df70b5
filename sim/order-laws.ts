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
  /** The rail has let go of what it held for it: only a person can get that. */
  isHoldLost: boolean;
  /** The claim has still to show the words on the till, or where it is. */
  isSteppingUp: boolean;
  receipt: string | null;
  readonly refunds: Map<string, RefundLedger>;
  readonly strays: Map<number, StrayLedger>;
  /** What a bank has of the payment, by the dispute's name. */
  readonly disputes: Map<string, DisputeLedger>;
  readonly declined: Set<string>;
  lastAt: number;
  /** Since when money of it has been under way, in simulated ms; null while none is. */
  openSince: number | null;
}

interface StrayLedger {
  readonly amount: number;
  readonly rail: string;
  readonly isHeld: boolean;
  /** Sent back by us: how much; null: not yet. */
  returned: number | null;
  readonly disputes: Map<string, DisputeLedger>;
}

interface DisputeLedger {
  taken: number;
  status: "open" | "won" | "lost";
}

/** What banks have taken for good. */
export const lostOf = (disputes: ReadonlyMap<string, DisputeLedger>): number =>
  [...disputes.values()].reduce(
    (sum, { taken, status }) => sum + (status === "lost" ? taken : 0),
    0,
  );

/** What is still to be sent back of money that strayed. */
export const owedOf = ({ amount, returned, disputes }: StrayLedger): number =>
  returned === null ? Math.max(0, amount - lostOf(disputes)) : 0;

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
    isHoldLost: false,
    isSteppingUp: false,
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

function requestRefund(
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
  const dispute = disputesOf(order, event, complain).get(event.key);
  if (!dispute) {
    complain("only what is disputed is taken", event.key);
    return [];
  }
  const stray = event.ordinal === undefined ? undefined : order.strays.get(event.ordinal);
  const rail = accountOf(stray?.rail ?? order.rail);
  const [owed, lost] = [stray ? owedOf(stray) : 0, dispute.status === "lost" ? dispute.taken : 0];
  const moved: Movement[] = [];
  if (event.type === "disputeClosed") {
    if (dispute.status !== "open") complain("a dispute is closed once", event.key);
    dispute.status = event.outcome;
  } else {
    const isTaken = event.type === "disputeTaken";
    dispute.taken += isTaken ? event.amount : -event.amount;
    const whole = stray?.amount ?? order.minor;
    if (dispute.taken < 0 || dispute.taken > whole)
      complain("a bank takes no more than was paid", `${dispute.taken} of ${whole}`);
    const way = (account: string): Pick<Movement, "debit" | "credit"> =>
      isTaken ? { debit: account, credit: rail } : { debit: rail, credit: account };
    moved.push({ ...way("disputed"), amount: event.amount }, { ...way("fees"), amount: event.fee });
  }
  // Lost for good is first what was owed back anyway, and then the merchant's own.
  const owedLess = stray && !stray.isHeld ? owed - owedOf(stray) : 0;
  const lostMore = (dispute.status === "lost" ? dispute.taken : 0) - lost;
  moved.push(
    { debit: "suspense", credit: "disputed", amount: owedLess },
    { debit: "disputed", credit: "suspense", amount: -owedLess },
    { debit: "available", credit: "disputed", amount: lostMore - owedLess },
    { debit: "disputed", credit: "available", amount: owedLess - lostMore },
  );
  return moved.filter(({ amount }) => amount > 0);
}

/** The disputes of what paid, or of what strayed with that attempt. */
function disputesOf(
  order: OrderLedger,
  { key, ordinal }: { key: string; ordinal?: number },
  complain: Complain,
): Map<string, DisputeLedger> {
  if (ordinal === undefined && order.status === "paid") return order.disputes;
  const stray = order.strays.get(ordinal ?? 0);
  if (!stray) complain("only what came is disputed", key);
  return stray?.disputes ?? new Map();
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
export const isUnderWay = (order: OrderLedger): boolean =>
  order.status === "placed" || order.status === "claimed" || hasMoneyOpen(order);

/** While a bank has it, and has not decided, nothing is sent back. */
const isWithBank = ({ disputes }: StrayLedger): boolean =>
  [...disputes.values()].some(({ taken, status }) => taken > 0 && status === "open");

/** The same, or somebody has to see to it. */
export const isOpen = (order: OrderLedger): boolean => isUnderWay(order) || order.isHoldLost;

/** Whether money is under way: undecided, to be taken, to be sent back, or to be refunded. */
export const hasMoneyOpen = (order: OrderLedger): boolean =>
  order.status === "paying" ||
  (!order.isHoldLost && (order.isPosting || order.isOwed)) ||
  [...order.refunds.values()].some(({ isOwed }) => isOwed) ||
  [...order.strays.values()].some((stray) => owedOf(stray) > 0 && !isWithBank(stray)) ||
  [...order.refunds.values()].some(({ state }) => state === "pending");
