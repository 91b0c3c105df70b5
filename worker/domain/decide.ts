import { type Secret } from "./capability.ts";
import { type Instant, later } from "./instant.ts";
import { type Sighting, matchOf } from "./match.ts";
import type { Money } from "./money.ts";
import {
  type DeclineReason,
  type Order,
  type OrderEvent,
  type Paying,
  type Terms,
  isFinal,
} from "./order.ts";
import { type Result, ok, refuse } from "./result.ts";

/** What somebody wants of an order, or what a rail reports about it. */
export type OrderCommand =
  | { readonly type: "place"; readonly terms: Terms }
  | { readonly type: "claim"; readonly key: Secret; readonly sighting: Sighting }
  | { readonly type: "renew"; readonly key: Secret }
  | { readonly type: "release"; readonly key: Secret }
  | {
      readonly type: "instruct";
      readonly claim: Secret;
      readonly key: Secret;
      readonly rail: string;
    }
  | { readonly type: "cancel" }
  | {
      readonly type: "capture";
      readonly ordinal: number;
      readonly rail: string;
      readonly amount: Money;
      readonly receipt: Secret;
    }
  | { readonly type: "decline"; readonly ordinal: number; readonly reason: DeclineReason }
  | { readonly type: "void"; readonly ordinal: number }
  | { readonly type: "doubt"; readonly ordinal: number }
  | { readonly type: "return"; readonly ordinal: number };

/** Why the rules say no. Each is also the name of a problem on the wire. */
export type OrderRefusal =
  | "order-not-found"
  | "order-number-reused"
  | "order-claimed"
  | "order-paying"
  | "order-paid"
  | "order-expired"
  | "order-cancelled"
  | "order-worn-out"
  | "claim-ended"
  | "claim-unknown"
  | "payment-declined";

export const CLAIM_LEASE_MS = 60_000;
/** A lease is written anew only when this much of it is used up, so that an open bill page costs few rows. */
const RENEW_AFTER_MS = 20_000;
/** Past this many claims or attempts an order is being played with: the merchant places a new one. */
const MAX_CLAIMS = 64;
const MAX_ATTEMPTS = 16;

type Decision = Result<readonly OrderEvent[], OrderRefusal>;

const ALREADY: Decision = ok([]);

/** What the rules say to a command: the events it causes, or why not. Time has been recorded first, by {@link due}. */
export function decide(order: Order | null, command: OrderCommand, now: Instant): Decision {
  if (command.type === "place") return place(order, command.terms);
  if (!order) return refuse("order-not-found");
  switch (command.type) {
    case "claim":
      return claim(order, command.key, command.sighting, now);
    case "renew":
      return renew(order, command.key, now);
    case "release":
      return release(order, command.key, now);
    case "instruct":
      return instruct(order, command.claim, command.key, command.rail, now);
    case "cancel":
      return cancel(order, now);
    case "capture":
      return capture(order, command, now);
    case "decline":
      return decline(order, command.ordinal, command.reason, now);
    case "void":
      return confirmVoid(order, command.ordinal, now);
    case "doubt":
      return isCurrent(order, command.ordinal) && !order.doubted
        ? ok([{ type: "doubted" }])
        : ALREADY;
    case "return":
      return order.past.strays.some((stray) => stray.ordinal === command.ordinal && !stray.returned)
        ? ok([{ type: "returned", ordinal: command.ordinal }])
        : ALREADY;
  }
}

/** The instant at which time alone changes the order, if it does. */
export function dueAt(order: Order): Instant | null {
  if (order.status === "placed") return order.terms.expiresAt;
  if (order.status === "claimed") return order.claim.leaseUntil;
  return null;
}

/** What time alone has done to the order by now. */
export function due(order: Order, now: Instant): readonly OrderEvent[] {
  const at = dueAt(order);
  if (at === null || now < at) return [];
  if (order.status === "placed") return [{ type: "expired", at: now }];
  return letGo(order, "lapsed", now);
}

/** A payer who has the bill open may finish after the order's time; once the claim is gone, so is the order. */
function letGo(order: Order, type: "released" | "lapsed", now: Instant): readonly OrderEvent[] {
  return now < order.terms.expiresAt ? [{ type }] : [{ type }, { type: "expired", at: now }];
}

function place(order: Order | null, terms: Terms): Decision {
  if (!order) return ok([{ type: "placed", terms }]);
  return isSameBill(order.terms, terms) ? ALREADY : refuse("order-number-reused");
}

/** The same content, whenever it was sent: a repeated device leg is answered, not refused. */
const isSameBill = (a: Terms, b: Terms): boolean => billText(a) === billText(b);

const billText = ({ amount, lines, note }: Terms): string =>
  JSON.stringify([
    amount.minor,
    amount.currency,
    note,
    lines.map(({ name, quantity, unitPrice }) => [name, quantity, unitPrice]),
  ]);

