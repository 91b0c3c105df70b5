import type Stripe from "stripe";
import type { PlainText } from "../../domain/plain-text.ts";
import type { Rail, RailAnswer, RailAttempt, RailSurroundings, Unknown } from "../rail.ts";
import { stripeAmountOf, waysIn } from "./amounts.ts";
import { connect, keysOf, stripeLibrary } from "./client.ts";
import { disputesOf } from "./disputes.ts";
import { refundOf, refundsOf } from "./refunds.ts";
import { answerOfIntent, answerOfSession, sessionOf } from "./session.ts";

/** How long a payer may stay on Stripe's page, unless the order has more time: cards may ask the bank's own app. */
const PAYER_MS = 180_000;
/** Sessions made this long before and after an attempt can be its own. */
const SEARCH_SECONDS = 600;
/** What cannot be asked now is asked again after this. */
const RETRY_MS = 2_000;
/** Only a person can mend it, on Stripe's own pages. */
const STUCK_MS = 3_600_000;

/** Cards, Alipay and WeChat Pay on Stripe's own page. Null without a key. */
export function createStripe(around: RailSurroundings): Rail | null {
  const keys = keysOf(around.setting);
  if (!keys) return null;
  let connection: Promise<Stripe> | null = null;
  const stripe = (): Promise<Stripe> => (connection ??= connect(keys, around));

  /** The attempt's Session, by its id, by its payment, or by our reference among those made at that time. */
  const find = async (attempt: RailAttempt): Promise<Stripe.Checkout.Session | null> => {
    const { sessions } = (await stripe()).checkout;
    const expand = ["payment_intent"];
    const { remote, reference, at } = attempt;
    if (remote?.startsWith("cs_")) return sessions.retrieve(remote, { expand });
    const made = { gte: seconds(at) - SEARCH_SECONDS, lte: seconds(at) + SEARCH_SECONDS };
    const list = sessions.list({ created: made, limit: 100, expand: ["data.payment_intent"] });
    for await (const session of list) {
      if (session.client_reference_id === reference) return session;
    }
    return null;
  };

  /** The attempt's payment, once there is one. */
  const intentOf = async (attempt: RailAttempt): Promise<Stripe.PaymentIntent | null> => {
    if (attempt.remote?.startsWith("pi_"))
      return (await stripe()).paymentIntents.retrieve(attempt.remote);
    const intent = (await find(attempt))?.payment_intent ?? null;
    return typeof intent === "string" ? (await stripe()).paymentIntents.retrieve(intent) : intent;
  };

  const lookUp = async (attempt: RailAttempt): Promise<RailAnswer> => {
    if (attempt.remote?.startsWith("pi_")) {
      const intent = await intentOf(attempt);
      return intent ? answerOfIntent(intent) : unknown(RETRY_MS);
    }
    const session = await find(attempt);
    return session ? answerOfSession(session) : unknown(RETRY_MS);
  };

  return {
    name: "stripe",
    title: "Stripe" as PlainText,
    isTest: keys.isTest,
    can: { instruct: true, void: true, refund: true },
    payerMs: PAYER_MS,
    ways: (currency) => waysIn(currency),
    takes: (amount) => stripeAmountOf(amount) !== null,

    async instruct(instruction) {
      const { checkout, errors } = await withErrors(stripe());
      const idempotencyKey = instruction.reference;
      try {
        const session = await checkout.sessions.create(sessionOf(instruction), {
          idempotencyKey,
        });
        return answerOfSession(session);
      } catch (error) {
        // Stripe has read the request and will not have it: there is no Session. Everything else is only silence.
        const isRefused =
          error instanceof errors.StripeInvalidRequestError ||
          error instanceof errors.StripeAuthenticationError ||
          error instanceof errors.StripePermissionError;
        if (!isRefused) throw error;
        console.error("Stripe refused to make a Session", instruction.reference, error.message);
        return { type: "declined", reason: "refused-by-rail" };
      }
    },

    lookUp,

    async void(attempt) {
      const session = await find(attempt);
      // Nobody was ever told of a Session that is not there: nothing can be paid on it, and if it is, it goes back.
      if (!session) return { type: "voided" };
      if (session.status !== "open") return answerOfSession(session);
      const { checkout, errors } = await withErrors(stripe());
      try {
        return answerOfSession(
          await checkout.sessions.expire(session.id, { expand: ["payment_intent"] }),
        );
      } catch (error) {
        // It was completed, or expired, in this very moment: what it has come to is what counts.
        if (error instanceof errors.StripeInvalidRequestError) return lookUp(attempt);
        throw error;
      }
    },

    async capture(attempt) {
      const intent = await intentOf(attempt);
      if (intent?.status === "succeeded") return { type: "captured" };
      if (intent?.status !== "requires_capture") {
        console.error("what was held is not there to be taken", attempt.reference, intent?.status);
        return intent?.status === "canceled" ? { type: "gone" } : unknown(STUCK_MS);
      }
      // Under no key of ours: it can be taken only once, and an error of Stripe's would stand under its key for a day.
      const { paymentIntents } = await stripe();
      const { status } = await paymentIntents.capture(intent.id);
      return status === "succeeded" ? { type: "captured" } : unknown(RETRY_MS);
    },

    async release(attempt) {
      const intent = await intentOf(attempt);
      if (!intent || intent.status === "canceled") return { type: "voided" };
      const { paymentIntents } = await stripe();
      const { status } = await paymentIntents.cancel(intent.id);
      return status === "canceled" ? { type: "voided" } : unknown(RETRY_MS);
    },

    async refund(refund) {
      const intent = await intentOf(refund.attempt);
      return intent ? refundOf(await stripe(), intent, refund) : unknown(RETRY_MS);
    },

    async refundsOf(attempt) {
      const intent = await intentOf(attempt);
      if (!intent) return unknown(RETRY_MS);
      const refunds = await refundsOf(await stripe(), intent, attempt.reference);
      return { type: "refunds", refunds };
    },

    async disputesOf(attempt) {
      const intent = await intentOf(attempt);
      if (!intent) return unknown(RETRY_MS);
      return { type: "disputes", disputes: await disputesOf(await stripe(), intent) };
    },
  };
}

async function withErrors(connection: Promise<Stripe>): Promise<{
  checkout: Stripe["checkout"];
  errors: typeof Stripe.errors;
}> {
  const { errors } = await stripeLibrary();
  return { checkout: (await connection).checkout, errors };
}

const seconds = (ms: number): number => Math.floor(ms / 1000);
const unknown = (askAgainMs: number): Unknown => ({ type: "unknown", askAgainMs });
