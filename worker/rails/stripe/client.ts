import type Stripe from "stripe";
import type { RailSurroundings } from "../rail.ts";

/** How long one call to Stripe may take; the payer's patience is shorter, and the answer is asked for again. */
const TIMEOUT_MS = 20_000;

export interface StripeKeys {
  readonly secretKey: string;
  /** `sk_test_…`: nothing that happens with it is real. */
  readonly isTest: boolean;
}

/** The keys of this installation; null where there are none, and so no rail. */
export function keysOf(setting: RailSurroundings["setting"]): StripeKeys | null {
  const secretKey = setting("STRIPE_SECRET_KEY");
  const mode = /^[rs]k_(test|live)_/.exec(secretKey ?? "")?.[1];
  return secretKey !== undefined && mode !== undefined
    ? { secretKey, isTest: mode === "test" }
    : null;
}

let library: typeof Stripe | null = null;

/** The official library, read by the runtime only when something is to be asked: most objects never do. */
export async function stripeLibrary(): Promise<typeof Stripe> {
  // Kept as what it is and not as a promise: one request may not wait for another's.
  library ??= (await import("stripe")).default;
  return library;
}

/** Stripe's API as the official library has it, over the fetch that it is given. Lost calls are repeated by their key. */
export async function connect(
  { secretKey }: StripeKeys,
  around: Pick<RailSurroundings, "fetch" | "setting">,
): Promise<Stripe> {
  const Library = await stripeLibrary();
  return new Library(secretKey, {
    httpClient: Library.createFetchHttpClient((input, init) => around.fetch(input, init)),
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 1,
    telemetry: false,
    ...elsewhere(around.setting("STRIPE_API")),
  });
}

function elsewhere(address: string | undefined): Stripe.StripeConfig {
  if (address === undefined) return {};
  const { hostname, port, protocol } = new URL(address);
  return { host: hostname, port, protocol: protocol === "http:" ? "http" : "https" };
}
