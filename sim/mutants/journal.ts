import { type Mutant, mutant } from "./mutant.ts";

const JOURNAL = "worker/merchant/journal.ts";
const SHOP = "worker/merchant/shop.ts";
const LEDGER = "worker/domain/ledger.ts";
const DESK = "worker/merchant/payer-desk.ts";

export const JOURNAL_MUTANTS: readonly Mutant[] = [
  mutant(
    "event-late: the fact is written a turn after the state",
    SHOP,
    "      version = this.journal.record(found?.order ?? null, order, events, now);",
    "      void this.#around.sleep(1).then(() => this.journal.record(found?.order ?? null, order, events, now));",
  ),
  mutant(
    "books-late: the movement is booked a turn after the fact",
    JOURNAL,
    "      this.#book(made, event);\n",
    "      const [late, fact] = [made, event];\n      void new Promise((resolve) => setTimeout(resolve, 0)).then(() => this.#book(late, fact));\n",
  ),
  mutant(
    "state-unsaved: the order stays as it was",
    JOURNAL,
    "    } else if (isOpen(before) === isOpen(order)) {\n      this.#write(",
    '    } else if (isOpen(before) === isOpen(order)) {\n      if (order.status !== "claimed") this.#write(',
  ),
  mutant(
    "open-forgotten: an order with a refund under way is closed",
    JOURNAL,
    '  (order.status === "paid" && order.refunds.some(({ status }) => status === "pending"));',
    "  false;",
    5,
  ),
  mutant(
    "raw-clock: the clock may step behind what has happened",
    JOURNAL,
    "    return monotone(this.#clock(), this.#recorded);",
    "    return instant(this.#clock());",
    4,
  ),
  mutant(
    "seq-gap: a number is used up for a fact that is not kept",
    JOURNAL,
    "    this.#recorded = at;\n    this.#save(before, order);\n",
    '    this.#recorded = at;\n    this.#save(before, order);\n    if (order.status === "cancelled") this.#lastSeq += 1;\n',
  ),
  mutant(
    "decide-across-await: what was read before waiting is written after it",
    DESK,
    "    const first = this.#shop.handle(claim.number, command);",
    `    const read = this.#shop.look(claim.number);
    await this.#shop.atOrder.wait(0 as OrderNumber, 200);
    if (read.ok) this.#shop.journal.record(read.value.order, read.value.order, [], this.#shop.now());
    const first = this.#shop.handle(claim.number, command);`,
  ),
  mutant(
    "refund-unbooked: money goes back and the books do not say so",
    LEDGER,
    '      const credit = event.type === "refunded" ? accountOf(order.attempt.rail) : owner;',
    '      const credit = event.type === "refunded" ? "settled" : owner;',
  ),
  mutant(
    "suspense-skipped: a stray goes to the merchant's own",
    LEDGER,
    '          credit: "suspense",\n',
    '          credit: "available",\n',
    12,
  ),
  mutant(
    "stale-memory: orders are read from memory instead of from the database",
    JOURNAL,
    "  find(number: OrderNumber): Entry | null {\n",
    "  readonly #kept = new Map<OrderNumber, Entry | null>();\n  find(number: OrderNumber): Entry | null {\n    const kept = this.#kept.get(number);\n    if (kept !== undefined && kept !== null) return kept;\n    const read = this.#read(number);\n    this.#kept.set(number, read);\n    return read;\n  }\n\n  #read(number: OrderNumber): Entry | null {\n",
  ),
  mutant(
    "cursor-early: the cursor moves past facts that were not handed out",
    JOURNAL,
    "    const cursor = full ? (rows.at(-1)?.seq ?? until) : Math.max(after, until);",
    "    const cursor = full ? (rows.at(-1)?.seq ?? until) : Math.max(after, until) + (rows.length > 2 ? 1 : 0);",
  ),
];
