import * as v from "valibot";
import type { Secret } from "../domain/capability.ts";
import type { Currency } from "../domain/currency.ts";
import type { Money } from "../domain/money.ts";
import type { WalletId } from "../domain/pend.ts";
import type { PayeeView, RailView } from "./claim.ts";
import { MinorIn, SecretIn } from "./fields.ts";

/** `POST /W/top-ups`: the owner of a wallet adds money to it. The same key again is the same top-up. */
export const MakeTopUp = v.strictObject({
  key: SecretIn,
  amount: v.pipe(v.string(), v.regex(/^\d{1,12}$/), v.transform(Number), MinorIn),
  rail: v.pipe(v.string(), v.regex(/^[a-z]{1,20}$/)),
});
export type MakeTopUp = v.InferOutput<typeof MakeTopUp>;

/** What one merchant does for wallets that are filled up on their own pages. */
export interface TopUpTerms {
  readonly merchant: PayeeView;
  readonly currency: Currency;
  readonly rails: RailView[];
}

/** A wallet asks a merchant to take money for it. */
export interface TopUpOrder {
  readonly wallet: WalletId;
  readonly key: Secret;
  readonly amount: Money;
}
