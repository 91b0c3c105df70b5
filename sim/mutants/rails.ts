import { type Mutant, mutant } from "./mutant.ts";

const CASHIER = "worker/merchant/cashier.ts";
const QUESTION = "worker/merchant/question.ts";
const RAIL = "worker/rails/rail.ts";

export const RAIL_MUTANTS: readonly Mutant[] = [
  mutant(
    "random-attempt: each asking names another attempt to the rail",
    RAIL,
    "  `${merchant}.${orderNumberText(number)}.${ordinal}`;",
    "  `${merchant}.${orderNumberText(number)}.${ordinal + Math.floor(Math.random() * 9)}`;",
    5,
  ),
  mutant(
    "one-attempt: every attempt of an order has the same name",
    RAIL,
    "  `${merchant}.${orderNumberText(number)}.${ordinal}`;",
    "  `${merchant}.${orderNumberText(number)}.1`;",
    12,
  ),
  mutant(
    "instruct-again: what was not answered is instructed anew under another name",
    CASHIER,
    'return this.#ask(order as Paying, "look up", (rail, attempt) => rail.lookUp(attempt));',
    'return this.#ask(order as Paying, "look up", (rail, attempt) => rail.instruct({ ...attempt, reference: `${attempt.reference}9` }));',
    4,
  ),
  mutant(
    "refund-waits-for-ever: no patience but for payments",
    CASHIER,
    "    const answer = await this.#patiently(put(rail));\n    this.#asking.delete(asking);\n    if (answer",
    "    const answer = await put(rail);\n    this.#asking.delete(asking);\n    if (answer",
    19,
  ),
  mutant(
    "payment-waits-for-ever: no patience with payments",
    CASHIER,
    "    const answer = await this.#patiently(put(rail, attempt));",
    "    const answer = await put(rail, attempt);",
  ),
  mutant(
    "asks-once: an answer that never came is never asked for again",
    CASHIER,
    "    this.#asking.delete(asking);\n    this.#take(",
    "    this.#take(",
    10,
  ),
  mutant(
    "own-for-ever: an instruction of the life before is waited for",
    CASHIER,
    "return attempt.at > this.#bornAt && this.#counter.now() < later(attempt.at, PATIENCE_MS);",
    "return attempt.at >= this.#bornAt;",
    251,
  ),
  mutant(
    "posts-never: held money is not taken",
    QUESTION,
    '  if (order.status === "paid" && order.isPosting && !order.isHoldLost) return "post";',
    "",
    11,
  ),
  mutant(
    "posted-unasked: called taken before the rail has said so",
    CASHIER,
    '    if (answer?.type === "captured") this.#end(order, { type: "post", ordinal });',
    '    this.#end(order, { type: "post", ordinal });',
    19,
  ),
  mutant(
    "voided-means-paid: an attempt that was undone pays",
    CASHIER,
    '        return { type: "void", ordinal };',
    '        return { type: "capture", ordinal, rail, amount: { minor: 1, currency: "EUR" } as Money, receipt: this.#counter.newSecret(), isHeld: false };',
  ),
  mutant(
    "notices-ignored: what a rail says unasked is not heard",
    CASHIER,
    "    if (named) this.#take(named.number, named.ordinal, rail, answer);",
    "    if (!named) this.#take(0 as OrderNumber, 0, rail, answer);",
    12,
  ),
];
