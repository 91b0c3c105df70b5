import type { Exponent } from "../../worker/domain/currency.ts";
import { decimalText, isPayable } from "../../worker/domain/money.ts";
import { type Draft, draftTotal, withEntryAsLine } from "../state/draft.ts";
import type { Bill } from "./grammar/heard.ts";

/** The draft as a bill that speech can correct; nothing while there is nothing to charge. */
export function billOf(draft: Draft, exponent: Exponent, unnamed: string): Bill | undefined {
  const amount = draftTotal(draft, exponent);
  if (!isPayable(amount)) return undefined;
  if (draft.lines.length === 0) return { amount, lines: [] };
  const whole = withEntryAsLine(draft, exponent, unnamed);
  return whole.ok ? { amount, lines: whole.value.lines } : undefined;
}

interface HowToDraft {
  readonly amends: boolean;
  readonly exponent: Exponent;
  /** A name of the catalogue: it was listed by a hand once. */
  readonly isKnown: (name: string) => boolean;
}

/**
 * The draft with what was heard. An amount takes the place of the amount, lines join the lines, as they would from
 * a hand; what amends the bill takes the place of all of it. The note stays.
 */
export function heardDraft(draft: Draft, { amount, lines }: Bill, how: HowToDraft): Draft {
  const { amends, exponent, isKnown } = how;
  const before = amends ? { ...draft, entry: "", lines: [] } : draft;
  if (lines.length === 0) return { ...before, entry: decimalText(amount, exponent) };
  const heard = lines.map(({ name }) => name).filter((name) => !isKnown(name));
  const spoken = [...new Set([...(draft.spoken ?? []), ...heard])];
  return { ...before, lines: [...before.lines, ...lines], spoken };
}
