import { MAX_LINES } from "../../../worker/domain/bill.ts";
import { amountOnly, lineFor, linesOnly, distinct } from "./bill-lines.ts";
import { firm } from "./doubts.ts";
import type { Entries, LooseEntry } from "./entries.ts";
import { type Candidate, isWithinLimits } from "./heard.ts";
import { lineCandidates, runningTotal } from "./line-bills.ts";
import type { LineEntry } from "./lines.ts";
import { looseCandidates } from "./loose.ts";
import type { Reading, Span } from "./piece.ts";

/** What a stretch of speech may come to: candidates best first, and what found no price. */
export interface Outcome {
  candidates: readonly Candidate[];
  unpriced: readonly Span[];
  failure: "out-of-range" | "too-many-lines" | undefined;
}

interface Said {
  priced: readonly LineEntry[];
  unpriced: readonly LineEntry[];
  loose: readonly LooseEntry[];
}

/** Adds up what was said, once for every way to read it. */
export function billsOf(entries: Entries): Outcome {
  const running = runningTotal(entries.lines);
  const lines = running?.lines ?? entries.lines;
  const said: Said = {
    priced: lines.filter(({ options }) => options.length > 0),
    unpriced: lines.filter(({ options }) => options.length === 0),
    loose: entries.loose,
  };
  if (said.priced.length > MAX_LINES) {
    return { candidates: [], unpriced: [], failure: "too-many-lines" };
  }
  const totals = entries.totals.at(-1)?.bare ?? running?.total;
  const completed = totals && withRemainder(totals, said);
  const found = completed ?? (totals === undefined ? added(said) : totalled(totals, said));
  const candidates = distinct(found.filter(isWithinLimits));
  const unpriced = completed === undefined ? said.unpriced : [];
  return {
    candidates,
    unpriced: unpriced.map(({ from, to }) => ({ from, to })),
    failure: candidates.length === 0 && found.length > 0 ? "out-of-range" : undefined,
  };
}

/** Without a total: the lines, the amounts, or both together. */
function added({ priced, loose }: Said): Candidate[] {
  if (priced.length === 0) return looseCandidates(loose);
  const bills = lineCandidates(priced);
  if (loose.length === 0) return bills;
  const amounts = looseCandidates(loose);
  const confirmed = bills.filter((bill) => amounts.some(({ amount }) => amount === bill.amount));
  if (confirmed.length > 0) return confirmed;
  return bills.flatMap((bill) =>
    amounts.map(({ amount }) => amountOnly(bill.amount + amount, "sum")),
  );
}

/** The total prices the one thing that has no price. */
function withRemainder(totals: readonly Reading[], said: Said): Candidate[] | undefined {
  const [only, ...others] = said.unpriced;
  if (only === undefined || others.length > 0 || said.loose.length > 0) return undefined;
  const rest = lineCandidates(said.priced)[0];
  const candidates = totals.flatMap(({ minor, reason }): Candidate[] => {
    const remainder = minor - (rest?.amount ?? 0);
    if (remainder <= 0 || !Number.isSafeInteger(remainder)) return [];
    const last = lineFor(only.name, { count: only.count, isForAll: true }, remainder);
    return [linesOnly([...(rest?.lines ?? []), last], reason)];
  });
  return candidates.length > 0 ? candidates : undefined;
}

/** The total confirms the rest, or competes with it. */
function totalled(totals: readonly Reading[], said: Said): Candidate[] {
  if (said.priced.length === 0 && said.loose.length === 0) {
    return totals.map(({ minor, reason }) => amountOnly(minor, reason));
  }
  const parts = added(said);
  const confirmed = parts.find((bill) => totals.some(({ minor }) => minor === bill.amount));
  if (confirmed !== undefined) return [confirmed];
  const asked = firm(totals).map(({ minor }) => amountOnly(minor, "total"));
  const [best] = parts;
  return best === undefined ? asked : [{ ...best, reason: "lines" }, ...asked];
}
