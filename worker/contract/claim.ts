import * as v from "valibot";
import { type Capability, capabilityText } from "../domain/capability.ts";
import type { Order } from "../domain/order.ts";
import { CapabilityIn, SecretIn, timeOut } from "./fields.ts";
import { Bill, billOf } from "./order.ts";

/** The phone leg: `POST /api/v1/claims`. The phone makes the key, so that asking twice is asking once. */
export const MakeClaim = v.strictObject({
  token: v.pipe(v.string(), v.maxLength(200)),
  key: SecretIn,
  channel: v.optional(v.picklist(["qr", "beacon", "link"]), "qr"),
});
export type MakeClaim = v.InferOutput<typeof MakeClaim>;

/** The payment instruction: `POST /api/v1/claims/{id}/instructions`. The same key again never pays twice. */
export const MakeInstruction = v.strictObject({
  key: SecretIn,
  rail: v.pipe(v.string(), v.regex(/^[a-z]{1,20}$/)),
});
export type MakeInstruction = v.InferOutput<typeof MakeInstruction>;

export const ClaimId = CapabilityIn;

/** The order as the holder of a claim sees it. */
export const ClaimView = v.object({
  id: v.string(),
  /** `ended` when the lease lapsed or the payer let go; otherwise where the order stands. */
  state: v.picklist(["claimed", "paying", "paid", "expired", "cancelled", "ended"]),
  merchant: v.object({ name: v.string() }),
  bill: Bill,
  leaseUntil: v.nullable(v.string()),
  /** The ways to pay that this merchant takes. */
  rails: v.array(v.string()),
  /** Path of the receipt page, once paid. */
  receipt: v.nullable(v.string()),
  /** Changes whenever something here changes: what a long poll waits to leave. */
  version: v.number(),
});
export type ClaimView = v.InferOutput<typeof ClaimView>;

export const receiptPath = (receipt: Capability): string => `/R/${capabilityText(receipt)}`;

/** What the holder of this claim may see, or null when the claim never was. */
export function claimViewOf(
  claim: Capability,
  order: Order,
  rest: { merchant: { name: string }; rails: string[]; version: number },
): ClaimView | null {
  const holds = "claim" in order && order.claim.key === claim.secret;
  const held = order.past.endedClaims.includes(claim.secret);
  if (!holds && !held) return null;
  const isOver = order.status === "expired" || order.status === "cancelled";
  return {
    id: capabilityText(claim),
    state: holds || isOver ? (order.status as ClaimView["state"]) : "ended",
    merchant: rest.merchant,
    bill: billOf(order),
    leaseUntil: holds && order.status === "claimed" ? timeOut(order.claim.leaseUntil) : null,
    rails: rest.rails,
    receipt:
      holds && order.status === "paid" ? receiptPath({ ...claim, secret: order.receipt }) : null,
    version: rest.version,
  };
}
