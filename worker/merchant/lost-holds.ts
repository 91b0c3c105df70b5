import type { LostHold } from "../contract/reconciliation.ts";
import { orderNumberText } from "../domain/order-number.ts";
import type { Journal } from "./journal.ts";

/** Payments that count as paid, and whose money the rail let go of before it was taken. Each stays open until a person got it. */
export const lostHoldsIn = (journal: Journal): LostHold[] =>
  journal.open().flatMap(({ order }) => {
    if (order.status !== "paid" || order.isHoldLost !== true) return [];
    const { terms, attempt, paidAt } = order;
    const pair = `${orderNumberText(terms.number)} attempt ${attempt.ordinal} (${attempt.rail})`;
    return [{ pair, at: paidAt, ...terms.amount }];
  });
