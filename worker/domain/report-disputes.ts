import { ALREADY, type Decision } from "./decision.ts";
import type { Instant } from "./instant.ts";
import { type Minor, ZERO, minus } from "./money.ts";
import type { Dispute, Order, OrderEvent } from "./order.ts";
import { ok } from "./result.ts";

/** A dispute as a rail tells of it. */
export interface ReportedDispute {
  /** What the rail calls it. */
  readonly remote: string;
  readonly amount: Minor;
  readonly status: Dispute["status"];
  /** What the rail has taken for it so far and not given back, and its fee, as far as it says so in the order's currency. */
  readonly taken: Minor;
  readonly fee: Minor;
}

/**
 * Brings the disputes that a rail knows of an attempt's money into the order, which stays as it is whatever comes of them. The
 * whole list comes at once, so the outcome is the same however often and in whatever order it is told. What is closed stays as
 * it was closed.
 */
export function reportDisputes(
  order: Order,
  ordinal: number,
  reported: readonly ReportedDispute[],
  now: Instant,
): Decision {
  const own = order.status === "paid" && order.attempt.ordinal === ordinal ? order : undefined;
  const subject = own ?? order.past.strays.find((stray) => stray.ordinal === ordinal);
  if (!subject) return ALREADY;
  const disputes = subject.disputes ?? [];
  const of = own ? {} : { ordinal };
  return ok(
    reported.flatMap(({ remote: key, amount, status, taken, fee }): OrderEvent[] => {
      const known = disputes.find((dispute) => dispute.key === key);
      const [had, paid] = [known?.taken ?? ZERO, known?.fee ?? ZERO];
      const isOpen = (known?.status ?? "open") === "open";
      const more = { amount: above(taken, had), fee: above(fee, paid) };
      const less = { amount: above(had, taken), fee: above(paid, fee) };
      return [
        ...(known ? [] : [{ type: "disputed", key, ...of, amount, at: now } as const]),
        ...(isSome(more) ? [{ type: "disputeTaken", key, ...of, ...more } as const] : []),
        ...(isSome(less) ? [{ type: "disputeReturned", key, ...of, ...less } as const] : []),
        ...(isOpen && status !== "open"
          ? [{ type: "disputeClosed", key, ...of, outcome: status } as const]
          : []),
      ];
    }),
  );
}

const above = (value: Minor, other: Minor): Minor => (value > other ? minus(value, other) : ZERO);
const isSome = ({ amount, fee }: { amount: Minor; fee: Minor }): boolean => amount > 0 || fee > 0;
