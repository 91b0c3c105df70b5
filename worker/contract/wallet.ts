import * as v from "valibot";
import { CapabilityIn, MinorIn, MoneyOut, SecretIn } from "./fields.ts";
import { Assertion, Registration } from "./passkey.ts";

const Ticket = v.pipe(v.string(), v.maxLength(200));

/** `POST /api/v1/wallets`: a new wallet, with the passkey that was made for it. */
export const OpenWallet = v.strictObject({ ticket: Ticket, registration: Registration });
/** `POST /api/v1/wallets/sessions`: an old wallet, found again by its passkey. */
export const SignIn = v.strictObject({ ticket: Ticket, assertion: Assertion });

/** `POST /api/v1/claims/{id}/payments`: the payer's confirmation of the offer with this key. */
export const ConfirmPayment = v.strictObject({ key: SecretIn, assertion: Assertion });
export type ConfirmPayment = v.InferOutput<typeof ConfirmPayment>;

/** `POST /api/v1/claims/{id}/payments/abandon`: the payer wants out of the payment with this key. */
export const AbandonPayment = v.strictObject({ key: SecretIn });

/** `POST /api/v1/wallet/top-ups`: practice money, where the merchant of the claim takes practice money. */
export const TopUp = v.strictObject({ claim: CapabilityIn, key: SecretIn, amount: MinorIn });

/** `GET /api/v1/wallet`: what lies in it, in each currency that it has had. */
export const WalletView = v.object({
  wallet: v.string(),
  balances: v.array(v.object({ available: MoneyOut, held: MoneyOut })),
});
export type WalletView = v.InferOutput<typeof WalletView>;

/** What the payer is asked to confirm: the challenge is the SHA-256 of the payment's one text. */
export const OfferView = v.object({
  /** Names the payment: sent again with the same key, it is the same payment. */
  key: v.string(),
  challenge: v.string(),
  /** Of the wallet's passkeys; any will do. */
  credentials: v.array(v.string()),
  payee: v.string(),
  amount: MoneyOut,
  balance: MoneyOut,
  /** Whether the balance and the limits allow it as things stand. */
  obstacle: v.nullable(v.picklist(["insufficient-funds", "over-limit", "new-phone"])),
  expiresAt: v.string(),
});
export type OfferView = v.InferOutput<typeof OfferView>;

/** What became of a confirmed payment. `pending`: the money is held, and the merchant has not been heard to decide. */
export const PaymentView = v.object({
  state: v.picklist(["pending", "posted", "voided", "declined"]),
  reason: v.nullable(v.string()),
  receipt: v.nullable(v.string()),
});
export type PaymentView = v.InferOutput<typeof PaymentView>;

const Movement = v.object({
  seq: v.number(),
  at: v.string(),
  type: v.picklist(["payment", "returned", "top-up", "refund", "sent-back"]),
  /** The merchant, or whoever it came from. */
  name: v.string(),
  amount: MoneyOut,
  /** Of a payment: what became of it, and where its receipt is. */
  state: v.nullable(v.string()),
  receipt: v.nullable(v.string()),
  /** Of a top-up that was made on the wallet's own page: the claim at which it can be seen, and sent back. */
  claim: v.nullable(v.string()),
});

/** `GET /api/v1/wallet/statement?before=`: newest first. */
export const Statement = v.object({
  movements: v.array(Movement),
  before: v.nullable(v.number()),
});
export type Statement = v.InferOutput<typeof Statement>;
export type Movement = v.InferOutput<typeof Movement>;
