import type { Line } from "./bill.ts";
import type { Secret } from "./capability.ts";
import type { Instant } from "./instant.ts";
import type { Match } from "./match.ts";
import type { MatchCode } from "./match-code.ts";
import type { Minor, Money } from "./money.ts";
import type { OrderNumber } from "./order-number.ts";
import type { WalletHold, WalletId } from "./pend.ts";
import type { PlaceEvidence } from "./place.ts";
import type { PlainText } from "./plain-text.ts";
import type { Part } from "./split.ts";
import type { StaffName } from "./staff.ts";

/** What the device leg says, and what never changes afterwards. */
export interface Terms {
  readonly number: OrderNumber;
  readonly amount: Money;
  readonly lines: readonly Line[];
  readonly note: PlainText | null;
  readonly placedAt: Instant;
  readonly expiresAt: Instant;
  /** A top-up turns a sale round: the merchant takes cash, and owes it to the payer's wallet. Absent: a sale. */
  readonly kind?: "top-up";
  /** Of a top-up that its owner makes on the wallet's own page, and pays by a rail instead of in cash: that wallet. */
  readonly wallet?: WalletId;
  /** Of a bill that is paid in parts: which part this is. */
  readonly part?: Part;
  /** Who stood at the till; absent where nobody is asked. */
  readonly cashier?: StaffName;
}

/** One payer's exclusive hold on the order. Its key is the payer's secret and never comes back once it has ended. */
export interface Claim {
  readonly key: Secret;
  readonly at: Instant;
  readonly leaseUntil: Instant;
  readonly match: Match;
  /** The words that the till shows while the claim lasts. */
  readonly code: MatchCode;
  /** What the payer still has to show before paying; `null`: nothing. */
  readonly stepUp: StepUp | null;
  /** Of a top-up: the wallet that it is for, once its owner has said so. */
  readonly wallet?: WalletId;
}

/** What would do, and how often the words were chosen wrongly so far. */
export interface StepUp {
  readonly byPlace: boolean;
  readonly byCode: boolean;
  readonly misses: number;
}

/** One instruction given to one rail. `ordinal` counts the order's attempts from 1 and names this one to the rail. */
export interface Attempt {
  readonly ordinal: number;
  readonly key: Secret;
  readonly rail: string;
  readonly at: Instant;
  /** Where a wallet holds the money for it; absent on every other rail. */
  readonly hold?: WalletHold;
  /** Who took it, where it was cash and somebody was asked. */
  readonly cashier?: StaffName;
  /** True where no real money moves by it. */
  readonly isTest?: boolean;
  /** What the rail calls it, once it has said so. */
  readonly remote?: string;
}

export interface Decline {
  readonly key: Secret;
  readonly reason: DeclineReason;
}

export type DeclineReason =
  | "insufficient-funds"
  | "refused-by-rail"
  | "amount-differs"
  | "over-limit"
  | "abandoned";

/** Money that a rail reported when the order could not take it. It is owed back until it is returned; see {@link owedOf}. */
export interface Stray {
  readonly ordinal: number;
  readonly rail: string;
  readonly amount: Money;
  /** The rail only holds it: letting go is enough, and nothing has moved. */
  readonly isHeld: boolean;
  readonly remote?: string;
  readonly returned: boolean;
  /** Absent: none ever. */
  readonly disputes?: readonly Dispute[];
}

/** Money given back of a paid order. It counts against what was captured from the moment it is asked for. */
export interface Refund {
  /** The till's secret; or what the rail calls a refund that was made on its own pages. */
  readonly key: string;
  readonly amount: Minor;
  readonly reason: PlainText;
  readonly at: Instant;
  readonly status: "pending" | "done" | "failed";
  /** Of a top-up that goes back: the wallet that gave the money up for it. */
  readonly wallet?: WalletId;
  /** The rail would not take it back: the wallet has not said yet that it has it again. */
  readonly isOwed?: boolean;
  /** Who gave it back, and who let them where it was more than they may. */
  readonly cashier?: StaffName;
  readonly approver?: StaffName;
}

/**
 * The payer's bank wants money back on the payer's word. The order stays paid: what was sold was sold, and what comes of the
 * dispute is between the merchant and the bank.
 */
export interface Dispute {
  /** What the rail calls it. */
  readonly key: string;
  readonly amount: Minor;
  readonly at: Instant;
  readonly status: "open" | "won" | "lost";
  /** What the rail has taken for it and not given back, and what it charged. */
  readonly taken: Minor;
  readonly fee: Minor;
}

/** What the order remembers in every state, so that a late or repeated message gets the answer it got before. */
export interface Past {
  readonly endedClaims: readonly Secret[];
  readonly declines: readonly Decline[];
  readonly attempts: number;
  readonly strays: readonly Stray[];
}

interface Base {
  readonly terms: Terms;
  readonly past: Past;
}

