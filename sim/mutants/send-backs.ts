import { type Mutant, mutant } from "./mutant.ts";

const PAYMENT = "worker/domain/decide-payment.ts";
const CLAIMS = "worker/domain/decide-claim.ts";

/** Of money that a wallet's owner adds on its own page, and sends back. */
export const SEND_BACK_MUTANTS: readonly Mutant[] = [
  mutant(
    "send-back-stranger: whoever knows the claim has another's money go back",
    PAYMENT,
    "  if (order.terms.wallet !== wallet || order.claim?.key !== claim) return",
    "  if (order.claim?.key !== claim) return",
    208,
  ),
  mutant(
    "send-back-again: more goes back than was added",
    PAYMENT,
    " && amount.minor <= leftOf(order);",
    " && amount.minor <= order.terms.amount.minor;",
    208,
  ),
  mutant(
    "send-back-unreturned: what its rail would not take back is nobody's",
    "worker/merchant/question.ts",
    '  if (order.status === "paid" && order.refunds.some(({ isOwed }) => isOwed)) return "recredit";\n',
    "",
    241,
  ),
  mutant(
    "top-up-turned: a claim on a wallet's own top-up turns it to another",
    CLAIMS,
    "  if (order.terms.wallet) return ALREADY;\n",
    "",
    43,
  ),
];
