import type { RailKind } from "../rail.ts";
import { createStripe } from "./create-stripe.ts";
import { readNotice } from "./read-notice.ts";

/** Stripe Checkout, by redirect: no card number ever comes near this till (PCI DSS, SAQ A). */
export const stripe: RailKind = {
  needs: ["STRIPE_SECRET_KEY"],
  isOnAtFirst: false,
  make: createStripe,
  readNotice,
};
