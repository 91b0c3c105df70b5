import type { Operation } from "./history.ts";
import { NO_ORDER, type SpecOrder, after, happenings } from "./order-spec.ts";

/** A search that has gone this far is given up; so far none has. */
const MAX_STEPS = 200_000;

/**
 * Whether there is one order of events, in which each operation happens at an instant between its call and its answer,
 * that explains every answer (Wing and Gong 1993, with Lowe's memory of where it has been). Null when it cannot tell.
 */
export function isLinearizable(operations: readonly Operation[]): boolean | null {
  const known = operations.filter(({ answeredAt }) => answeredAt !== Infinity).length;
  const been = new Set<string>();
  const done: boolean[] = operations.map(() => false);
  let steps = 0;

  const search = (order: SpecOrder, left: number): boolean => {
    if (left === 0) return true;
    const here = `${done.map(Number).join("")} ${textOf(order)}`;
    if (been.has(here)) return false;
    been.add(here);
    steps += 1;
    if (steps > MAX_STEPS) return false;
    // Whatever was answered before another was asked came first.
    const deadline = Math.min(
      ...operations.flatMap(({ answeredAt }, i) => (done[i] ? [] : [answeredAt])),
    );
    for (const [i, operation] of operations.entries()) {
      if (done[i] || operation.invokedAt > deadline) continue;
      const next = after(order, operation);
      if (!next) continue;
      done[i] = true;
      if (search(next, operation.answeredAt === Infinity ? left : left - 1)) return true;
      done[i] = false;
    }
    return happenings(order).some((next) => search(next, left));
  };

  const found = search(NO_ORDER, known);
  return steps > MAX_STEPS ? null : found;
}

const textOf = ({
  status,
  holder,
  ended,
  instruction,
  declined,
  isCancelling,
  refunds,
  failedRefunds,
}: SpecOrder): string =>
  [status, holder, ended, instruction, declined, isCancelling, refunds, failedRefunds].join("|");
