import { core } from "../../wasm/worker.ts";
import { type ClaimView, hasRail } from "../contract/claim.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { ConfirmPayment, OfferView, PaymentView } from "../contract/wallet.ts";
import type { Capability, Secret } from "../domain/capability.ts";
import type { Money } from "../domain/money.ts";
import type { DeclineReason } from "../domain/order.ts";
import {
  type PendId,
  type WalletHold,
  type WalletId,
  pendIdFrom,
  pendText,
} from "../domain/pend.ts";
import { type Result, refuse } from "../domain/result.ts";
import type { Site } from "../passkey/site.ts";
import type { Phone } from "./passport.ts";
import { walletOf } from "./stub.ts";

const encoder = new TextEncoder();

type Answer<Value> = Result<Value, ProblemType>;

/** What a payer's wallet would pay for this claim: the terms come from the merchant's own answer, never from the phone. */
export async function offerFor(
  env: Env,
  claim: Capability,
  view: ClaimView,
  { wallet, isNew }: Phone,
): Promise<Answer<OfferView>> {
  if (view.state !== "claimed") return refuse("claim-ended");
  if (!hasRail(view, "wallet")) return refuse("rail-unknown");
  const { minor, currency } = view.bill.amount;
  const amount = { minor, currency } as Money;
  return walletOf(env, wallet).offer(claim, view.merchant.name, amount, isNew);
}

/** The same, where a wallet may be of use; one that does not answer is in nobody's way. */
export async function offerIfAny(
  env: Env,
  claim: Capability,
  view: ClaimView,
  phone: Phone,
): Promise<OfferView | null> {
  if (view.stepUp || !hasRail(view, "wallet")) return null;
  try {
    const offer = await offerFor(env, claim, view, phone);
    return offer.ok ? offer.value : null;
  } catch (error) {
    console.error("a wallet did not answer", error);
    return null;
  }
}

/** Says which wallet a top-up is for, if it may take that much more. */
export async function attachWallet(
  env: Env,
  claim: Capability,
  wallet: WalletId,
): Promise<Answer<ClaimView>> {
  const view = await env.MERCHANT.getByName(claim.merchant).claimView(claim, Number.NaN, 0);
  if (!view.ok) return view;
  const { minor, currency } = view.value.bill.amount;
  const may = await walletOf(env, wallet).mayTopUp({ minor, currency } as Money);
  if (!may) return refuse("over-limit");
  return env.MERCHANT.getByName(claim.merchant).attach(claim, wallet);
}

export interface Confirmed {
  readonly payment: Answer<PaymentView>;
  /** The claim as it was when the payment began. */
  readonly begun: Answer<ClaimView>;
}

/**
 * Both objects are told at once: the merchant that a payment begins, so that the till shows it, and the wallet what its
 * owner confirmed. Neither needs the other's answer, and each alone is left in a state that ends by itself.
 */
export async function confirmPayment(
  env: Env,
  claim: Capability,
  { wallet, isNew }: Phone,
  { key, assertion }: ConfirmPayment,
  site: Site,
): Promise<Confirmed> {
  const merchant = () => env.MERCHANT.getByName(claim.merchant);
  const pend = pendOf(claim, wallet, key);
  const hold: WalletHold = { wallet, pend };
  const [begun, payment] = await Promise.all([
    merchant().begin(claim, key, hold),
    walletOf(env, wallet).confirm(pend, assertion, site, isNew),
  ]);
  const reason = reasonFor(payment);
  if (reason === null || !begun.ok) return { begun, payment };
  return { begun: await merchant().withdraw(claim, hold, reason), payment };
}

/** What the merchant is told when the wallet holds nothing and never will for this try; null while it may. */
function reasonFor(payment: Answer<PaymentView>): DeclineReason | null {
  if (!payment.ok) return "abandoned";
  if (payment.value.state !== "declined") return null;
  return payment.value.reason === "over-limit" ? "over-limit" : "insufficient-funds";
}

export function pendOf(claim: Capability, wallet: WalletId, key: Secret): PendId {
  const { merchant, number, secret } = claim;
  const text = pendText({ merchant, number, wallet, claim: secret, key });
  return pendIdFrom(core.sha256(encoder.encode(text)));
}
