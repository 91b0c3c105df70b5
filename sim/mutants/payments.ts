import { type Mutant, mutant } from "./mutant.ts";

const PAYMENT = "worker/domain/decide-payment.ts";
const COUNTER = "worker/domain/decide-counter.ts";

export const PAYMENT_MUTANTS: readonly Mutant[] = [
  mutant(
    "no-idem: the same instruction again is another charge",
    PAYMENT,
    '  if (order.past.declines.some((declined) => declined.key === key))\n    return refuse("payment-declined");',
    "",
  ),
  mutant(
    "trust-amount: whatever amount the rail took is enough",
    PAYMENT,
    "  if (!isAsked(order, amount)) return ok([strayed,",
    "  if (amount.minor < 0) return ok([strayed,",
    19,
  ),
  mutant(
    "capture-any-attempt: late money of another attempt pays",
    PAYMENT,
    'order.status === "paying" && order.attempt.ordinal === ordinal;\n}',
    'order.status === "paying";\n}',
    143,
  ),
  mutant(
    "suspense-forgotten: money that came too late is not recorded",
    PAYMENT,
    "  if (!isCurrent(order, ordinal)) return ok([strayed]);",
    "  if (!isCurrent(order, ordinal)) return ALREADY;",
    12,
  ),
  mutant(
    "capture-nodedupe: the same money that strayed is booked again and again",
    PAYMENT,
    "  if (order.past.strays.some((stray) => stray.ordinal === ordinal)) return ALREADY;",
    "",
    12,
  ),
  mutant(
    "paid-strays: news that it is paid, again, becomes a stray",
    PAYMENT,
    '  if (order.status === "paid" && order.attempt.ordinal === ordinal)\n    return order.isPosting && !isHeld ?',
    '  if (order.status === "placed" && order.past.attempts < 0)\n    return !isHeld ?',
    9,
  ),
  mutant(
    "cancel-ignored: held money is taken although the merchant wanted out",
    PAYMENT,
    "  if (isHeld && order.cancelRequested)",
    "  if (isHeld && order.cancelRequested && order.doubted && !order.doubted)",
    117,
  ),
  mutant(
    "hold-forgotten: money that was held is never taken",
    PAYMENT,
    'return ok([{ type: "captured", at: now, receipt, isPosting: isHeld, ...named }]);',
    'return ok([{ type: "captured", at: now, receipt, isPosting: false, ...named }]);',
    12,
  ),
  mutant(
    "doubt-declines: no answer is taken for a no",
    PAYMENT,
    '? ok([{ type: "doubted" }])',
    '? ok(declineOf(order, "refused-by-rail", now))',
    8,
  ),
  mutant(
    "cancel-at-once: cancelled while the money moves",
    COUNTER,
    '      return order.cancelRequested ? ALREADY : ok([{ type: "cancelRequested" }]);',
    '      return ok([{ type: "cancelled", at: now }]);',
    5,
  ),
  mutant(
    "cash-twice: cash for an order that is being paid already",
    COUNTER,
    '  if (order.status !== "placed" && order.status !== "claimed")\n    return refuse(`order-${order.status}`);\n  if (tendered',
    "  if (tendered",
  ),
  mutant(
    "cash-short: less cash than the bill",
    COUNTER,
    '  if (tendered < order.terms.amount.minor) return refuse("cash-short");',
    "",
    65,
  ),
  mutant(
    "decline-keeps-lease: a declined payer has no time left to try again",
    PAYMENT,
    "  const leaseUntil = later(now, CLAIM_LEASE_MS);\n  const declined",
    "  const leaseUntil = order.claim.leaseUntil;\n  const declined",
  ),
];
