import { type Minor, ZERO, minus } from "./money.ts";
import type { Dispute, Stray } from "./order.ts";

/** What a bank has taken of it for good. */
const lostOf = (disputes: readonly Dispute[] = []): number =>
  disputes.reduce((sum, { status, taken }) => (status === "lost" ? sum + taken : sum), 0);

/**
 * What of the money the merchant still has and owes: not what went back, nor what the payer's bank has taken for good, save
 * for what it had taken less by then.
 */
export function owedOf({ amount, returned, disputes }: Stray, less = 0): Minor {
  const lost = lostOf(disputes) - less;
  return returned || lost >= amount.minor ? ZERO : minus(amount.minor, lost as Minor);
}

/** Whether it is to be sent back. While the bank has it for a dispute that is not decided, the payer would have it twice. */
export const isToReturn = (stray: Stray): boolean =>
  owedOf(stray) > 0 && !stray.disputes?.some(({ status, taken }) => status === "open" && taken > 0);
