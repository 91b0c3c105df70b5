import type { Secret } from "./capability.ts";
import { ALREADY, type Decision, type OrderRefusal } from "./decision.ts";
import { type Instant, later } from "./instant.ts";
import { type Sighting, matchOf } from "./match.ts";
import type { MatchCode } from "./match-code.ts";
import {
  type Claimed,
  type Order,
  type OrderEvent,
  type Paid,
  type Paying,
  type StepUp,
  isFinal,
} from "./order.ts";
import type { WalletId } from "./pend.ts";
import { type PlaceEvidence, type PlacePolicy, assess } from "./place.ts";
import { ok, refuse } from "./result.ts";

/** What a payer's phone wants of an order before it pays. */
export type ClaimCommand =
  | {
      readonly type: "claim";
      readonly key: Secret;
      readonly sighting: Sighting;
      readonly policy: PlacePolicy;
      readonly code: MatchCode;
    }
  | { readonly type: "renew"; readonly key: Secret }
  | {
      readonly type: "locate";
      readonly key: Secret;
      readonly place: PlaceEvidence;
      readonly policy: PlacePolicy;
    }
  | { readonly type: "prove"; readonly key: Secret; readonly choice: number }
  /** Of a top-up: into which wallet. The phone's owner may change it until the cash is there. */
  | { readonly type: "attach"; readonly key: Secret; readonly wallet: WalletId }
  | { readonly type: "release"; readonly key: Secret };

export const CLAIM_LEASE_MS = 60_000;
/** A lease is written anew only when this much of it is used up, so that an open bill page costs few rows. */
const RENEW_AFTER_MS = 20_000;
/** Past this many claims an order is being played with: the merchant places a new one. */
const MAX_CLAIMS = 64;
/** From this many claims that came to nothing on, whoever claims shows first that the till is before them. */
const PATIENCE_CLAIMS = 3;
export const MAX_MISSES = 3;

export function decideClaim(order: Order, command: ClaimCommand, now: Instant): Decision {
  switch (command.type) {
    case "claim":
      return claim(order, command, now);
    case "renew":
      return renew(order, command.key, now);
    case "locate":
      return locate(order, command);
    case "prove":
      return prove(order, command.key, command.choice, now);
    case "attach":
      return attach(order, command.key, command.wallet);
    case "release":
      return release(order, command.key, now);
  }
}

/** A payer who has the bill open may finish after the order's time; once the claim is gone, so is the order. */
export function letGo(
  order: Order,
  type: "released" | "lapsed",
  now: Instant,
): readonly OrderEvent[] {
  return now < order.terms.expiresAt ? [{ type }] : [{ type }, { type: "expired", at: now }];
}

/** The order, where this claim holds it, or held it when it was paid. */
export const heldBy = (order: Order, key: Secret): Claimed | Paying | Paid | null =>
  "claim" in order && order.claim?.key === key ? order : null;

/** Why a claim that does not hold the order may not act on it. */
export function refusalOfStranger(order: Order, key: Secret): OrderRefusal {
  if (!order.past.endedClaims.includes(key)) return "claim-unknown";
  return order.status === "cancelled" || order.status === "expired"
    ? `order-${order.status}`
    : "claim-ended";
}

function claim(
  order: Order,
  command: Extract<ClaimCommand, { type: "claim" }>,
  now: Instant,
): Decision {
  const { key, sighting, policy, code } = command;
  // A claim that has ended never comes back, however late its duplicate arrives.
  if (order.past.endedClaims.includes(key)) {
    return refuse(isFinal(order) ? `order-${order.status}` : "claim-ended");
  }
  if (heldBy(order, key)) return ALREADY;
  if (order.status !== "placed") return refuse(`order-${order.status}`);
  if (order.past.endedClaims.length >= MAX_CLAIMS) return refuse("order-worn-out");
  const stepUp = stepUpFor(order, policy, sighting.place, sighting.cell);
  if (stepUp === "refuse") return refuse("place-refused");
  const match = matchOf(sighting, order.terms.placedAt);
  const leaseUntil = later(now, CLAIM_LEASE_MS);
  const { wallet } = order.terms;
  const taken = { key, at: now, leaseUntil, match, code, stepUp, ...(wallet && { wallet }) };
  return ok([{ type: "claimed", claim: taken }]);
}

