import type { Secret } from "./capability.ts";
import { CLAIM_LEASE_MS, heldBy, refusalOfStranger } from "./decide-claim.ts";
import { leftOf } from "./decide-counter.ts";
import { ALREADY, type Decision } from "./decision.ts";
import { type Instant, later } from "./instant.ts";
import type { Minor, Money } from "./money.ts";
import type { Attempt, DeclineReason, Order, OrderEvent, Paid, Paying } from "./order.ts";
import type { WalletHold } from "./pend.ts";
import type { PlainText } from "./plain-text.ts";
import { ok, refuse } from "./result.ts";
import { owedOf } from "./stray.ts";

/** The payer's instruction, and what the rail reports about it. */
export type PaymentCommand =
  | {
      readonly type: "instruct";
      readonly claim: Secret;
      readonly key: Secret;
      readonly rail: string;
      readonly hold?: WalletHold;
      readonly isTest?: boolean;
    }
  | {
      /** A wallet holds the money for this try and asks for the one decision. */
      readonly type: "accept";
      readonly claim: Secret;
      readonly key: Secret;
      readonly hold: WalletHold;
      readonly amount: Money;
      readonly receipt: Secret;
    }
  | {
      /** This try shall never pay: its wallet, its payer or the till's patience says so. */
      readonly type: "reject";
      readonly hold: WalletHold;
      readonly reason: DeclineReason;
    }
  | {
      /** The rail has a page of its own for the payer. */
      readonly type: "redirect";
      readonly ordinal: number;
      readonly url: string;
      readonly remote: string;
    }
  | {
      readonly type: "capture";
      readonly ordinal: number;
      readonly rail: string;
      readonly amount: Money;
      readonly receipt: Secret;
      /** The rail holds the money and asks what to do; otherwise it has moved already, and this is a fact. */
      readonly isHeld: boolean;
      /** What the rail calls the attempt, where it says so. */
      readonly remote?: string;
    }
  | { readonly type: "post"; readonly ordinal: number }
  /** What the rail held for the payment is no longer there to be taken. */
  | { readonly type: "lose hold"; readonly ordinal: number }
  /** The wallet of a top-up that a rail paid has the money. */
  | { readonly type: "credit"; readonly ordinal: number }
  | { readonly type: "decline"; readonly ordinal: number; readonly reason: DeclineReason }
  | { readonly type: "void"; readonly ordinal: number }
  | { readonly type: "doubt"; readonly ordinal: number }
  /** It has gone back; without an amount, all of it. */
  | { readonly type: "return"; readonly ordinal: number; readonly amount?: Minor };

/** Past this many attempts an order is being played with: the merchant places a new one. */
const MAX_ATTEMPTS = 16;

export function decidePayment(order: Order, command: PaymentCommand, now: Instant): Decision {
  switch (command.type) {
    case "instruct":
      return instruct(order, command, now);
    case "accept":
      return accept(order, command, now);
    case "reject":
      return reject(order, command, now);
    case "redirect":
      return redirect(order, command);
    case "capture":
      return capture(order, command, now);
    case "decline":
      return isCurrent(order, command.ordinal)
        ? ok(declineOf(order, command.reason, now))
        : ALREADY;
    case "void":
      return confirmVoid(order, command.ordinal, now);
    case "post":
      return isToPost(order, command.ordinal) ? ok([{ type: "posted" }]) : ALREADY;
    case "credit":
      return order.status === "paid" && order.attempt.ordinal === command.ordinal && order.isOwed
        ? ok([{ type: "credited" }])
        : ALREADY;
    case "lose hold":
      return isToPost(order, command.ordinal) && order.isHoldLost !== true
        ? ok(loseHold(order))
        : ALREADY;
    case "doubt":
      return isCurrent(order, command.ordinal) && !order.doubted
        ? ok([{ type: "doubted" }])
        : ALREADY;
    case "return":
      return confirmReturn(order, command);
  }
}

