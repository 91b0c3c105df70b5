import * as v from "valibot";
import { Bill } from "./order.ts";

/** What stays with the payer: `GET /R/{receipt}`. */
export const ReceiptView = v.object({
  id: v.string(),
  merchant: v.object({ name: v.string() }),
  bill: Bill,
  rail: v.string(),
});
export type ReceiptView = v.InferOutput<typeof ReceiptView>;
