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

export interface StrayLedger {
  readonly amount: number;
  readonly rail: string;
  readonly isHeld: boolean;
  /** Sent back by us: how much; null: not yet. */
  returned: number | null;
  readonly disputes: Map<string, DisputeLedger>;
}

export interface DisputeLedger {
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

/** An order that was placed at that instant, by the merchant's own clock. */
export function ledgerOf(
  { terms }: Extract<OrderEvent, { type: "placed" }>,
  at: number,
): OrderLedger {
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