function instruct(
  order: Order,
  command: Extract<PaymentCommand, { type: "instruct" }>,
  now: Instant,
): Decision {
  const { claim, key, rail, hold, isTest } = command;
  const held = heldBy(order, claim);
  if (!held) return refuse(refusalOfStranger(order, claim));
  // At a till it is cash that fills a wallet, and no wallet fills itself.
  if (order.terms.kind === "top-up" && (!order.terms.wallet || hold)) return refuse("rail-unknown");
  // The same instruction again gets the answer that it got: no second charge, and no surprise success later.
  if (order.past.declines.some((declined) => declined.key === key))
    return refuse("payment-declined");
  if (held.status !== "claimed")
    return held.attempt.key === key ? ALREADY : refuse(`order-${held.status}`);
  if (held.claim.stepUp) return refuse("step-up-required");
  if (order.past.attempts >= MAX_ATTEMPTS) return refuse("order-worn-out");
  const attempt: Attempt = {
    ordinal: order.past.attempts + 1,
    key,
    rail,
    at: now,
    ...(hold && { hold }),
    ...(isTest && { isTest }),
  };
  return ok([{ type: "instructed", attempt }]);
}

function redirect(
  order: Order,
  { ordinal, url, remote }: Extract<PaymentCommand, { type: "redirect" }>,
): Decision {
  if (!isCurrent(order, ordinal)) return ALREADY;
  if (order.redirect === url && !order.doubted) return ALREADY;
  return ok([{ type: "redirected", url, remote }]);
}

/**
 * The one decision about money that a wallet holds. It needs no word that the payment had begun: a claim in force and
 * the right amount are enough, so that nothing hangs on a message that may be lost.
 */
function accept(
  order: Order,
  command: Extract<PaymentCommand, { type: "accept" }>,
  now: Instant,
): Decision {
  const { claim, key, hold, amount, receipt } = command;
  if (order.status === "paid" && order.terms.wallet) return giveBack(order, command, now);
  if (order.status === "paid" && order.attempt.hold?.pend === hold.pend) return ALREADY;
  if (!isFor(order, hold)) {
    const begun = instruct(order, { type: "instruct", claim, key, rail: "wallet", hold }, now);
    if (!begun.ok) return begun;
    // The same key without the hold: another rail is being asked already.
    if (begun.value.length === 0)
      return refuse(order.status === "paid" ? "order-paid" : "order-paying");
    return ok([...begun.value, isAsked(order, amount) ? capturedBy(now, receipt) : differs(now)]);
  }
  if (order.claim.key !== claim) return refuse("claim-unknown");
  if (!isAsked(order, amount)) return ok(declineOf(order, "amount-differs", now));
  if (order.cancelRequested) return ok([{ type: "cancelled", at: now }]);
  return ok([capturedBy(now, receipt)]);
}

/**
 * Of a top-up that was paid by a rail, the wallet gives up money that it holds, for it to go back where it came from. The
 * try's own id names the refund, so that asking again is the same refund.
 */
function giveBack(
  order: Paid,
  { claim, hold, amount }: Extract<PaymentCommand, { type: "accept" }>,
  now: Instant,
): Decision {
  const { wallet, pend } = hold;
  if (order.refunds.some(({ key }) => key === pend)) return ALREADY;
  if (order.terms.wallet !== wallet || order.claim?.key !== claim) return refuse("claim-unknown");
  const isLeft = amount.currency === order.terms.amount.currency && amount.minor <= leftOf(order);
  // What the wallet has not had yet it cannot give.
  if (!isLeft || order.isOwed) return refuse("refund-exceeds-captured");
  const { minor } = amount;
  return ok([
    { type: "refundRequested", key: pend, amount: minor, reason: WALLET, at: now, wallet },
  ]);
}

/** Who asked for it, in every language. */
const WALLET = "Wallet" as PlainText;

const capturedBy = (at: Instant, receipt: Secret): OrderEvent => ({
  type: "captured",
  at,
  receipt,
  isPosting: false,
});

