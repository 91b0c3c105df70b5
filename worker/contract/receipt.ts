import * as v from "valibot";
import { PayeeView } from "./claim.ts";
import { Bill } from "./order.ts";

/** What stays with the payer: `GET /R/{receipt}`. */
export const ReceiptView = v.object({
  id: v.string(),
  merchant: PayeeView,
  bill: Bill,
  rail: v.string(),
  /** Changes whenever something here changes: what a long poll waits to leave. */
  version: v.number(),
});
export type ReceiptView = v.InferOutput<typeof ReceiptView>;

/** The payload of the signed receipt: everything that the page shows, and nothing that opens it. */
export const SignedReceipt = v.object({
  /** Whose keys vouch for it: the origin, whose `/.well-known/jwks.json` has them. */
  iss: v.string(),
  /** When it was signed, in Unix seconds. A refund later makes another receipt. */
  iat: v.number(),
  merchant: v.object({ id: v.string(), name: v.string() }),
  rail: v.string(),
  ...v.pick(Bill, ["number", "amount", "lines", "note", "part", "paidAt", "cash", "refunds"])
    .entries,
});
export type SignedReceipt = v.InferOutput<typeof SignedReceipt>;

/** What is signed of a receipt. */
export function signedReceiptOf(
  { id, merchant, bill, rail }: ReceiptView,
  iss: string,
  iat: number,
): SignedReceipt {
  const { number, amount, lines, note, part, paidAt, cash, refunds } = bill;
  const [merchantId = ""] = id.split(".", 1);
  const payee = { id: merchantId, name: merchant.name };
  const facts = { number, amount, lines, note, paidAt, cash, refunds };
  return { iss, iat, merchant: payee, rail, ...facts, ...(part ? { part } : {}) };
}
