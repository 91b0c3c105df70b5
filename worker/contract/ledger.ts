import * as v from "valibot";
import { MoneyOut } from "./fields.ts";

/** `GET /api/v1/ledger`: what the merchant's accounts hold; debit less credit for what others owe, the reverse for what is the merchant's. */
export const LedgerView = v.object({
  accounts: v.array(v.object({ account: v.string(), debit: MoneyOut, credit: MoneyOut })),
  /** True when all debits are all credits, which is what double entry means. */
  balanced: v.boolean(),
});
export type LedgerView = v.InferOutput<typeof LedgerView>;
