import { ALARM_MUTANTS } from "./mutants/alarms.ts";
import { CLAIM_MUTANTS } from "./mutants/claims.ts";
import { CLEARING_MUTANTS } from "./mutants/clearing.ts";
import { DISPUTE_MUTANTS } from "./mutants/disputes.ts";
import { JOURNAL_MUTANTS } from "./mutants/journal.ts";
import { type Mutant, mutant } from "./mutants/mutant.ts";
import { PAYMENT_MUTANTS } from "./mutants/payments.ts";
import { RAIL_MUTANTS } from "./mutants/rails.ts";
import { REFUND_MUTANTS } from "./mutants/refunds.ts";
import { SEND_BACK_MUTANTS } from "./mutants/send-backs.ts";
import { SETTLEMENT_MUTANTS } from "./mutants/settlements.ts";
import { SPLIT_MUTANTS, TOP_UP_MUTANTS } from "./mutants/splits.ts";
import { STAFF_MUTANTS } from "./mutants/staff.ts";
import { STRIPE_MUTANTS } from "./mutants/stripe.ts";
import { WALLET_MUTANTS } from "./mutants/wallet.ts";

/** Mistakes that somebody could make in the product, each of which some law has to catch. */
export const MUTANTS: readonly Mutant[] = [
  ...CLAIM_MUTANTS,
  ...PAYMENT_MUTANTS,
  ...REFUND_MUTANTS,
  ...RAIL_MUTANTS,
  ...STRIPE_MUTANTS,
  ...JOURNAL_MUTANTS,
  ...ALARM_MUTANTS,
  ...WALLET_MUTANTS,
  ...CLEARING_MUTANTS,
  ...SPLIT_MUTANTS,
  ...TOP_UP_MUTANTS,
  ...SEND_BACK_MUTANTS,
  ...SETTLEMENT_MUTANTS,
  ...DISPUTE_MUTANTS,
  ...STAFF_MUTANTS,
];

/** The simulator's own test: a mistake so plain that a simulator which does not see it sees nothing. */
export const CANARY: Mutant = mutant(
  "canary: a payment is recorded as paid before any rail was asked",
  "worker/domain/decide-payment.ts",
  '  return ok([{ type: "instructed", attempt }]);',
  '  return ok([{ type: "instructed", attempt }, { type: "captured", at: now, receipt: key, isPosting: false }]);',
);
