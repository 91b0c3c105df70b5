import { type OrderCommand, decide, due } from "./decide.ts";
import type { OrderRefusal } from "./decision.ts";
import type { Instant } from "./instant.ts";
import { evolve } from "./evolve.ts";
import type { Order, OrderEvent } from "./order.ts";

export interface Step {
  readonly order: Order | null;
  readonly events: readonly OrderEvent[];
  readonly refusal: OrderRefusal | null;
}

/** One turn of an order: first what time has done to it, then what the command does. Time counts even when the command is refused. */
export function step(found: Order | null, command: OrderCommand | null, now: Instant): Step {
  const timed = found ? due(found, now) : [];
  const current = timed.reduce<Order | null>(evolve, found);
  if (!command) return { order: current, events: timed, refusal: null };
  const decision = decide(current, command, now);
  if (!decision.ok) return { order: current, events: timed, refusal: decision.reason };
  const order = decision.value.reduce<Order | null>(evolve, current);
  return { order, events: [...timed, ...decision.value], refusal: null };
}
