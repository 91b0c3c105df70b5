import type Stripe from "stripe";

/** What `request-schemas.ts` makes JSON Schemas of: the parameters of each call, as the official package has them. */
export interface StripeRequests {
  "POST /v1/checkout/sessions": Stripe.Checkout.SessionCreateParams;
  "GET /v1/checkout/sessions": Stripe.Checkout.SessionListParams;
  "GET /v1/checkout/sessions/:id": Stripe.Checkout.SessionRetrieveParams;
  "POST /v1/checkout/sessions/:id/expire": Stripe.Checkout.SessionExpireParams;
  "GET /v1/payment_intents/:id": Stripe.PaymentIntentRetrieveParams;
  "POST /v1/payment_intents/:id/capture": Stripe.PaymentIntentCaptureParams;
  "POST /v1/payment_intents/:id/cancel": Stripe.PaymentIntentCancelParams;
  "POST /v1/refunds": Stripe.RefundCreateParams;
  "GET /v1/disputes": Stripe.DisputeListParams;
  "GET /v1/refunds": Stripe.RefundListParams;
}
