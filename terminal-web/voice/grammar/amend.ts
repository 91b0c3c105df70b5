import type { Line } from "../../../worker/domain/bill.ts";
import type { Exponent } from "../../../worker/domain/currency.ts";
import type { Minor } from "../../../worker/domain/money.ts";
import { amountOnly, lineFor, linesOnly } from "./bill-lines.ts";
import type { Outcome } from "./bills.ts";
import type { CandidateReason } from "../../state/hearing.ts";
import type { Bill, Candidate } from "./heard.ts";
import type { Entries } from "./entries.ts";

/** hesitate: both stay to choose from. replace: the old one goes. */
export type Mending = "hesitate" | "replace";

/** One stretch of speech between second thoughts. */
export interface Stretch {
  entries: Entries;
  outcome: Outcome;
}

/** What was said before the second thought. */
export interface Before {
  candidates: readonly Candidate[];
  /** The last line's price was spoken, not looked up: a lone number is more likely to be a price. */
  isPriceSpoken: boolean;
}

/** What the bill may be after a second thought, best first. */
export function amended(
  before: Before,
  next: Stretch,
  mending: Mending,
  exponent: Exponent,
): Candidate[] {
  const [best] = before.candidates;
  const { entries, outcome } = next;
  if (best === undefined) return [...outcome.candidates];
  const first: Candidate[] = mending === "hesitate" ? [{ ...best, reason: "first" }] : [];

  if (entries.lines.length > 0 && outcome.candidates.length > 0) {
    // A lone number before a named thing was the quantity that is being corrected.
    if (best.lines.length === 0) return [...outcome.candidates];
    return [...withLines(best, outcome.candidates, mending), ...first];
  }
  const [count] = entries.counts;
  if (count !== undefined && entries.loose.length === 0)
    return [...withQuantity(best, count), ...first];
  if (outcome.candidates.length === 0) return [...before.candidates];

  const [only] = entries.loose;
  if (only === undefined || entries.loose.length > 1)
    return [...corrected(outcome.candidates), ...first];
  if (best.lines.length > 0) return [...onLastLine(before, best, entries), ...first];
  const cents = withCents(best, only.number.cents, exponent);
  if (only.number.isMoney) return [...cents, ...corrected(outcome.candidates), ...first];
  return [...corrected(outcome.candidates), ...(mending === "hesitate" ? cents : []), ...first];
}

function corrected(candidates: readonly Candidate[]): Candidate[] {
  return candidates.map((candidate, index) =>
    index === 0 ? { ...candidate, reason: "corrected" } : candidate,
  );
}

/** Corrected lines take the place of their namesakes, or of the line said last. */
function withLines(best: Bill, candidates: readonly Candidate[], mending: Mending): Candidate[] {
  const merged = candidates.map(({ lines }) =>
    linesOnly(mergedLines(best.lines, lines), "corrected"),
  );
  const names = new Set(best.lines.map(({ name }) => name));
  const hasNamesake = candidates.some(({ lines }) => lines.some(({ name }) => names.has(name)));
  return mending === "replace" || hasNamesake ? merged : [...merged, ...candidates.slice(0, 1)];
}

function mergedLines(before: readonly Line[], after: readonly Line[]): Line[] {
  const byName = new Map(after.map((line) => [line.name, line]));
  const names = new Set(before.map(({ name }) => name));
  const fresh = after.filter(({ name }) => !names.has(name));
  const kept = before.map((line) => byName.get(line.name) ?? line);
  return fresh.length === after.length ? [...kept.slice(0, -1), ...fresh] : [...kept, ...fresh];
}

function withQuantity(best: Bill, count: number): Candidate[] {
  const last = best.lines.at(-1);
  if (last === undefined) return [];
  return [
    relined(best, lineFor(last.name, { count, isForAll: false }, last.unitPrice), "quantity"),
  ];
}

/** A lone number after lines: the last line's price, its quantity, or the amount of it all. */
function onLastLine(before: Before, best: Bill, entries: Entries): Candidate[] {
  const last = best.lines.at(-1);
  const number = entries.loose[0]?.number;
  const minor = number?.price[0]?.minor;
  if (last === undefined || number === undefined || minor === undefined) return [];
  const price = relined(best, { ...last, unitPrice: minor as Minor }, "price");
  const total = amountOnly(minor, "total");
  if (number.count === undefined || number.isMoney) return [price, total];
  const quantity = withQuantity(best, number.count);
  return before.isPriceSpoken ? [price, ...quantity, total] : [...quantity, price, total];
}

function relined(best: Bill, line: Line, reason: CandidateReason): Candidate {
  return linesOnly([...best.lines.slice(0, -1), line], reason);
}

/** Only the cents are corrected, if there were any. */
function withCents(best: Bill, cents: number | undefined, exponent: Exponent): Candidate[] {
  const unit = 10 ** exponent;
  if (cents === undefined || best.amount < unit || best.amount % unit === 0) return [];
  return [amountOnly(best.amount - (best.amount % unit) + cents, "corrected-cents")];
}
