import type Stripe from "stripe";
import type { RailAnswer, RailInstruction } from "../rail.ts";
import { moneyOf, stripeAmountOf, waysIn } from "./amounts.ts";

/** A Session cannot live less than half an hour from when Stripe makes it; a call that is late by minutes is still good. */
const SESSION_MS = 40 * 60_000;

/** Only there may a payer be sent. */
const CHECKOUT = "https://checkout.stripe.com/";

/**
 * The Session that stands for one attempt. Cards are only authorised, so that the decision stays with the order; Alipay and
 * WeChat Pay have no such step. The same attempt gives the same parameters, as its idempotency key demands.
 */
export function sessionOf({
  reference,
  amount,
  at,
  payee,
  returnUrl,
}: RailInstruction): Stripe.Checkout.SessionCreateParams {
  const ways = waysIn(amount.currency);
  const [, number = ""] = reference.split(".");
  const unitAmount = stripeAmountOf(amount);
  if (unitAmount === null) throw new RangeError(`not an amount for Stripe: ${amount.minor}`);
  return {
    mode: "payment",
    client_reference_id: reference,
    metadata: { reference },
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: amount.currency.toLowerCase(),
          unit_amount: unitAmount,
          product_data: { name: `${payee} · ${number}` },
        },
      },
    ],
    // A filter: what the account has not switched on, Stripe leaves out by itself.
    allowed_payment_method_types: ways,
    payment_method_options: {
      ...(ways.includes("card") ? { card: { capture_method: "manual" } } : {}),
      ...(ways.includes("wechat_pay") ? { wechat_pay: { client: "web" } } : {}),
    },
    payment_intent_data: { metadata: { reference } },
    // The amount that the payer saw on our page is the amount that is charged, in its currency.
    adaptive_pricing: { enabled: false },
    submit_type: "pay",
    success_url: `${returnUrl}?back=done`,
    cancel_url: returnUrl,
    expires_at: Math.floor((at + SESSION_MS) / 1000),
  };
}

/** What a Session with its PaymentIntent means. What Stripe may come to call it one day is not a "no". */
export function answerOfSession(session: Stripe.Checkout.Session): RailAnswer {
  const intent = session.payment_intent;
  if (intent !== null && typeof intent === "object") {
    const answer = answerOfIntent(intent, session.id);
    if (answer.type === "captured" || answer.type === "held") return answer;
    if (session.status === "complete") return answer;
  }
  if (session.status === "expired") return { type: "voided" };
  if (session.status === "open" && session.url?.startsWith(CHECKOUT)) {
    return { type: "redirected", url: session.url, remote: session.id, askAgainMs: 2_000 };
  }
  return { type: "unknown", askAgainMs: 2_000 };
}

/** What a PaymentIntent means once its Session has done with it. */
export function answerOfIntent(intent: Stripe.PaymentIntent, remote = intent.id): RailAnswer {
  switch (intent.status) {
    case "succeeded":
      return moved("captured", intent.amount_received, intent.currency, remote);
    case "requires_capture":
      return moved("held", intent.amount_capturable, intent.currency, remote);
    case "canceled":
      return { type: "voided" };
    case "requires_payment_method":
      return { type: "declined", reason: "refused-by-rail" };
    case "processing":
      return { type: "unknown", askAgainMs: 5_000 };
    default:
      return { type: "unknown", askAgainMs: 2_000 };
  }
}

function moved(
  type: "captured" | "held",
  amount: number,
  currency: string,
  remote: string,
): RailAnswer {
  const money = moneyOf(amount, currency);
  if (money) return { type, amount: money, remote };
  console.error("Stripe told of an amount that no order has", type, amount, currency, remote);
  return { type: "unknown", askAgainMs: 60_000 };
}
