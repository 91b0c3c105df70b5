import { env } from "cloudflare:workers";
import Stripe from "stripe";
import { ORIGIN, type Reply, call } from "../till.ts";
import samples from "./samples.json";

export interface Event {
  readonly type: string;
  readonly id: string;
  readonly data: { readonly object: { readonly id: string } };
}

/** A resource as Stripe publishes it. */
export const sampleOf = (name: keyof typeof samples.resources): object => samples.resources[name];

export interface Delivery {
  readonly payload: string;
  readonly signature: string;
}

/** The secret of the webhook, and the one before it. */
export const WEBHOOK_SECRETS = (env.STRIPE_WEBHOOK_SECRET ?? "").split(",");

const crypto = Stripe.createSubtleCryptoProvider();

/** An event as Stripe sends it, signed by the official library. */
export async function signed(
  event: object | string,
  { secret = WEBHOOK_SECRETS[0] ?? "", at = Date.now(), scheme = "v1" } = {},
): Promise<Delivery> {
  const payload = typeof event === "string" ? event : JSON.stringify(event, null, 2);
  const signature = await Stripe.webhooks.generateTestHeaderStringAsync({
    payload,
    secret,
    scheme,
    timestamp: Math.floor(at / 1000),
    cryptoProvider: crypto,
    signature: "",
  });
  return { payload, signature };
}

export const deliver = ({ payload, signature }: Delivery): Promise<Reply> =>
  call("POST", "/api/v1/notices/stripe", payload, undefined, "application/json", ORIGIN, {
    "stripe-signature": signature,
  });

export const deliverEvent = async (event: Event): Promise<Reply> => deliver(await signed(event));

interface Told {
  readonly events: Event[];
  /** Requests that no official parameter is like. */
  readonly faults: readonly string[];
  readonly sessions: number;
}

/** Has somebody act at the fake: a payer on its page, a merchant on its dashboard. Answers what it has told so far. */
export async function atStripe(what: string, reference: string, more: object = {}): Promise<Told> {
  const response = await fetch(`https://fake-stripe.test/${what}`, {
    method: "POST",
    body: JSON.stringify({ reference, ...more }),
  });
  if (!response.ok) throw new Error(`${what}: ${await response.text()}`);
  return response.json();
}
