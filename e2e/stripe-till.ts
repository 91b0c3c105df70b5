import type { Page } from "playwright-core";
import { type FakeStripeServer, openFakeStripe } from "./fake-stripe-server.ts";
import { type ServedTill, openTill } from "./own-till.ts";

/** A till that has a key of Stripe's, and the fake of Stripe that it asks. */
export interface StripeTill extends ServedTill {
  readonly stripe: FakeStripeServer;
  close(): Promise<void>;
}

export async function openStripeTill(
  secretKey = "sk_test_of_the_browser_tests",
): Promise<StripeTill> {
  const stripe = await openFakeStripe();
  // It makes its schemas first, which takes longer than a till waits for an answer.
  await stripe.act("ready", "");
  const { url, stateFolder, close } = await openTill({
    EDGETILL_STRIPE_API: stripe.origin,
    STRIPE_SECRET_KEY: secretKey,
  });
  return {
    url,
    stateFolder,
    stripe,
    async close() {
      await close();
      await stripe.close();
    },
  };
}

/** Lets the page be led to Stripe's own, which is a title here and no more. */
export const standInForCheckout = (page: Page): Promise<unknown> =>
  page.route("https://checkout.stripe.com/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>Checkout</title><h1>Stripe</h1>" }),
  );
