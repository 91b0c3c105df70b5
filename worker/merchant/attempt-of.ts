import type { Order } from "../domain/order.ts";
import { type RailAttempt, referenceOf } from "../rails/rail.ts";

/** An attempt as its rail knows it, also one that the order has moved on from. `told` is what the rail called it just now. */
export function attemptOf(
  merchant: string,
  order: Order,
  ordinal: number,
  told: string | null = null,
): RailAttempt {
  const { number, amount, placedAt } = order.terms;
  const own = "attempt" in order && order.attempt.ordinal === ordinal ? order.attempt : null;
  const stray = order.past.strays.find((other) => other.ordinal === ordinal);
  const remote = own?.remote ?? stray?.remote ?? told;
  return {
    reference: referenceOf(merchant, number, ordinal),
    amount,
    at: own?.at ?? placedAt,
    ...(own?.hold && { hold: own.hold }),
    ...(remote && { remote }),
  };
}
