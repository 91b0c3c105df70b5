import type { OrderView } from "../../worker/contract/order.ts";
import { MAX_NOTE } from "../../worker/domain/bill.ts";
import type { Exponent } from "../../worker/domain/currency.ts";
import { minorFromDecimal } from "../../worker/domain/money.ts";
import { plainText } from "../../worker/domain/plain-text.ts";
import { type Result, ok, refuse } from "../../worker/domain/result.ts";
import type { Movement } from "./counter-wish.ts";

/** A refund as it is being put together. */
export interface RefundDraft {
  readonly isWhole: boolean;
  /** What was typed for a part. */
  readonly typed: string;
  readonly reason: string;
}

export const EMPTY_REFUND: RefundDraft = { isWhole: true, typed: "", reason: "" };

export type RefundFault = "amount" | "too-much" | "above-limit" | "reason";

/** What can still be given back of an order, in minor units: what is on its way counts as given. */
export const leftOf = ({ amount, refunds }: OrderView): number =>
  refunds
    .filter(({ status }) => status !== "failed")
    .reduce((left, refund) => left - refund.amount.minor, amount.minor);

/** What this till may still give back of the order by itself; `null`: all that is left. */
export const allowedOf = (order: OrderView, limit: number | null): number | null =>
  limit === null ? null : Math.max(0, limit - (order.amount.minor - leftOf(order)));

/** The refund that the draft asks for, or what is in its way. */
export function readRefund(
  { isWhole, typed, reason }: RefundDraft,
  { left, allowed, exponent }: { left: number; allowed: number | null; exponent: Exponent },
): Result<Extract<Movement, { type: "refund" }>, RefundFault> {
  const amount = isWhole ? left : minorFromDecimal(typed.trim().replace(",", "."), exponent);
  if (amount === null || amount <= 0) return refuse("amount");
  if (amount > left) return refuse("too-much");
  if (allowed !== null && amount > allowed) return refuse("above-limit");
  const text = plainText(reason, MAX_NOTE);
  return text.ok ? ok({ type: "refund", amount, reason: text.value }) : refuse("reason");
}
