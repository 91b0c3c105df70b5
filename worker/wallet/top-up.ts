import type { ClaimView } from "../contract/claim.ts";
import type { ProblemType } from "../contract/problem.ts";
import type { MakeTopUp, TopUpTerms } from "../contract/top-up.ts";
import type { PaymentView } from "../contract/wallet.ts";
import type { Capability, Secret } from "../domain/capability.ts";
import type { Minor, Money } from "../domain/money.ts";
import type { WalletId } from "../domain/pend.ts";
import { type Result, refuse } from "../domain/result.ts";
import { walletOf } from "./stub.ts";

type Answer<Value> = Result<Value, ProblemType>;

/** What the owner of a wallet can add to it now, and at whose. */
export interface TopUpChoice extends TopUpTerms {
  /** How much more the limits allow. */
  readonly room: Minor;
}

/** One that is under way, as its merchant has it. */
export interface Underway {
  readonly key: Secret;
  readonly view: ClaimView;
}

/**
 * What is under way, as its merchants say at this moment. What has come to nothing makes room again; what a merchant does
 * not answer about stays.
 */
export async function topUpsUnderWay(env: Env, wallet: WalletId): Promise<Underway[]> {
  const asked = (await walletOf(env, wallet).underWay()).map(async ({ key, merchant, claim }) => {
    const view = claim && (await env.MERCHANT.getByName(merchant).claimView(claim, Number.NaN, 0));
    if (!view?.ok) return [];
    const isOver = ["expired", "cancelled", "ended"].includes(view.value.state);
    if (isOver) await walletOf(env, wallet).endTopUp(key);
    return isOver ? [] : [{ key, view: view.value }];
  });
  const settled = await Promise.allSettled(asked);
  return settled.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
}

/** What can be added at the merchant that the wallet was used at last; null where nothing can. */
export async function topUpChoice(env: Env, wallet: WalletId): Promise<TopUpChoice | null> {
  const merchant = await walletOf(env, wallet).fillingAt(null);
  const terms = merchant && (await env.MERCHANT.getByName(merchant).topUpTerms());
  if (!terms || terms.rails.length === 0) return null;
  return { ...terms, room: await walletOf(env, wallet).room(terms.currency) };
}

/**
 * Adds money to a wallet: room is made in it, its merchant takes an order for it, and the rail is instructed. Each step is
 * the same step when it comes again with the same key, so that a tap that is sent twice pays once.
 */
export async function makeTopUp(
  env: Env,
  wallet: WalletId,
  { key, amount: minor, rail }: MakeTopUp,
  origin: string,
): Promise<Answer<ClaimView>> {
  await topUpsUnderWay(env, wallet);
  const id = await walletOf(env, wallet).fillingAt(key);
  const terms = id && (await env.MERCHANT.getByName(id).topUpTerms());
  if (!terms) return refuse("rail-unknown");
  const amount: Money = { minor, currency: terms.currency };
  const begun = await walletOf(env, wallet).beginTopUp(key, id, amount);
  if (!begun.ok) return begun;
  const opened = await env.MERCHANT.getByName(id).openTopUp({ wallet, key, amount });
  if (!opened.ok) {
    // Another amount under a key that is in use: the one that is under way goes on.
    if (opened.reason !== "order-number-reused") await walletOf(env, wallet).endTopUp(key);
    return opened;
  }
  await walletOf(env, wallet).followTopUp(key, opened.value.number);
  const paid = await env.MERCHANT.getByName(id).instruct(opened.value, { key, rail }, origin);
  // A decline is a state of it, with another try, and no dead end.
  if (paid.ok || paid.reason !== "payment-declined") return paid;
  return env.MERCHANT.getByName(id).claimView(opened.value, Number.NaN, 0);
}

/** Sends back what is left of a top-up, as far as the wallet still has it. */
export async function sendBack(
  env: Env,
  wallet: WalletId,
  claim: Capability,
  key: Secret,
): Promise<Answer<PaymentView>> {
  const view = await env.MERCHANT.getByName(claim.merchant).claimView(claim, Number.NaN, 0);
  if (!view.ok) return view;
  const { merchant, bill } = view.value;
  const left = bill.returnable;
  if (!left || left.minor <= 0) return refuse("refund-exceeds-captured");
  const amount = { minor: left.minor, currency: left.currency } as Money;
  return walletOf(env, wallet).giveBack(claim, key, merchant.name, amount);
}
