import type { MakeTopUp } from "../worker/contract/top-up.ts";
import type { ConfirmPayment } from "../worker/contract/wallet.ts";
import { type Capability, parseCapability } from "../worker/domain/capability.ts";
import type { Instant } from "../worker/domain/instant.ts";
import type { WalletId } from "../worker/domain/pend.ts";
import { site } from "./authenticator.ts";
import { type Around, type Life, LostConnection } from "./machine.ts";
import { peer } from "./peer.ts";
import type { Product } from "./product.ts";
import type { World } from "./world.ts";

/** What the Worker does for a payer with a wallet, as its routes do it: between two objects, keeping nothing. */
export function edgeOf(
  { pay, readNotice, topUp }: Product,
  world: World,
  life: Life,
  around: Around,
): Life["object"] {
  const stub = (name: string): object => {
    const machine = name === world.merchantId ? world.merchant : world.wallets.get(name);
    if (!machine) throw new Error(`there is no object ${name}`);
    return peer(world.edge, life, machine);
  };
  const namespace = { getByName: stub };
  const env = { MERCHANT: namespace, WALLET: namespace } as unknown as Env;
  return patient({
    /** Answers the status that Stripe gets. */
    async hearStripe(body: string, signature: string): Promise<number> {
      const message = {
        body: new TextEncoder().encode(body) as Uint8Array<ArrayBuffer>,
        headers: new Headers({ "stripe-signature": signature }),
      };
      const { fetch, setting } = around;
      const read = await readNotice(message, {
        now: () => around.clock() as Instant,
        fetch,
        setting,
      });
      if (!read.ok) return 503;
      if (!read.value) return 204;
      return (await env.MERCHANT.getByName(world.merchantId).hear("stripe", read.value))
        ? 200
        : 503;
    },
    async offer(claimId: string, wallet: WalletId) {
      const claim = claimOf(claimId);
      const view = await env.MERCHANT.getByName(claim.merchant).claimView(claim, Number.NaN, 0);
      return view.ok ? pay.offerFor(env, claim, view.value, { wallet, isNew: false }) : view;
    },
    async confirm(claimId: string, wallet: WalletId, wish: ConfirmPayment) {
      const claim = claimOf(claimId);
      return (await pay.confirmPayment(env, claim, { wallet, isNew: false }, wish, site)).payment;
    },
    async attach(claimId: string, wallet: WalletId) {
      return pay.attachWallet(env, claimOf(claimId), wallet);
    },
    async makeTopUp(wallet: WalletId, wish: MakeTopUp) {
      return topUp.makeTopUp(env, wallet, wish, "https://till.example");
    },
    async sendBack(claimId: string, wallet: WalletId, key: ConfirmPayment["key"]) {
      return topUp.sendBack(env, wallet, claimOf(claimId), key);
    },
    async abandon(claimId: string, wallet: WalletId, key: ConfirmPayment["key"]) {
      const claim = claimOf(claimId);
      return env.WALLET.getByName(wallet).abandon(pay.pendOf(claim, wallet, key));
    },
    async payment(claimId: string, wallet: WalletId, key: ConfirmPayment["key"]) {
      const claim = claimOf(claimId);
      return env.WALLET.getByName(wallet).payment(pay.pendOf(claim, wallet, key));
    },
  }) as unknown as Life["object"];
}

/** A request that an object did not answer comes to nothing; the phone asks again. */
function patient(routes: Readonly<Record<string, (...args: never[]) => Promise<unknown>>>): object {
  const tried = Object.entries(routes).map(([name, route]) => [
    name,
    (...args: never[]) =>
      route(...args).catch((error: unknown) => {
        if (error instanceof LostConnection) return new Promise(() => {});
        throw error;
      }),
  ]);
  return Object.fromEntries(tried) as object;
}

function claimOf(text: string): Capability {
  const claim = parseCapability(text);
  if (!claim) throw new Error(`no claim: ${text}`);
  return claim;
}
