import { type Mutant, mutant } from "./mutant.ts";

const CLAIMS = "worker/domain/decide-claim.ts";
const PAYMENT = "worker/domain/decide-payment.ts";
const EVOLVE = "worker/domain/evolve.ts";
const DECIDE = "worker/domain/decide.ts";

export const CLAIM_MUTANTS: readonly Mutant[] = [
  mutant(
    "claim-revived: a late duplicate takes the order again",
    CLAIMS,
    "  if (order.past.endedClaims.includes(key)) {\n    return refuse(",
    "  if (order.past.endedClaims.length > 99) {\n    return refuse(",
  ),
  mutant(
    "claim-race: a second phone takes the order from the first",
    CLAIMS,
    '  if (order.status !== "placed") return refuse(`order-${order.status}`);\n  if (order.past.endedClaims',
    '  if (order.status !== "placed" && order.status !== "claimed") return refuse(`order-${order.status}`);\n  if (order.past.endedClaims',
  ),
  mutant(
    "any-payer: whoever knows the order may pay it",
    PAYMENT,
    "  const held = heldBy(order, claim);",
    '  const held = "claim" in order ? order : null;',
    12,
  ),
  mutant(
    "ended-claim-acts: a claim that has lapsed may still pay",
    PAYMENT,
    "  const held = heldBy(order, claim);",
    '  const held = "claim" in order && order.past.endedClaims.includes(claim) ? order : heldBy(order, claim);',
    12,
  ),
  mutant(
    "claim-forgotten: what has ended is not remembered",
    EVOLVE,
    "endedClaims: [...order.past.endedClaims, order.claim.key]",
    "endedClaims: order.past.endedClaims",
  ),
  mutant(
    "lease-never-lapses: a phone that went away keeps the order",
    DECIDE,
    '  if (order.status === "claimed") return order.claim.leaseUntil;',
    '  if (order.status === "claimed") return null;',
  ),
  mutant(
    "lease-lapses-early: a lease ends before its time",
    DECIDE,
    '  if (order.status === "claimed") return order.claim.leaseUntil;',
    '  if (order.status === "claimed") return (order.claim.leaseUntil - 30_000) as Instant;',
  ),
  mutant(
    "lease-extends-on-read: looking lengthens the lease for ever",
    CLAIMS,
    '  if (order.status !== "claimed" || now >= order.terms.expiresAt) return ALREADY;\n  const leaseUntil = later(now, CLAIM_LEASE_MS);\n',
    '  if (order.status !== "claimed") return ALREADY;\n  const leaseUntil = later(now, CLAIM_LEASE_MS * 60);\n',
  ),
  mutant(
    "expiry-forgotten: an order is open for ever",
    DECIDE,
    '  if (order.status === "placed") return order.terms.expiresAt;',
    '  if (order.status === "placed") return null;',
  ),
  mutant(
    "expired-early: an order ends before its time",
    DECIDE,
    "  if (at === null || now < at) return [];",
    "  if (at === null || now < at - 20_000) return [];",
  ),
  mutant(
    "cancel-reopens: a cancelled order can be claimed",
    CLAIMS,
    '  if (order.status !== "placed") return refuse(`order-${order.status}`);\n  if (order.past.endedClaims',
    '  if (order.status !== "placed" && order.status !== "cancelled") return refuse(`order-${order.status}`);\n  if (order.past.endedClaims',
  ),
  mutant(
    "number-reused: another bill under the same number is taken for the same",
    DECIDE,
    'isSameBill(order.terms, terms) ? ALREADY : refuse("order-number-reused")',
    'terms.number === order.terms.number ? ALREADY : refuse("order-number-reused")',
    5,
  ),
  mutant(
    "lease-for-sitters: who wears an order out and shows no words keeps it",
    CLAIMS,
    "  if (isSteppingUp(order) && isWearing(order)) return ALREADY;\n",
    "",
    58,
  ),
];
