import type { Operation } from "./history.ts";
import { NO_ORDER, type SpecOrder, after, happenings } from "./order-spec.ts";

/** A search that has been at so many moments is given up, and its run does not count as good; few need two hundred. */
const MAX_MOMENTS = 200_000;

/** An order as it may have been, and what of the operations had happened by then. */
interface Moment {
  readonly order: SpecOrder;
  readonly done: readonly boolean[];
  /** How many answers are still to be explained. */
  readonly left: number;
}

/**
 * Whether there is one order of events, in which each operation happens at an instant between its call and its answer,
 * that explains every answer (Wing and Gong 1993, with Lowe's memory of where it has been). Explanations that suppose
 * little that nobody was told of come first: there is nearly always one. Null when it cannot tell.
 */
export function isLinearizable(operations: readonly Operation[]): boolean | null {
  const been = new Set<string>();
  const start: Moment = {
    order: NO_ORDER,
    done: operations.map(() => false),
    left: operations.filter(isAnswered).length,
  };
  /** By how much each supposes. */
  const ahead: Moment[][] = [[start]];
  for (let supposed = 0; supposed < ahead.length; supposed++) {
    const moments = ahead[supposed] ?? [];
    const later: Moment[] = [];
    for (let moment = moments.pop(); moment; moment = moments.pop()) {
      if (moment.left === 0) return true;
      const here = textOf(moment);
      if (been.has(here)) continue;
      been.add(here);
      if (been.size > MAX_MOMENTS) return null;
      const { told, untold } = follow(operations, moment);
      moments.push(...told);
      later.push(...untold);
    }
    if (later.length > 0) ahead.push(later);
  }
  return false;
}

/** Where it can go on from here: by what was answered, and by what happened untold or unanswered. */
function follow(
  operations: readonly Operation[],
  { order, done, left }: Moment,
): { told: Moment[]; untold: Moment[] } {
  // Whatever was answered before another was asked came first.
  let deadline = Infinity;
  for (const [i, { answeredAt }] of operations.entries())
    if (!done[i] && answeredAt < deadline) deadline = answeredAt;

  const told: Moment[] = [];
  const untold = happenings(order).map((next) => ({ order: next, done, left }));
  for (const [i, operation] of operations.entries()) {
    if (done[i] || operation.invokedAt > deadline) continue;
    const next = after(order, operation);
    if (!next) continue;
    const doneNow = done.with(i, true);
    if (isAnswered(operation)) {
      const moment = { order: next, done: doneNow, left: left - 1 };
      // What changes nothing may as well happen now: wherever else it was, it could be moved here.
      if (next === order) return { told: [moment], untold: [] };
      told.push(moment);
    } else if (next !== order) {
      untold.push({ order: next, done: doneNow, left });
    }
  }
  return { told, untold };
}

const isAnswered = ({ answeredAt }: Operation): boolean => answeredAt !== Infinity;

function textOf({ order, done }: Moment): string {
  const { status, holder, ended, instruction, declined, isCancelling, refunds, failedRefunds } =
    order;
  const happened = done.map(Number).join("");
  return [
    happened,
    status,
    holder,
    ended,
    instruction,
    declined,
    isCancelling,
    refunds,
    failedRefunds,
  ].join("|");
}
