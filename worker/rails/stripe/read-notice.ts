import type Stripe from "stripe";
import { type Result, ok, refuse } from "../../domain/result.ts";
import type { NoticeRefusal, RailKind, RailNotice } from "../rail.ts";
import { connect, keysOf, stripeLibrary } from "./client.ts";
import { answerOfIntent } from "./session.ts";

/** How old a signature may be, and how far ahead of our clock (docs.stripe.com/webhooks, "Replay attacks"). */
const TOLERANCE_SECONDS = 300;

type ReadNotice = NonNullable<RailKind["readNotice"]>;
type Around = Parameters<ReadNotice>[1];

/** Reads a webhook event of Stripe's. The signature is over the raw bytes; nothing is looked at before it holds. */
export async function readNotice(
  { body, headers }: Parameters<ReadNotice>[0],
  around: Around,
): Promise<Result<RailNotice | null, NoticeRefusal>> {
  const keys = keysOf(around.setting);
  if (!keys) return refuse("signature-invalid");
  const secrets = (around.setting("STRIPE_WEBHOOK_SECRET") ?? "").split(",").filter(Boolean);
  const event = await verified(body, headers.get("stripe-signature") ?? "", secrets, around.now());
  if (!event) return refuse("signature-invalid");
  if (event.livemode === keys.isTest) return refuse("notice-foreign");
  try {
    return ok(await noticeOf(event, async () => connect(keys, around)));
  } catch (error) {
    console.error("a notice could not be placed", event.id, error);
    return refuse("temporarily-unavailable");
  }
}

/** While a secret is rolled there are two, and either may have signed: Stripe signs with both for as long as it was told to. */
async function verified(
  body: Uint8Array,
  signature: string,
  secrets: readonly string[],
  nowMs: number,
): Promise<Stripe.Event | null> {
  const signedAt = Number(/(?:^|,)t=(\d{1,12})(?:,|$)/.exec(signature)?.[1] ?? Number.NaN);
  // The library looks for old signatures only.
  if (!(signedAt <= nowMs / 1000 + TOLERANCE_SECONDS)) return null;
  const { webhooks, createSubtleCryptoProvider, errors } = await stripeLibrary();
  for (const secret of secrets) {
    try {
      return await webhooks.constructEventAsync(
        body,
        signature,
        secret,
        TOLERANCE_SECONDS,
        createSubtleCryptoProvider(),
        nowMs,
      );
    } catch (error) {
      if (error instanceof errors.StripeSignatureVerificationError) continue;
      if (error instanceof SyntaxError) return null;
      throw error;
    }
  }
  return null;
}

/**
 * What an event says. Only what can never change again is believed as it stands: money that was taken, a Session or a
 * payment that is over. Everything else may be out of date by hours, and is asked about.
 */
async function noticeOf(
  event: Stripe.Event,
  stripe: () => Promise<Stripe>,
): Promise<RailNotice | null> {
  switch (event.type) {
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
    case "checkout.session.async_payment_failed":
      return about(event.data.object, { type: "ask" });
    case "checkout.session.expired":
      return about(event.data.object, { type: "answer", answer: { type: "voided" } });
    case "payment_intent.amount_capturable_updated":
      return about(event.data.object, { type: "ask" });
    case "payment_intent.succeeded":
    case "payment_intent.canceled": {
      const answer = answerOfIntent(event.data.object);
      return about(event.data.object, { type: "answer", answer });
    }
    case "charge.refunded":
    case "refund.created":
    case "refund.updated":
    case "refund.failed":
    case "charge.refund.updated":
      return afterwards(event.data.object, "refunds", stripe);
    case "charge.dispute.created":
    case "charge.dispute.updated":
    case "charge.dispute.funds_withdrawn":
    case "charge.dispute.funds_reinstated":
    case "charge.dispute.closed":
      return afterwards(event.data.object, "disputes", stripe);
    default:
      return null;
  }
}

/** What happened to a payment later. What others did on their own pages carries nothing of ours; the payment does. */
async function afterwards(
  { payment_intent, metadata }: Stripe.Charge | Stripe.Refund | Stripe.Dispute,
  type: "refunds" | "disputes",
  stripe: () => Promise<Stripe>,
): Promise<RailNotice | null> {
  const id = idOf(payment_intent);
  if (id === null) return null;
  const reference = attemptIn(metadata) ?? attemptIn(await metadataOf(stripe, id));
  return reference ? { reference, remote: id, news: { type } } : null;
}

function about(
  { id, metadata }: Stripe.Checkout.Session | Stripe.PaymentIntent,
  news: RailNotice["news"],
): RailNotice | null {
  const reference = attemptIn(metadata);
  return reference ? { reference, remote: id, news } : null;
}

/** "MERCHANT.3-1042.2" of "MERCHANT.3-1042.2.KEY": a refund's reference begins with that of its attempt. */
const attemptIn = (metadata: Stripe.Metadata | null): string | null =>
  /^[A-Z2-7]{13}\.\d+-\d+\.\d{1,2}(?=\.|$)/.exec(metadata?.["reference"] ?? "")?.[0] ?? null;

const metadataOf = async (stripe: () => Promise<Stripe>, id: string): Promise<Stripe.Metadata> =>
  (await (await stripe()).paymentIntents.retrieve(id)).metadata;

const idOf = (thing: string | { readonly id: string } | null): string | null =>
  typeof thing === "object" ? (thing?.id ?? null) : thing;