export type Placed = Base & { readonly status: "placed" };
export type Claimed = Base & { readonly status: "claimed"; readonly claim: Claim };
export type Paying = Base & {
  readonly status: "paying";
  readonly claim: Claim;
  readonly attempt: Attempt;
  /** The rail's own page, where the payer has to go. */
  readonly redirect?: string;
  /** The rail did not say what happened; the screens show "checking". */
  readonly doubted: boolean;
  /** The merchant wants out; the rail's answer decides. */
  readonly cancelRequested: boolean;
};
export type Paid = Base & {
  readonly status: "paid";
  /** `null` when no phone had the bill: it was paid in cash. */
  readonly claim: Claim | null;
  readonly attempt: Attempt;
  readonly paidAt: Instant;
  readonly receipt: Secret;
  /** What was handed over, where it was cash: the change is the rest. */
  readonly tendered: Minor | null;
  /** The rail held the money until it was decided, and has not confirmed yet that it took it. */
  readonly isPosting: boolean;
  /** Of a top-up that a rail paid: its wallet has not said yet that it has the money. */
  readonly isOwed?: boolean;
  /** The rail has let go of what it held before it was taken: only a person can get it now. Still `isPosting`. */
  readonly isHoldLost?: boolean;
  readonly refunds: readonly Refund[];
  /** Absent: none ever. */
  readonly disputes?: readonly Dispute[];
};
export type Expired = Base & { readonly status: "expired"; readonly endedAt: Instant };
export type Cancelled = Base & { readonly status: "cancelled"; readonly endedAt: Instant };

export type Order = Placed | Claimed | Paying | Paid | Expired | Cancelled;
export type OrderStatus = Order["status"];

/** What happened to an order, as it is kept for ever. */
export type OrderEvent =
  | { readonly type: "placed"; readonly terms: Terms }
  | { readonly type: "claimed"; readonly claim: Claim }
  | { readonly type: "renewed"; readonly leaseUntil: Instant }
  | { readonly type: "located"; readonly place: PlaceEvidence; readonly stepUp: StepUp | null }
  | { readonly type: "proved"; readonly by: "place" | "code" }
  | { readonly type: "missed" }
  | { readonly type: "attached"; readonly wallet: WalletId }
  | { readonly type: "released" }
  | { readonly type: "lapsed" }
  | { readonly type: "instructed"; readonly attempt: Attempt }
  | {
      readonly type: "redirected";
      readonly url: string;
      readonly remote: string;
    }
  | { readonly type: "doubted" }
  | {
      readonly type: "declined";
      readonly reason: DeclineReason;
      /** The payer gets a whole lease again, to try another way. */
      readonly leaseUntil: Instant;
    }
  | {
      readonly type: "captured";
      readonly at: Instant;
      readonly receipt: Secret;
      /** The rail held the money for this decision, and is now to take it. */
      readonly isPosting: boolean;
      readonly remote?: string;
    }
  | { readonly type: "posted" }
  | { readonly type: "holdLost" }
  | {
      readonly type: "disputed";
      readonly key: string;
      /** Of money that strayed: by which attempt it came. Absent: it is what paid. */
      readonly ordinal?: number;
      readonly amount: Minor;
      readonly at: Instant;
    }
  | {
      /** By so much more, or less, than before. */
      readonly type: "disputeTaken" | "disputeReturned";
      readonly key: string;
      readonly ordinal?: number;
      readonly amount: Minor;
      readonly fee: Minor;
    }
  | {
      readonly type: "disputeClosed";
      readonly key: string;
      readonly ordinal?: number;
      readonly outcome: "won" | "lost";
    }
  /** The wallet of a top-up that a rail paid has the money. */
  | { readonly type: "credited" }
  | {
      readonly type: "paidInCash";
      readonly attempt: Attempt;
      readonly tendered: Minor;
      readonly receipt: Secret;
      /** Of a top-up: the wallet that is owed the amount from now on. */
      readonly wallet?: WalletId;
    }
  | {
      /** Asked for here, or `refundReported`: made on the rail's own pages. */
      readonly type: "refundRequested" | "refundReported";
      readonly key: string;
      readonly amount: Minor;
      readonly reason: PlainText;
      readonly at: Instant;
      /** Of a top-up: the wallet that has given the money up. */
      readonly wallet?: WalletId;
      readonly cashier?: StaffName;
      readonly approver?: StaffName;
    }
  /** `refundBounced`: it had gone through, and the money came back to the merchant all the same. */
  | { readonly type: "refunded" | "refundFailed" | "refundBounced"; readonly key: string }
  /** What did not go back is in the wallet again. */
  | { readonly type: "recredited"; readonly key: string }
  | { readonly type: "cancelRequested" }
  | { readonly type: "cancelled"; readonly at: Instant }
  | { readonly type: "expired"; readonly at: Instant }
  | {
      readonly type: "strayed";
      readonly ordinal: number;
      readonly rail: string;
      readonly amount: Money;
      readonly isHeld: boolean;
      readonly remote?: string;
    }
  | {
      readonly type: "returned";
      readonly ordinal: number;
      /** How much went back. Absent: all of it. */
      readonly amount?: Minor;
    };

export type OrderEventType = OrderEvent["type"];

/** True when the order itself can no longer change; money that strays in later is another matter. */
export function isFinal(order: Order): order is Paid | Expired | Cancelled {
  return order.status === "paid" || order.status === "expired" || order.status === "cancelled";
}
