import type { OrderEvent } from "./order.ts";
import type { Result } from "./result.ts";

/** Why the rules say no. Each is also the name of a problem on the wire. */
export type OrderRefusal =
  | "order-not-found"
  | "order-number-reused"
  | "order-claimed"
  | "order-paying"
  | "order-paid"
  | "order-expired"
  | "order-cancelled"
  | "order-worn-out"
  | "claim-ended"
  | "claim-unknown"
  | "place-refused"
  | "step-up-required"
  | "match-code-wrong"
  | "payment-declined"
  | "cash-short"
  | "rail-unknown"
  | "top-up-unclaimed"
  | "order-not-paid"
  | "refund-key-reused"
  | "refund-exceeds-captured"
  | "refund-above-limit";

export type Decision = Result<readonly OrderEvent[], OrderRefusal>;

/** A repeated command: yes, and it was already so. */
export const ALREADY: Decision = { ok: true, value: [] };
