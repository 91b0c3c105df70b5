import { ZERO, minus, plus } from "./money.ts";
import {
  type Claim,
  type Dispute,
  type Order,
  type OrderEvent,
  type Past,
  type Stray,
  isFinal,
} from "./order.ts";

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
    case "attached":
      if (order.status !== "claimed") throw impossible(order, event);
      return { ...order, claim: { ...order.claim, wallet: event.wallet } };
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
    case "redirected": {
      if (order.status !== "paying") throw impossible(order, event);
      const attempt = { ...order.attempt, remote: event.remote };
      return { ...order, attempt, redirect: event.url, doubted: false };
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
      const { claim } = order;
      const { at: paidAt, receipt, isPosting } = event;
      const remote = event.remote ?? order.attempt.remote;
      const attempt = remote === undefined ? order.attempt : { ...order.attempt, remote };
      return {
        terms,
        past,
        status: "paid",
        claim,
        attempt,
        paidAt,
        receipt,
        tendered: null,
        isPosting,
        ...(terms.kind === "top-up" && { isOwed: true }),
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
        isPosting: event.wallet !== undefined,
        refunds: [],
      };
    }
    case "posted":
      if (order.status !== "paid") throw impossible(order, event);
      return { ...order, isPosting: false, ...(order.isHoldLost && { isHoldLost: false }) };
    case "holdLost":
      if (order.status !== "paid") throw impossible(order, event);
      return { ...order, isHoldLost: true };
    case "disputed":
    case "disputeTaken":
    case "disputeReturned":
    case "disputeClosed":
      if (event.ordinal !== undefined)
        return withStray(order, event.ordinal, (stray) => ({
          disputes: disputesAfter(stray.disputes ?? [], event),
        }));
      if (order.status !== "paid") throw impossible(order, event);
      return { ...order, disputes: disputesAfter(order.disputes ?? [], event) };
    case "credited":
      if (order.status !== "paid") throw impossible(order, event);
      return { ...order, isOwed: false };
    case "refundRequested":
    case "refundReported": {
      if (order.status !== "paid") throw impossible(order, event);
      const { type: _, ...refund } = event;
      return { ...order, refunds: [...order.refunds, { ...refund, status: "pending" }] };
    }
    case "refunded":
    case "refundFailed":
    case "refundBounced": {
      if (order.status !== "paid") throw impossible(order, event);
      const status = event.type === "refunded" ? "done" : "failed";
      const refunds = order.refunds.map((refund) =>
        refund.key === event.key
          ? ({ ...refund, status, ...(refund.wallet && { isOwed: status === "failed" }) } as const)
          : refund,
      );
      return { ...order, refunds };
    }
    case "recredited": {
      if (order.status !== "paid") throw impossible(order, event);
      const refunds = order.refunds.map((refund) =>
        refund.key === event.key ? { ...refund, isOwed: false } : refund,
      );
      return { ...order, refunds };
    }
    case "cancelled":
    case "expired":
      if (isFinal(order)) throw impossible(order, event);
      return { terms, past: withEndedClaim(order), status: event.type, endedAt: event.at };
    case "strayed": {
      const { type: _, ...stray } = event;
      const strays = [...past.strays, { ...stray, returned: false }];
      return { ...order, past: { ...past, strays } };
    }
    case "returned":
      return withStray(order, event.ordinal, () => ({ returned: true }));
  }
}

function withStray(order: Order, ordinal: number, change: (stray: Stray) => Partial<Stray>): Order {
  const strays = order.past.strays.map((stray) =>
    stray.ordinal === ordinal ? { ...stray, ...change(stray) } : stray,
  );
  return { ...order, past: { ...order.past, strays } };
}

type DisputeEvent = Extract<OrderEvent, { type: `dispute${string}` }>;

function disputesAfter(disputes: readonly Dispute[], event: DisputeEvent): readonly Dispute[] {
  const change = (of: (dispute: Dispute) => Dispute): readonly Dispute[] =>
    disputes.map((dispute) => (dispute.key === event.key ? of(dispute) : dispute));
  switch (event.type) {
    case "disputed": {
      const { key, amount, at } = event;
      return [...disputes, { key, amount, at, status: "open", taken: ZERO, fee: ZERO }];
    }
    case "disputeTaken":
      return change((dispute) => ({
        ...dispute,
        taken: plus(dispute.taken, event.amount),
        fee: plus(dispute.fee, event.fee),
      }));
    case "disputeReturned":
      return change((dispute) => ({
        ...dispute,
        taken: minus(dispute.taken, event.amount),
        fee: minus(dispute.fee, event.fee),
      }));
    case "disputeClosed":
      return change((dispute) => ({ ...dispute, status: event.outcome }));
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

function withEndedClaim(order: Order): Past {
  if (!("claim" in order) || !order.claim) return order.past;
  return { ...order.past, endedClaims: [...order.past.endedClaims, order.claim.key] };
}

const impossible = (order: Order, event: OrderEvent): Error =>
  new Error(`${event.type} cannot follow ${order.status}`);
