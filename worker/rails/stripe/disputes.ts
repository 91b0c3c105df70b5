import type Stripe from "stripe";
import { type Minor, ZERO } from "../../domain/money.ts";
import type { ReportedDispute } from "../../domain/report-disputes.ts";
import { minorOf } from "./amounts.ts";

/** Every dispute of a payment, with what Stripe has taken for it (docs.stripe.com/api/disputes/object). */
export async function disputesOf(
  stripe: Stripe,
  intent: Stripe.PaymentIntent,
): Promise<ReportedDispute[]> {
  const disputes: ReportedDispute[] = [];
  for await (const dispute of stripe.disputes.list({ payment_intent: intent.id, limit: 100 })) {
    const amount = minorOf(dispute.amount, dispute.currency);
    if (amount === null) continue;
    const { id: remote, balance_transactions: moved } = dispute;
    disputes.push({ remote, amount, status: statusOf(dispute), ...takenBy(moved, intent) });
  }
  return disputes.toReversed();
}

/** Stripe settles in the account's own currency; where that is another than the payment's, it says nothing about the latter. */
function takenBy(
  moved: readonly Stripe.BalanceTransaction[],
  { currency }: Stripe.PaymentIntent,
): Pick<ReportedDispute, "taken" | "fee"> {
  const own = moved.filter((one) => one.currency === currency);
  const sum = (of: (one: Stripe.BalanceTransaction) => number): Minor => {
    const total = own.reduce((all, one) => all + of(one), 0);
    return total > 0 ? (minorOf(total, currency) ?? ZERO) : ZERO;
  };
  return { taken: sum(({ amount }) => -amount), fee: sum(({ fee }) => fee) };
}

/** An inquiry that was closed, or a dispute that was prevented, has taken nothing. What has no name yet is open. */
function statusOf({ status }: Stripe.Dispute): ReportedDispute["status"] {
  if (status === "lost") return "lost";
  return status === "won" || status === "warning_closed" || status === "prevented" ? "won" : "open";
}