const differs = (at: Instant): OrderEvent => ({
  type: "declined",
  reason: "amount-differs",
  leaseUntil: later(at, CLAIM_LEASE_MS),
});

function reject(
  order: Order,
  { hold, reason }: Extract<PaymentCommand, { type: "reject" }>,
  now: Instant,
): Decision {
  if (!isFor(order, hold)) return ALREADY;
  return order.cancelRequested
    ? ok([{ type: "cancelled", at: now }])
    : ok(declineOf(order, reason, now));
}

const isFor = (order: Order, { pend }: WalletHold): order is Paying =>
  order.status === "paying" && order.attempt.hold?.pend === pend;

const isAsked = ({ terms }: Order, { minor, currency }: Money): boolean =>
  terms.amount.minor === minor && terms.amount.currency === currency;

/**
 * Money has moved, or is held for this decision, which is taken once and here. What does not belong to the order is
 * recorded whatever the state, and owed back or let go.
 */
function capture(
  order: Order,
  command: Extract<PaymentCommand, { type: "capture" }>,
  now: Instant,
): Decision {
  const { ordinal, rail, amount, receipt, isHeld, remote } = command;
  if (order.status === "paid" && order.attempt.ordinal === ordinal)
    return order.isPosting && !isHeld ? ok([{ type: "posted" }]) : ALREADY;
  if (order.past.strays.some((stray) => stray.ordinal === ordinal)) return ALREADY;
  const named = remote === undefined ? {} : { remote };
  const strayed: OrderEvent = { type: "strayed", ordinal, rail, amount, isHeld, ...named };
  if (!isCurrent(order, ordinal)) return ok([strayed]);
  if (!isAsked(order, amount)) return ok([strayed, ...declineOf(order, "amount-differs", now)]);
  // Held money has not moved: when the merchant wanted out meanwhile, it is let go and nobody has paid.
  if (isHeld && order.cancelRequested) return ok([strayed, { type: "cancelled", at: now }]);
  return ok([{ type: "captured", at: now, receipt, isPosting: isHeld, ...named }]);
}

function declineOf(order: Paying, reason: DeclineReason, now: Instant): readonly OrderEvent[] {
  const leaseUntil = later(now, CLAIM_LEASE_MS);
  const declined: OrderEvent = { type: "declined", reason, leaseUntil };
  return order.cancelRequested ? [declined, { type: "cancelled", at: now }] : [declined];
}

/** The rail has undone the attempt: what the merchant asked for, or the payer gave up. */
function confirmVoid(order: Order, ordinal: number, now: Instant): Decision {
  if (!isCurrent(order, ordinal)) return ALREADY;
  return order.cancelRequested
    ? ok([{ type: "cancelled", at: now }])
    : ok(declineOf(order, "abandoned", now));
}

/** Whatever the bank has of it meanwhile: what went back went back. Less than is owed is not yet all of it. */
function confirmReturn(
  order: Order,
  { ordinal, amount }: Extract<PaymentCommand, { type: "return" }>,
): Decision {
  const stray = order.past.strays.find((other) => other.ordinal === ordinal);
  if (!stray || stray.returned || (amount ?? stray.amount.minor) < owedOf(stray)) return ALREADY;
  const isWhole = amount === undefined || amount === stray.amount.minor;
  return ok([{ type: "returned", ordinal, ...(!isWhole && { amount }) }]);
}

/** Nothing has moved, and so nothing can go back: whoever waits for a refund is told so. */
const loseHold = ({ refunds }: Paid): readonly OrderEvent[] => [
  { type: "holdLost" },
  ...refunds
    .filter(({ status }) => status === "pending")
    .map(({ key }) => ({ type: "refundFailed", key }) as const),
];

const isToPost = (order: Order, ordinal: number): order is Paid =>
  order.status === "paid" && order.attempt.ordinal === ordinal && order.isPosting;

function isCurrent(order: Order, ordinal: number): order is Paying {
  return order.status === "paying" && order.attempt.ordinal === ordinal;
}