const WORDS_ONLY: StepUp = { byPlace: false, byCode: true, misses: 0 };

/**
 * Whether somebody seems to take this order away from others. One who lets go and comes again does it as well as one
 * who stays away; the words that only the till shows tell both from the queue.
 */
const isWearing = ({ past }: Order): boolean => past.endedClaims.length >= PATIENCE_CLAIMS;

/**
 * What place and patience ask of the payer. This comes last, when everything else is good, and can only add: a place that is not
 * known may be shown, and where the policy says so the words on the till will do instead.
 */
function stepUpFor(
  order: Order,
  policy: PlacePolicy,
  place: PlaceEvidence,
  cell: number,
): StepUp | null | "refuse" {
  // Cash is handed over at the till itself; the words say that this is the phone it is for.
  if (order.terms.kind === "top-up") return null;
  const verdict = assess(policy, order.terms.amount.minor, place);
  if (verdict === "accept") return isWearing(order) ? WORDS_ONLY : null;
  // Where the phone has said nothing yet, and the till knows where it stands, the phone may still say.
  const byPlace = place.phone === null && cell !== 0;
  const byCode = verdict === "ask";
  return byPlace || byCode ? { byPlace, byCode, misses: 0 } : "refuse";
}

function renew(order: Order, key: Secret, now: Instant): Decision {
  if (!heldBy(order, key)) return refuse(refusalOfStranger(order, key));
  // Where others wait too, a claim that still owes the words has its one lease for them.
  if (isSteppingUp(order) && isWearing(order)) return ALREADY;
  if (order.status !== "claimed" || now >= order.terms.expiresAt) return ALREADY;
  const leaseUntil = later(now, CLAIM_LEASE_MS);
  return leaseUntil - order.claim.leaseUntil >= RENEW_AFTER_MS
    ? ok([{ type: "renewed", leaseUntil }])
    : ALREADY;
}

function locate(order: Order, command: Extract<ClaimCommand, { type: "locate" }>): Decision {
  const { key, place, policy } = command;
  if (!heldBy(order, key)) return refuse(refusalOfStranger(order, key));
  if (!isSteppingUp(order) || !order.claim.stepUp.byPlace) return ALREADY;
  const { misses, byCode } = order.claim.stepUp;
  const found = stepUpFor(order, policy, place, order.claim.match.cell);
  // A phone that has said that it is elsewhere may say otherwise, but no words make up for it.
  const stepUp = found === "refuse" ? { byPlace: true, byCode: false } : found;
  if (found === "refuse" && !byCode) return refuse("place-refused");
  const located: OrderEvent = { type: "located", place, stepUp: stepUp && { ...stepUp, misses } };
  return ok(stepUp ? [located] : [located, { type: "proved", by: "place" }]);
}

function prove(order: Order, key: Secret, choice: number, now: Instant): Decision {
  if (!heldBy(order, key)) return refuse(refusalOfStranger(order, key));
  if (!isSteppingUp(order)) return ALREADY;
  if (!order.claim.stepUp.byCode) return refuse("step-up-required");
  if (choice === order.claim.code.answer) return ok([{ type: "proved", by: "code" }]);
  const missed: OrderEvent = { type: "missed" };
  return ok(
    order.claim.stepUp.misses + 1 < MAX_MISSES
      ? [missed]
      : [missed, ...letGo(order, "released", now)],
  );
}

function attach(order: Order, key: Secret, wallet: WalletId): Decision {
  if (!heldBy(order, key)) return refuse(refusalOfStranger(order, key));
  if (order.status !== "claimed" || order.terms.kind !== "top-up") return ALREADY;
  // Whose it is was said when it was asked for.
  if (order.terms.wallet) return ALREADY;
  return order.claim.wallet === wallet ? ALREADY : ok([{ type: "attached", wallet }]);
}

function release(order: Order, key: Secret, now: Instant): Decision {
  if (order.past.endedClaims.includes(key)) return ALREADY;
  const held = heldBy(order, key);
  if (!held) return refuse("claim-unknown");
  return held.status === "claimed"
    ? ok(letGo(held, "released", now))
    : refuse(`order-${held.status}`);
}

type SteppingUp = Claimed & { readonly claim: { readonly stepUp: StepUp } };

const isSteppingUp = (order: Order): order is SteppingUp =>
  order.status === "claimed" && order.claim.stepUp !== null;
