declare namespace Cloudflare {
  interface GlobalProps {
    mainModule: typeof import("./index.ts");
  }

  /** What wrangler.toml, the launcher and the secrets bind. */
  interface Env {
    readonly MERCHANT: DurableObjectNamespace<import("./merchant/merchant.ts").Merchant>;
    readonly WALLET: DurableObjectNamespace<import("./wallet/wallet.ts").Wallet>;
    readonly DIRECTORY: D1Database;
    readonly ASSETS: Fetcher;
    /** Roots of the token keys as JSON; see `worker/contract/token-roots.ts`. */
    readonly TOKEN_ROOTS: string;
    /** Keys that sign receipts as JSON; see `worker/contract/receipt-keys.ts`. */
    readonly RECEIPT_KEYS: string;
    /** Keys of the owners' sessions, in the same form. */
    readonly SESSION_KEYS: string;
    /** Who may open a shop: `open`, `invitation` or `closed`. */
    readonly SIGN_UP: string;
    /** Who shows this may found merchants. */
    readonly OPERATOR_KEY: string;
    /** While it is rotated: the key before it, and until when that is taken, as JSON. */
    readonly OPERATOR_KEY_BEFORE?: string;
    /** "on": wallets may be filled with practice money. Never where any wallet's money is real. */
    readonly SANDBOX?: string;
    /** The platform's limiter, where there is one. */
    readonly SHIELD?: RateLimit;
    readonly CROWD?: RateLimit;
    /** "off": no line for each request. */
    readonly LOG_REQUESTS?: string;
    /** Keys of Stripe's, `sk_…` and `whsec_…`. Without them its rail is absent. */
    readonly STRIPE_SECRET_KEY?: string;
    readonly STRIPE_WEBHOOK_SECRET?: string;
    /** Where Stripe's API is asked, when it is not Stripe's own: a fake of it, in tests. */
    readonly STRIPE_API?: string;
    /** Where phones reach this Worker, when that is not where the request came in. */
    readonly PUBLIC_ORIGIN?: string;
  }
}
interface Env extends Cloudflare.Env {}
