declare namespace Cloudflare {
  interface GlobalProps {
    mainModule: typeof import("./index.ts");
  }

  /** What wrangler.toml, the launcher and the secrets bind. */
  interface Env {
    readonly MERCHANT: DurableObjectNamespace<import("./merchant/merchant.ts").Merchant>;
    readonly DIRECTORY: D1Database;
    readonly ASSETS: Fetcher;
    /** Roots of the token keys as JSON; see `worker/http/keys.ts`. */
    readonly TOKEN_ROOTS: string;
    /** Who shows this may found merchants. */
    readonly OPERATOR_KEY: string;
    /** Keys of Stripe's, `sk_…` and `whsec_…`. Without them its rail is absent. */
    readonly STRIPE_SECRET_KEY?: string;
    readonly STRIPE_WEBHOOK_SECRET?: string;
    /** Where phones reach this Worker, when that is not where the request came in. */
    readonly PUBLIC_ORIGIN?: string;
  }
}
interface Env extends Cloudflare.Env {}
