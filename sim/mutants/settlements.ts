import { type Mutant, mutant } from "./mutant.ts";

const DAY = "worker/merchant/day-end.ts";
const TABLES = "worker/merchant/settlements.ts";
const SHOP = "worker/merchant/shop.ts";
const BATCHES = "worker/domain/settlement.ts";

export const SETTLEMENT_MUTANTS: readonly Mutant[] = [
  mutant(
    "batch-overlaps: an entry is in two closings",
    TABLES,
    "FROM entries WHERE seq > ? AND seq <= ? GROUP BY",
    "FROM entries WHERE seq >= ? AND seq <= ? GROUP BY",
  ),
  mutant(
    "batch-misnamed: money that goes back counts as a sale",
    BATCHES,
    '    case "available":\n',
    '    case "refunding":\n    case "available":\n',
  ),
  mutant(
    "batch-gap: a closing leaves out what it begins with",
    DAY,
    "      after: last.until,\n      until,\n",
    "      after: last.until,\n      until: until - (until - last.until > 3 ? 1 : 0),\n",
  ),
  mutant(
    "day-late: a day that closes by itself takes what is the next day's",
    DAY,
    "      this.#close(this.#settlements.lastBefore(until, end), (end - 1) as Instant, null, now);",
    "      void until;\n      this.#close(this.#settlements.lastEntry(), (end - 1) as Instant, null, now);",
  ),
  mutant(
    "day-twice: asked again, it closes what came since",
    DAY,
    "    const closed = this.#settlements.find(after + 1);\n",
    "    const closed = after < 0 ? this.#settlements.find(after + 1) : null;\n",
    19,
  ),
  mutant("day-unclosed: a day that nobody closes stays open", SHOP, "    this.#closeDue();\n", ""),
];
