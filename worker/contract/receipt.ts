import * as v from "valibot";
import { PayeeView } from "./claim.ts";
import { Bill } from "./order.ts";

/** What stays with the payer: `GET /R/{receipt}`. */
export const ReceiptView = v.object({
  id: v.string(),
  merchant: PayeeView,
  bill: Bill,
  rail: v.string(),
});
export type ReceiptView = v.InferOutput<typeof ReceiptView>;
