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
    115,
  ),
  mutant(
    "dispute-again: each telling takes the money once more",
    REPORT,
    "const more = { amount: above(taken, had), fee: above(fee, paid) };",
    "const more = { amount: taken, fee };",
    12,
  ),
  mutant(
    "dispute-free: a dispute that is lost costs nothing",
    LEDGER,
    '      return event.outcome === "lost" ? lossEntries(order, event, taken) : [];\n',
    "      return [];\n",
    12,
  ),
  mutant(
    "dispute-regained-late: what comes back after a dispute was lost stays lost",
    LEDGER,
    "          ...lossEntries(order, event, 0 - lost),\n",
    "",
    115,
  ),
  mutant(
    "dispute-mixed: what happens to one dispute of a payment happens to all",
    EVOLVE,
    "dispute.key === event.key ? of(dispute) : dispute",
    'dispute.key !== "" ? of(dispute) : dispute',
    726,
  ),
  mutant(
    "hold-lost-taken: what the rail let go of counts as taken",
    CASHIER,
    '    if (answer?.type === "captured") this.#end(order, { type: "post", ordinal });\n',
    '    if (answer?.type === "captured" || answer?.type === "gone") this.#end(order, { type: "post", ordinal });\n',
    19,
  ),
  mutant(
    "hold-lost-unsaid: what the rail let go of is asked for, for ever",
    CASHIER,
    '    this.#end(order, { type: "lose hold", ordinal });\n',
    "",
    19,
  ),
  mutant(
    "hold-lost-refunds: money that never came is given back",
    COUNTER,
    "  order.isHoldLost\n    ? ZERO",
    "  order.isHoldLost && !order.isPosting\n    ? ZERO",
    85,
  ),
  mutant(
    "hold-lost-pending: a refund of what was lost stays on its way",
    PAYMENT,
    '    .filter(({ status }) => status === "pending")\n    .map(({ key }) => ({ type: "refundFailed"',
    '    .filter(({ status }) => status === "done")\n    .map(({ key }) => ({ type: "refundFailed"',
    664,
  ),
  mutant(
    "hold-lost-credited: a wallet is credited with what was lost",
    QUESTION,
    '  if (isTaken && order.isOwed) return "credit";',
    '  if (order.status === "paid" && order.isOwed) return "credit";',
    156,
  ),
  mutant(
    "hold-found: what a person has got after all stays lost",
    EVOLVE,
    "...(order.isHoldLost && { isHoldLost: false })",
    "...(order.isHoldLost && { isHoldLost: true })",
    85,
  ),
];
