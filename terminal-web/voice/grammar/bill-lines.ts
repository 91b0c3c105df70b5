import { type Line, MAX_NAME, totalOf } from "../../../worker/domain/bill.ts";
import type { Minor } from "../../../worker/domain/money.ts";
import type { PlainText } from "../../../worker/domain/plain-text.ts";
import type { CandidateReason } from "../../state/hearing.ts";
import { type Candidate, MAX_CANDIDATES } from "./heard.ts";

/**
 * A bill line from a price for one or for all, in minor units. What cannot be said as whole pieces at a whole price
 * (two and a half kilos; three for ten) becomes one line that carries the quantity in its name.
 */
export function lineFor(
  name: PlainText,
  said: { count: number; isForAll: boolean },
  price: number,
): Line {
  const { count, isForAll } = said;
  if (Number.isInteger(count)) {
    if (!isForAll) return { name, quantity: count, unitPrice: price as Minor };
    if (count > 0 && price % count === 0)
      return { name, quantity: count, unitPrice: (price / count) as Minor };
  }
  const thousandths = Math.round(count * 1000);
  const total = isForAll ? price : Math.round((thousandths * price) / 1000);
  const suffix = ` × ${count}`;
  const kept = [...name].slice(0, MAX_NAME - suffix.length).join("");
  return { name: `${kept}${suffix}` as PlainText, quantity: 1, unitPrice: total as Minor };
}

/** A candidate without lines; the amount is in minor units and not checked yet. */
export function amountOnly(amount: number, reason: CandidateReason): Candidate {
  return { amount: amount as Minor, lines: [], reason };
}

/** A candidate that its lines come to. */
export function linesOnly(lines: readonly Line[], reason: CandidateReason): Candidate {
  return { amount: totalOf(lines) as Minor, lines, reason };
}

/** Candidates without those that ask nothing new: the same bill again, or only its amount. */
export function distinct(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    const isKnown = kept.some(
      ({ amount, lines }) =>
        amount === candidate.amount &&
        (lines.length === 0 || candidate.lines.length === 0 || isSame(lines, candidate.lines)),
    );
    if (!isKnown) kept.push(candidate);
    if (kept.length === MAX_CANDIDATES) break;
  }
  return kept;
}

function isSame(some: readonly Line[], others: readonly Line[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ name, quantity, unitPrice }, index) => {
      const other = others[index];
      return name === other?.name && quantity === other.quantity && unitPrice === other.unitPrice;
    })
  );
}
