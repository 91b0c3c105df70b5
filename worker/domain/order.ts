import type { Line } from "./bill.ts";
import type { Secret } from "./capability.ts";
import type { Instant } from "./instant.ts";
import type { Match } from "./match.ts";
import type { MatchCode } from "./match-code.ts";
import type { Minor, Money } from "./money.ts";
import type { OrderNumber } from "./order-number.ts";
import type { PlaceEvidence } from "./place.ts";
import type { PlainText } from "./plain-text.ts";

/** What the device leg says, and what never changes afterwards. */
export interface Terms {
  readonly number: OrderNumber;
  readonly amount: Money;
  readonly lines: readonly Line[];
  readonly note: PlainText | null;
  readonly placedAt: Instant;
  readonly expiresAt: Instant;
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
}

export interface Decline {
  readonly key: Secret;
  readonly reason: DeclineReason;
}

export type DeclineReason =
  | "insufficient-funds"
  | "refused-by-rail"
  | "amount-differs"
  | "abandoned";

/** Money that a rail reported when the order could not take it. It is owed back until it is returned. */
export interface Stray {
  readonly ordinal: number;
  readonly rail: string;
  readonly amount: Money;
  readonly returned: boolean;
}

/** Money given back of a paid order. It counts against what was captured from the moment it is asked for. */
export interface Refund {
  readonly key: Secret;
  readonly amount: Minor;
  readonly reason: PlainText;
  readonly at: Instant;
  readonly status: "pending" | "done" | "failed";
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
  readonly refunds: readonly Refund[];
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
  | { readonly type: "released" }
  | { readonly type: "lapsed" }
  | { readonly type: "instructed"; readonly attempt: Attempt }
  | { readonly type: "doubted" }
  | {
      readonly type: "declined";
      readonly reason: DeclineReason;
      /** The payer gets a whole lease again, to try another way. */
      readonly leaseUntil: Instant;
    }
  | { readonly type: "captured"; readonly at: Instant; readonly receipt: Secret }
  | {
      readonly type: "paidInCash";
      readonly attempt: Attempt;
      readonly tendered: Minor;
      readonly receipt: Secret;
    }
  | {
      readonly type: "refundRequested";
      readonly key: Secret;
      readonly amount: Minor;
      readonly reason: PlainText;
      readonly at: Instant;
    }
  | { readonly type: "refunded"; readonly key: Secret }
  | { readonly type: "refundFailed"; readonly key: Secret }
  | { readonly type: "cancelRequested" }
  | { readonly type: "cancelled"; readonly at: Instant }
  | { readonly type: "expired"; readonly at: Instant }
  | {
      readonly type: "strayed";
      readonly ordinal: number;
      readonly rail: string;
      readonly amount: Money;
    }
  | { readonly type: "returned"; readonly ordinal: number };

export type OrderEventType = OrderEvent["type"];

const NO_PAST: Past = { endedClaims: [], declines: [], attempts: 0, strays: [] };

/** Applies a fact that already happened. Never refuses; a fact that cannot follow is a fault in the journal. */
export function evolve(order: Order | null, event: OrderEvent): Order {
  if (event.type === "placed") {
    if (order) throw impossible(order, event);
    return { terms: event.terms, past: NO_PAST, status: "placed" };
  }
  if (!order) throw new Error(`${event.type} before placed`);
  const { terms, past } = order;
  switch (event.type) {
    case "claimed":
      if (order.status !== "placed") throw impossible(order, event);
      return { terms, past, status: "claimed", claim: event.claim };
    case "renewed":
      if (order.status !== "claimed") throw impossible(order, event);
      return { ...order, claim: { ...order.claim, leaseUntil: event.leaseUntil } };
    case "located":
    case "proved":
    case "missed":
      if (order.status !== "claimed") throw impossible(order, event);
      return { ...order, claim: steppedUp(order.claim, event) };
    case "released":
    case "lapsed":
      if (order.status !== "claimed") throw impossible(order, event);
      return { terms, past: withEndedClaim(order), status: "placed" };
    case "instructed": {
      if (order.status !== "claimed") throw impossible(order, event);
      const { attempt } = event;
      return {
        terms,
        past: { ...past, attempts: attempt.ordinal },
        status: "paying",
        claim: order.claim,
        attempt,
        doubted: false,
        cancelRequested: false,
      };
    }
    case "doubted":
      if (order.status !== "paying") throw impossible(order, event);
      return { ...order, doubted: true };
    case "cancelRequested":
      if (order.status !== "paying") throw impossible(order, event);
      return { ...order, cancelRequested: true };
    case "declined": {
      if (order.status !== "paying") throw impossible(order, event);
      const declines = [...past.declines, { key: order.attempt.key, reason: event.reason }];
      const claim = { ...order.claim, leaseUntil: event.leaseUntil };
      return { terms, past: { ...past, declines }, status: "claimed", claim };
    }
    case "captured": {
      if (order.status !== "paying") throw impossible(order, event);
      const { claim, attempt } = order;
      const { at: paidAt, receipt } = event;
      return {
        terms,
        past,
        status: "paid",
        claim,
        attempt,
        paidAt,
        receipt,
        tendered: null,
        refunds: [],
      };
    }
    case "paidInCash": {
      if (order.status !== "placed" && order.status !== "claimed") throw impossible(order, event);
      const { attempt, tendered, receipt } = event;
      const claim = order.status === "claimed" ? order.claim : null;
      const remembered = { ...past, attempts: attempt.ordinal };
      return {
        terms,
        past: remembered,
        status: "paid",
        claim,
        attempt,
        paidAt: attempt.at,
        receipt,
        tendered,
        refunds: [],
      };
    }
    case "refundRequested": {
      if (order.status !== "paid") throw impossible(order, event);
      const { key, amount, reason, at } = event;
      return {
        ...order,
        refunds: [...order.refunds, { key, amount, reason, at, status: "pending" }],
      };
    }
    case "refunded":
    case "refundFailed": {
      if (order.status !== "paid") throw impossible(order, event);
      const status = event.type === "refunded" ? "done" : "failed";
      const refunds = order.refunds.map((refund) =>
        refund.key === event.key ? ({ ...refund, status } as const) : refund,
      );
      return { ...order, refunds };
    }
    case "cancelled":
    case "expired":
      if (isFinal(order)) throw impossible(order, event);
      return { terms, past: withEndedClaim(order), status: event.type, endedAt: event.at };
    case "strayed": {
      const { ordinal, rail, amount } = event;
      const strays = [...past.strays, { ordinal, rail, amount, returned: false }];
      return { ...order, past: { ...past, strays } };
    }
    case "returned": {
      const strays = past.strays.map((stray) =>
        stray.ordinal === event.ordinal ? { ...stray, returned: true } : stray,
      );
      return { ...order, past: { ...past, strays } };
    }
  }
}

type StepUpEvent = Extract<OrderEvent, { type: "located" | "proved" | "missed" }>;

function steppedUp(claim: Claim, event: StepUpEvent): Claim {
  switch (event.type) {
    case "located":
      return { ...claim, stepUp: event.stepUp, match: { ...claim.match, place: event.place } };
    case "proved":
      return { ...claim, stepUp: null, match: { ...claim.match, provedBy: event.by } };
    case "missed":
      return {
        ...claim,
        stepUp: claim.stepUp && { ...claim.stepUp, misses: claim.stepUp.misses + 1 },
      };
  }
}

/** True when the order itself can no longer change; money that strays in later is another matter. */
export function isFinal(order: Order): order is Paid | Expired | Cancelled {
  return order.status === "paid" || order.status === "expired" || order.status === "cancelled";
}

function withEndedClaim(order: Order): Past {
  if (!("claim" in order) || !order.claim) return order.past;
  return { ...order.past, endedClaims: [...order.past.endedClaims, order.claim.key] };
}

const impossible = (order: Order, event: OrderEvent): Error =>
  new Error(`${event.type} cannot follow ${order.status}`);
