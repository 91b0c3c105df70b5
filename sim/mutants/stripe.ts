import { type Mutant, mutant } from "./mutant.ts";

const RAIL = "worker/rails/stripe/create-stripe.ts";
const REFUNDS = "worker/rails/stripe/refunds.ts";
const SESSION = "worker/rails/stripe/session.ts";
const NOTICES = "worker/merchant/notice-desk.ts";

export const STRIPE_MUTANTS: readonly Mutant[] = [
  mutant(
    "stripe-refunds-again: what was given back on Stripe's pages is given back here as well",
    REFUNDS,
    "  const [, foreign] = /\\.(re_\\w+)$/.exec(reference) ?? [];",
    "  const foreign: string | undefined = undefined;",
    291,
  ),
  mutant(
    "stripe-keyed-capture: an error stands under its key for a day",
    RAIL,
    "await paymentIntents.capture(intent.id);",
    "await paymentIntents.capture(intent.id, {}, { idempotencyKey: `${attempt.reference}.capture` });",
    576,
  ),
  mutant(
    "stripe-no-list: a refund is asked for without looking whether it was made",
    REFUNDS,
    'if (refund.metadata?.["reference"] === reference || refund.id === foreign)',
    'if (refund.metadata?.["reference"] === "" || refund.id === foreign)',
    236,
  ),
  mutant(
    "stripe-one-key: an error under the first key is the answer for ever",
    REFUNDS,
    "      if (isOver && count < MAX_KEYS) continue;\n",
    "",
    808,
  ),
  mutant(
    "stripe-held-is-taken: a card that was only authorised counts as charged",
    SESSION,
    'return moved("held", intent.amount_capturable, intent.currency, remote);',
    'return moved("captured", intent.amount_capturable, intent.currency, remote);',
    12,
  ),
  mutant(
    "stripe-page-stays: given up here, and its page stays open",
    RAIL,
    'if (session.status !== "open") return answerOfSession(session);',
    'if (session.status === "open") return { type: "voided" };',
    4,
  ),
  mutant(
    "stripe-race-lost: paid in the moment in which its page was closed, and called void",
    RAIL,
    "        if (error instanceof errors.StripeInvalidRequestError) return lookUp(attempt);\n",
    '        if (error instanceof errors.StripeInvalidRequestError) return { type: "voided" };\n',
    211,
  ),
  mutant(
    "stripe-slow-is-no: what is still processed is declined",
    SESSION,
    '      return { type: "unknown", askAgainMs: 5_000 };',
    '      return { type: "declined", reason: "refused-by-rail" };',
    22,
  ),
  mutant(
    "stripe-late-unheard: news of what is over is not heard",
    NOTICES,
    '    if (answer.type === "unknown" && !isCurrent) return false;\n',
    "    if (!isCurrent) return true;\n",
    231,
  ),
  mutant(
    "stripe-any-session: the first Session of that time is taken for the attempt's own",
    RAIL,
    "      if (session.client_reference_id === reference) return session;",
    "      return session;",
    22,
  ),
  mutant(
    "stripe-bounce-ignored: a refund that came back stays given",
    "worker/domain/report-refunds.ts",
    '  if (known === "done" && status === "failed") return { type: "refundBounced", key };\n',
    "",
    400,
  ),
];
