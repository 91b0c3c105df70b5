import { leftOf } from "./decide-counter.ts";
import { ALREADY, type Decision } from "./decision.ts";
import { evolve } from "./evolve.ts";
import type { Instant } from "./instant.ts";
import { type Minor, ZERO } from "./money.ts";
import type { Order, OrderEvent, Paid, Refund } from "./order.ts";
import type { PlainText } from "./plain-text.ts";
import { ok } from "./result.ts";

/** A refund as a rail tells of it, whoever asked for it. */
export interface ReportedRefund {
  /** The key that we asked with; `null` when it was asked for elsewhere, on the rail's own pages. */
  readonly key: string | null;
  /** What the rail calls it. */
  readonly remote: string;
  readonly amount: Minor;
  readonly status: Refund["status"];
}

/**
 * Brings the refunds that a rail knows of into the order: ours as far as they have got, those made elsewhere as facts.
 * The whole list comes at once, so the outcome is the same however often and in whatever order it is told.
 */
export function reportRefunds(
  order: Order,
  reported: readonly ReportedRefund[],
  rail: PlainText,
  now: Instant,
): Decision {
  if (order.status !== "paid") return ALREADY;
  const events: OrderEvent[] = [];
  let paid: Paid = order;
  const record = (event: OrderEvent): void => {
    events.push(event);
    paid = evolve(paid, event) as Paid;
  };
  const find = (key: string | null): Refund | undefined =>
    paid.refunds.find((refund) => refund.key === key);

  const foreign = reported.filter(({ key, remote, status }) => {
    const known = find(remote) ?? find(key);
    if (!known) return status !== "failed";
    const change = changeOf(known, status);
    if (change) record(change);
    // One that was given up here and went through all the same is money that went back.
    return known.status === "failed" && known.key !== remote && status === "done";
  });

  const told = new Set(reported.map(({ key }) => key));
  for (const { remote, amount: wanted, status } of foreign) {
    // Money that went back elsewhere leaves no room for what was asked for here and never reached the rail.
    for (const { key, status: known } of paid.refunds) {
      if (known === "pending" && !told.has(key) && wanted > leftOf(paid))
        record({ type: "refundFailed", key });
    }
    const amount = Math.min(wanted, leftOf(paid)) as Minor;
    if (amount <= ZERO) continue;
    record({ type: "refundReported", key: remote, amount, reason: rail, at: now });
    if (status === "done") record({ type: "refunded", key: remote });
  }
  return ok(events);
}

/** A refund only goes forward: from pending to done or failed, and from done to failed when the money came back. */
function changeOf({ key, status: known }: Refund, status: Refund["status"]): OrderEvent | null {
  if (known === "pending" && status === "done") return { type: "refunded", key };
  if (known === "pending" && status === "failed") return { type: "refundFailed", key };
  if (known === "done" && status === "failed") return { type: "refundBounced", key };
  return null;
}
