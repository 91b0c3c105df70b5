import type { HoldTerms } from "./hold.ts";
import type { Instant } from "./instant.ts";
import { orderNumberText } from "./order-number.ts";

/** What a payer is asked to confirm, as it is kept until the answer. */
export interface PaymentOffer {
  readonly terms: Omit<HoldTerms, "at">;
  readonly nonce: string;
  readonly expiresAt: Instant;
}

/**
 * The one text of a payment, whose SHA-256 is the challenge of its confirmation (PSD2 RTS Art. 5: the code is specific to
 * the amount and the payee). A JSON array has one text for one list of values, so nothing can be read in two ways.
 */
export function paymentText({ terms, nonce, expiresAt }: PaymentOffer): string {
  const { merchant, number, wallet, claim, key, payee, amount } = terms;
  return JSON.stringify([
    "edgetill payment 1",
    orderNumberText(number),
    merchant,
    payee,
    amount.minor,
    amount.currency,
    wallet,
    claim,
    key,
    nonce,
    expiresAt,
  ]);
}
