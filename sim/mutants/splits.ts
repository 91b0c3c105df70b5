import { type Mutant, mutant } from "./mutant.ts";

const SPLIT = "worker/domain/split.ts";
const ORDERS = "worker/merchant/order-desk.ts";
const COUNTER = "worker/domain/decide-counter.ts";
const CASHIER = "worker/merchant/cashier.ts";
const EVOLVE = "worker/domain/evolve.ts";
const JOURNAL = "worker/merchant/journal.ts";
const LEDGER = "worker/domain/ledger.ts";

export const SPLIT_MUTANTS: readonly Mutant[] = [
  mutant(
    "part-uncounted: a part that somebody is paying leaves as much of the bill",
    SPLIT,
    "  if (paid + pending + wish.amount > whole)",
    "  if (paid + wish.amount > whole)",
    4,
  ),
  mutant(
    "part-paid-twice: what a part has paid can be asked for again",
    SPLIT,
    "  if (paid + pending + wish.amount > whole)",
    "  if (pending + wish.amount > whole)",
  ),
  mutant(
    "whole-and-parts: a bill that can still be paid is paid in parts as well",
    SPLIT,
    "  if (!isUnpaid || terms.part || terms.kind)",
    "  if (terms.part || terms.kind)",
  ),
  mutant(
    "parts-unkept: which orders are parts of a bill is forgotten",
    JOURNAL,
    '      if (part) this.#write("INSERT INTO parts (bill, number) VALUES (?, ?)", part.of, number);',
    '      if (part && part.index > 1) this.#write("INSERT INTO parts (bill, number) VALUES (?, ?)", part.of, number);',
  ),
  mutant(
    "part-of-another: a bill's parts are looked for at its neighbour",
    ORDERS,
    "this.#shop.journal.partsOf(number)",
    "this.#shop.journal.partsOf((number + 1) as OrderNumber)",
  ),
];

export const TOP_UP_MUTANTS: readonly Mutant[] = [
  mutant(
    "top-up-twice: each asking names another top-up",
    CASHIER,
    "      reference: `${attempt.reference}.top-up`,",
    "      reference: `${attempt.reference}.${this.#counter.now()}.top-up`,",
    54,
  ),
  mutant(
    "top-up-lost: after a crash nobody knows that a wallet is owed",
    JOURNAL,
    '  (order.status === "paid" && order.isPosting) ||',
    '  (order.status === "paid" && order.isPosting && order.terms.kind !== "top-up") ||',
    20,
  ),
  mutant(
    "top-up-assumed: a wallet that does not answer counts as topped up",
    CASHIER,
    '    if (answer?.type === "refunded")\n      this.#end(order, { type: order.isOwed',
    "    if (answer !== null)\n      this.#end(order, { type: order.isOwed",
    20,
  ),
  mutant(
    "top-up-nobody's: cash is taken before a wallet waits for it",
    COUNTER,
    '    return ok([{ type: "paidInCash", attempt, tendered, receipt }]);\n  // Made on',
    '    return ok([{ type: "paidInCash", attempt, tendered, receipt }]);\n  if (order.status === "placed") return ok([{ type: "paidInCash", attempt, tendered, receipt }]);\n  // Made on',
    80,
  ),
  mutant(
    "top-up-astray: cash for a wallet goes to one that nobody named",
    EVOLVE,
    '      return { terms, past, status: "claimed", claim: event.claim };',
    '      return { terms, past, status: "claimed", claim: { ...event.claim, wallet: terms.kind && (`A`.repeat(26) as never) } };',
    24,
  ),
  mutant(
    "top-up-sold: cash for a wallet is booked as the merchant's own",
    LEDGER,
    '      if (order.terms.kind === "top-up")',
    '      if (order.terms.kind === "top-up" && order.past.attempts > 1)',
    20,
  ),
  mutant(
    "top-up-refunded: what is a wallet's is given back over the counter",
    COUNTER,
    '  order.terms.kind === "top-up" ? ZERO : leftOf(order);',
    "  order.terms.kind ? leftOf(order) : leftOf(order);",
    62,
  ),
];
