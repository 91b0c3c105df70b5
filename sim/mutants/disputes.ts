import { type Mutant, mutant } from "./mutant.ts";

const REPORT = "worker/domain/report-disputes.ts";
const LEDGER = "worker/domain/ledger.ts";
const EVOLVE = "worker/domain/evolve.ts";
const COUNTER = "worker/domain/decide-counter.ts";
const PAYMENT = "worker/domain/decide-payment.ts";
const QUESTION = "worker/merchant/question.ts";
const CASHIER = "worker/merchant/cashier.ts";

/** Of disputes, and of holds that a rail lets go of: money that is gone although the order is paid. */
export const DISPUTE_MUTANTS: readonly Mutant[] = [
  mutant(
    "dispute-kept: what a bank gives back is not booked",
    REPORT,
    '        ...(isSome(less) ? [{ type: "disputeReturned", key, ...of, ...less } as const] : []),\n',
    "",
  ),
  mutant(
    "dispute-again: each telling takes the money once more",
    REPORT,
    "const more = { amount: above(taken, had), fee: above(fee, paid) };",
    "const more = { amount: taken, fee };",
  ),
  mutant(
    "dispute-free: a dispute that is lost costs nothing",
    LEDGER,
    '      return event.outcome === "lost" ? lossEntries(order, event, taken) : [];\n',
    "      return [];\n",
  ),
  mutant(
    "dispute-lost-late: what is taken after a dispute was lost costs nothing",
    LEDGER,
    "          ...lossEntries(order, event, lost),\n",
    "",
  ),
  mutant(
    "dispute-regained-late: what comes back after a dispute was lost stays lost",
    LEDGER,
    "          ...lossEntries(order, event, 0 - lost),\n",
    "",
  ),
  mutant(
    "dispute-mixed: what happens to one dispute of a payment happens to all",
    EVOLVE,
    "dispute.key === event.key ? of(dispute) : dispute",
    'dispute.key !== "" ? of(dispute) : dispute',
  ),
  mutant(
    "dispute-refundable: what the payer's bank has can be given back as well",
    COUNTER,
    "(left, { taken }) => minus(left, taken)",
    "(left, { taken }) => minus(left, (taken * 0) as Minor)",
  ),
  mutant(
    "hold-lost-taken: what the rail let go of counts as taken",
    CASHIER,
    '    if (answer?.type === "captured") this.#end(order, { type: "post", ordinal });\n',
    '    if (answer?.type === "captured" || answer?.type === "gone") this.#end(order, { type: "post", ordinal });\n',
  ),
  mutant(
    "hold-lost-unsaid: what the rail let go of is asked for, for ever",
    CASHIER,
    '    this.#end(order, { type: "lose hold", ordinal });\n',
    "",
  ),
  mutant(
    "hold-lost-blocks: what else is due waits until somebody has got what was lost",
    QUESTION,
    "order.isPosting && !order.isHoldLost) return",
    "order.isPosting) return",
  ),
  mutant(
    "hold-lost-refunds: money that never came is given back",
    COUNTER,
    "  order.isHoldLost\n    ? ZERO",
    "  order.isHoldLost && !order.isPosting\n    ? ZERO",
  ),
  mutant(
    "hold-lost-pending: a refund of what was lost stays on its way",
    PAYMENT,
    '    .filter(({ status }) => status === "pending")\n    .map(({ key }) => ({ type: "refundFailed"',
    '    .filter(({ status }) => status === "done")\n    .map(({ key }) => ({ type: "refundFailed"',
  ),
  mutant(
    "hold-lost-credited: a wallet is credited with what was lost",
    QUESTION,
    '  if (isTaken && order.isOwed) return "credit";',
    '  if (order.status === "paid" && order.isOwed) return "credit";',
  ),
  mutant(
    "hold-found: what a person has got after all stays lost",
    EVOLVE,
    "...(order.isHoldLost && { isHoldLost: false })",
    "...(order.isHoldLost && { isHoldLost: true })",
  ),
];
