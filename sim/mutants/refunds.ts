import { type Mutant, mutant } from "./mutant.ts";

const COUNTER = "worker/domain/decide-counter.ts";
const EVOLVE = "worker/domain/evolve.ts";
const CASHIER = "worker/merchant/cashier.ts";
const QUESTION = "worker/merchant/question.ts";

export const REFUND_MUTANTS: readonly Mutant[] = [
  mutant(
    "refund-pending: what is on its way does not count",
    COUNTER,
    '    .filter(({ status }) => status !== "failed")',
    '    .filter(({ status }) => status === "done")',
    39,
  ),
  mutant(
    "refund-unlimited: more than was paid",
    COUNTER,
    '  if (amount > left) return refuse("refund-exceeds-captured");',
    "",
  ),
  mutant(
    "refund-nodedupe: the same refund again is another",
    COUNTER,
    "  const known = order.refunds.find((other) => other.key === key);",
    "  const known = order.refunds.find((other) => other.key === `${key}?`);",
  ),
  mutant(
    "refund-unasked: recorded as done before the rail has said so",
    COUNTER,
    'order.attempt.rail === "cash" ? [requested',
    'order.attempt.rail !== "" ? [requested',
    5,
  ),
  mutant(
    "refund-failure-kept: a refund that failed still counts as on its way",
    EVOLVE,
    'event.type === "refunded" ? "done" : "failed"',
    'event.type === "refunded" ? "done" : "pending"',
    18,
  ),
  mutant(
    "random-refund: each asking names another refund to the rail",
    CASHIER,
    "      reference: `${attempt.reference}.${what.name}`,",
    "      reference: `${attempt.reference}.${what.name}.${this.#counter.now()}`,",
    5,
  ),
  mutant(
    "refund-unheard: a refund that failed is asked for for ever",
    CASHIER,
    '    if (answer?.type === "failed") this.#end(order, { type: "fail refund", key: refund.key });',
    "",
    18,
  ),
  mutant(
    "stray-kept: money that came where it did not belong stays",
    QUESTION,
    '  if (order.past.strays.some(isToReturn)) return "send back";',
    "",
    12,
  ),
  mutant(
    "stray-lost-owed: what the payer's bank has for good is owed all the same",
    "worker/domain/ledger.ts",
    "const owedLess = stray && !stray.isHeld ? owedOf(stray, change) - owedOf(stray) : 0;",
    "const owedLess = stray ? 0 : 0;",
    576,
  ),
  mutant(
    "stray-unasked: called returned before the rail has said so",
    CASHIER,
    '    if (answer === null || "askAgainMs" in answer) return;\n    if (answer.type === "refunded" || answer.type === "voided")\n      return this',
    "    return this",
    18,
  ),
  mutant(
    "refund-limit-each: many small refunds are a way around the limit",
    "worker/domain/decide-counter.ts",
    "  if (limit !== null && given + amount > limit)",
    "  if (limit !== null && amount > limit)",
    474,
  ),
];
