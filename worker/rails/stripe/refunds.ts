import type Stripe from "stripe";
import type { ReportedRefund } from "../../domain/report-refunds.ts";
import type { RailRefund, RefundAnswer } from "../rail.ts";
import { minorOf, stripeAmountOf } from "./amounts.ts";
import { stripeLibrary } from "./client.ts";

/** A refund that Stripe still works on is looked at again; its notice usually comes first. */
const PENDING_MS = 60_000;

/** An error of Stripe's own stands under its key for a day: then the next one is tried, and no more than these. */
const MAX_KEYS = 5;

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
  const { errors } = await stripeLibrary();
  // One that was made on Stripe's own pages is called in our books what Stripe calls it, and is never made here.
  const [, foreign] = /\.(re_\w+)$/.exec(reference) ?? [];
  const wish = { payment_intent: intent.id, amount: units, metadata: { reference } };
  for (let count = 1; ; count++) {
    for await (const refund of listOf(stripe, intent)) {
      if (refund.metadata?.["reference"] === reference || refund.id === foreign)
        return answerOf(refund);
    }
    if (foreign !== undefined) return { type: "unknown", askAgainMs: PENDING_MS };
    const idempotencyKey = count === 1 ? reference : `${reference}.${count}`;
    try {
      return answerOf(await stripe.refunds.create(wish, { idempotencyKey }));
    } catch (error) {
      // Its first answer again: that request is over, and the list says what came of it.
      const isOver = error instanceof errors.StripeAPIError && isReplay(error);
      if (isOver && count < MAX_KEYS) continue;
      // More than is left, or already given back: Stripe has read the request and will not have it.
      if (!(error instanceof errors.StripeInvalidRequestError)) throw error;
      console.error("Stripe refused a refund", reference, error.message);
      return { type: "failed" };
    }
  }
}

/** docs.stripe.com/api/idempotent_requests: what is answered from memory says so. */
const isReplay = ({ headers }: { headers?: Record<string, string> }): boolean =>
  headers?.["idempotent-replayed"] === "true";

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
