import { type Instant, instant } from "../domain/instant.ts";
import type { Order, Paying } from "../domain/order.ts";
import { isToReturn } from "../domain/stray.ts";
import type { Rails } from "../rails/registry.ts";

export type Question = "look up" | "void" | "post" | "credit" | "recredit" | "send back" | "refund";

/** What has to be asked of a rail about an order before anything else can happen to it. */
export function questionOf(order: Order, rails: Rails, now: Instant): Question | null {
  if (order.status === "paying") {
    const overdueAt = overdueOf(order, rails);
    const isOverdue = overdueAt !== null && overdueAt <= now;
    return order.cancelRequested || isOverdue ? "void" : "look up";
  }
  const isTaken = order.status === "paid" && !order.isPosting;
  if (order.status === "paid" && order.isPosting && !order.isHoldLost) return "post";
  if (isTaken && order.isOwed) return "credit";
  if (order.status === "paid" && order.refunds.some(({ isOwed }) => isOwed)) return "recredit";
  if (order.past.strays.some(isToReturn)) return "send back";
  if (isTaken && order.refunds.some(({ status }) => status === "pending")) return "refund";
  // Only a person can get what the rail has let go of; nothing else waits for that.
  return order.status === "paid" && order.isHoldLost ? "post" : null;
}

/** When an attempt that waits for its payer has waited long enough: not before the order's own time is over. */
export function overdueOf({ terms, attempt }: Paying, rails: Rails): Instant | null {
  const payerMs = rails.get(attempt.rail)?.payerMs;
  return payerMs === undefined ? null : instant(Math.max(terms.expiresAt, attempt.at + payerMs));
}