function claim(order: Order, key: Secret, sighting: Sighting, now: Instant): Decision {
  // A claim that has ended never comes back, however late its duplicate arrives.
  if (order.past.endedClaims.includes(key)) {
    return refuse(isFinal(order) ? `order-${order.status}` : "claim-ended");
  }
  if ("claim" in order && order.claim.key === key) return ALREADY;
  if (order.status !== "placed") return refuse(`order-${order.status}`);
  if (order.past.endedClaims.length >= MAX_CLAIMS) return refuse("order-worn-out");
  const match = matchOf(sighting, order.terms.placedAt);
  const leaseUntil = later(now, CLAIM_LEASE_MS);
  return ok([{ type: "claimed", claim: { key, at: now, leaseUntil, match } }]);
}

function renew(order: Order, key: Secret, now: Instant): Decision {
  const stranger = refuseStranger(order, key);
  if (stranger) return refuse(stranger);
  if (order.status !== "claimed" || now >= order.terms.expiresAt) return ALREADY;
  const leaseUntil = later(now, CLAIM_LEASE_MS);
  return leaseUntil - order.claim.leaseUntil >= RENEW_AFTER_MS
    ? ok([{ type: "renewed", leaseUntil }])
    : ALREADY;
}

function release(order: Order, key: Secret, now: Instant): Decision {
  if (order.past.endedClaims.includes(key)) return ALREADY;
  if (!("claim" in order) || order.claim.key !== key) return refuse("claim-unknown");
  return order.status === "claimed"
    ? ok(letGo(order, "released", now))
    : refuse(`order-${order.status}`);
}

function instruct(
  order: Order,
  claimKey: Secret,
  key: Secret,
  rail: string,
  now: Instant,
): Decision {
  const stranger = refuseStranger(order, claimKey);
  if (stranger) return refuse(stranger);
  // The same instruction again gets the answer that it got: no second charge, and no surprise success later.
  if (order.past.declines.some((declined) => declined.key === key))
    return refuse("payment-declined");
  if (order.status === "paying" || order.status === "paid") {
    return order.attempt.key === key ? ALREADY : refuse(`order-${order.status}`);
  }
  if (order.status !== "claimed") return refuse("claim-ended");
  if (order.past.attempts >= MAX_ATTEMPTS) return refuse("order-worn-out");
  const attempt = { ordinal: order.past.attempts + 1, key, rail, at: now };
  return ok([{ type: "instructed", attempt }]);
}

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

type Capture = Extract<OrderCommand, { type: "capture" }>;

/** Money has moved. That is a fact, so it is recorded whatever the state, and owed back where it does not belong. */
function capture(
  order: Order,
  { ordinal, rail, amount, receipt }: Capture,
  now: Instant,
): Decision {
  if (order.status === "paid" && order.attempt.ordinal === ordinal) return ALREADY;
  if (order.past.strays.some((stray) => stray.ordinal === ordinal)) return ALREADY;
  const strayed: OrderEvent = { type: "strayed", ordinal, rail, amount };
  if (!isCurrent(order, ordinal)) return ok([strayed]);
  const { minor, currency } = order.terms.amount;
  if (amount.minor !== minor || amount.currency !== currency) {
    const declined = decline(order, ordinal, "amount-differs", now);
    return declined.ok ? ok([strayed, ...declined.value]) : declined;
  }
  return ok([{ type: "captured", at: now, receipt }]);
}

function decline(order: Order, ordinal: number, reason: DeclineReason, now: Instant): Decision {
  if (!isCurrent(order, ordinal)) return ALREADY;
  const leaseUntil = later(now, CLAIM_LEASE_MS);
  const declined: OrderEvent = { type: "declined", reason, leaseUntil };
  return ok(order.cancelRequested ? [declined, { type: "cancelled", at: now }] : [declined]);
}

/** The rail has undone the attempt: what the merchant asked for, or the payer gave up. */
function confirmVoid(order: Order, ordinal: number, now: Instant): Decision {
  if (!isCurrent(order, ordinal)) return ALREADY;
  return order.cancelRequested
    ? ok([{ type: "cancelled", at: now }])
    : decline(order, ordinal, "abandoned", now);
}

function isCurrent(order: Order, ordinal: number): order is Paying {
  return order.status === "paying" && order.attempt.ordinal === ordinal;
}

/** Why this claim may not act on the order; null when it holds it. */
function refuseStranger(order: Order, key: Secret): OrderRefusal | null {
  if ("claim" in order && order.claim.key === key) return null;
  if (!order.past.endedClaims.includes(key)) return "claim-unknown";
  return order.status === "cancelled" || order.status === "expired"
    ? `order-${order.status}`
    : "claim-ended";
}
