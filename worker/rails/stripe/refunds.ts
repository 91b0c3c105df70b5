import type Stripe from "stripe";
import type { ReportedRefund } from "../../domain/report-refunds.ts";
import type { RailRefund, RefundAnswer } from "../rail.ts";
import { minorOf, stripeAmountOf } from "./amounts.ts";
import { stripeLibrary } from "./client.ts";

/** A refund that Stripe still works on is looked at again; its notice usually comes first. */
const PENDING_MS = 60_000;

/**
 * Gives money back once. The rail's own list is asked first: a key is forgotten after a day, and the answer to a repeated
 * request would be the one of the first time, pending for ever.
 */
export async function refundOf(
  stripe: Stripe,
  intent: Stripe.PaymentIntent,
  { reference, amount }: RailRefund,
): Promise<RefundAnswer> {
  const units = stripeAmountOf(amount);
  if (units === null) return { type: "failed" };
  for await (const refund of listOf(stripe, intent)) {
    if (refund.metadata?.["reference"] === reference) return answerOf(refund);
  }
  const { errors } = await stripeLibrary();
  try {
    const wish = { payment_intent: intent.id, amount: units, metadata: { reference } };
    return answerOf(await stripe.refunds.create(wish, { idempotencyKey: reference }));
  } catch (error) {
    // More than is left, or already given back: Stripe has read the request and will not have it.
    if (!(error instanceof errors.StripeInvalidRequestError)) throw error;
    console.error("Stripe refused a refund", reference, error.message);
    return { type: "failed" };
  }
}

/** Every refund of a payment; ours by the key that their reference ends in. */
export async function refundsOf(
  stripe: Stripe,
  intent: Stripe.PaymentIntent,
  attempt: string,
): Promise<ReportedRefund[]> {
  const refunds: ReportedRefund[] = [];
  for await (const refund of listOf(stripe, intent)) {
    const amount = minorOf(refund.amount, refund.currency);
    if (amount === null) continue;
    const named = refund.metadata?.["reference"] ?? "";
    const key = named.startsWith(`${attempt}.`) ? named.slice(attempt.length + 1) : null;
    refunds.push({ key, remote: refund.id, amount, status: statusOf(refund) });
  }
  // As they were made: the first to be asked for has the first claim on what is left.
  return refunds.toReversed();
}

const listOf = (
  stripe: Stripe,
  intent: Stripe.PaymentIntent,
): ReturnType<Stripe["refunds"]["list"]> =>
  stripe.refunds.list({ payment_intent: intent.id, limit: 100 });

function answerOf(refund: Stripe.Refund): RefundAnswer {
  const status = statusOf(refund);
  if (status === "pending") return { type: "unknown", askAgainMs: PENDING_MS };
  return { type: status === "done" ? "refunded" : "failed" };
}

function statusOf({ status }: Stripe.Refund): ReportedRefund["status"] {
  if (status === "succeeded") return "done";
  return status === "failed" || status === "canceled" ? "failed" : "pending";
}
