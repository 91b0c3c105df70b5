import type { OrderView } from "../../worker/contract/order.ts";
import { backoffMs } from "./backoff.ts";
import { LEAST_LIFE_MS } from "./charge.ts";
import { codeAt } from "./code-windows.ts";
import { forgetWithdrawal, hearOrder } from "./hear-order.ts";
import { findOrder } from "./known-orders.ts";
import { type Failure, type Outcome, type Task, only } from "./message.ts";
import { type Sale, chargeOf, isFinalView, isOver } from "./sale.ts";
import { type OpenTill, serverNow, windowsOf } from "./till.ts";
import { draftOf, exponentOfTill } from "./update-draft.ts";
import { wantWindows } from "./windows-in-hand.ts";

/** How long after its time an order that was never heard of may still turn up at the server. */
const STRAGGLER_MS = 60_000;

export function hearPlaced(
  till: OpenTill,
  message: { readonly view: OrderView; readonly isNew: boolean; readonly asOf: number },
  now: number,
): Outcome<OpenTill> {
  const { sale } = till;
  const isFirstTry = sale?.status === "sending" && sale.attempts === 0;
  // The same bill under the same number, and not from us: another device has this credential, and that sale is its own.
  if (isFirstTry && sale.charge.number === message.view.number && !message.isNew) {
    return renumber(till, now);
  }
  return hearOrder(till, message.view, message.asOf, now);
}

export function hearPlaceFailed(
  till: OpenTill,
  number: string,
  failure: Failure,
  chance: number,
  now: number,
): Outcome<OpenTill> {
  const { sale } = till;
  if (sale?.status !== "sending" || sale.charge.number !== number) return only(till);
  if (failure.type === "refused" && !failure.isRetryable) {
    if (failure.problem === "order-number-reused") return renumber(till, now);
    const refused: Sale = { status: "refused", charge: sale.charge, problem: failure.problem };
    return only({ ...till, sale: refused });
  }
  const retryAt = now + backoffMs(sale.attempts, chance);
  const mayHaveArrived = sale.mayHaveArrived || (failure.type === "unreachable" && failure.hasLeft);
  return only({
    ...till,
    sale: { ...sale, attempts: sale.attempts + 1, retryAt, mayHaveArrived },
  });
}

/** The number is taken: the same bill goes on under the next free one, which the server knows. */
function renumber(till: OpenTill, now: number): Outcome<OpenTill> {
  if (till.sale?.status !== "sending") return only(till);
  const { charge } = till.sale;
  const code = codeAt(windowsOf(till, charge.number), serverNow(till, now));
  const isRenumbered = till.sale.isRenumbered || code.status === "ready";
  return {
    till: { ...till, sale: { status: "renumbering", charge, retryAt: null, isRenumbered } },
    tasks: [{ type: "ask-terminal", asOf: till.cursor }],
  };
}

/** The merchant wants out. Where a customer may be paying, only a second, sure wish counts. */
export function cancel(till: OpenTill, isSure: boolean, now: number): Outcome<OpenTill> {
  const { sale } = till;
  switch (sale?.status) {
    case "sending": {
      // A try that is under way may still arrive, so the server has to be told.
      const isCertain = sale.retryAt !== null && !sale.mayHaveArrived;
      const giveUp: Task = { type: "give-up-placing", number: sale.charge.number };
      const taken = takeBack(till, { status: "withdrawn", charge: sale.charge, isCertain }, now);
      return { till: taken.till, tasks: [giveUp, ...taken.tasks] };
    }
    case "renumbering":
      return only({
        ...till,
        sale: { status: "withdrawn", charge: sale.charge, isCertain: true },
      });
    case "standing": {
      if (isFinalView(sale.view) || sale.view.cancelling || sale.cancel === "asking")
        return only(till);
      if (sale.view.status !== "placed" && !isSure) return only({ ...till, isStopAsked: true });
      return {
        till: { ...till, sale: { ...sale, cancel: "asking" }, isStopAsked: false },
        tasks: [{ type: "cancel", number: sale.charge.number, asOf: till.cursor ?? 0 }],
      };
    }
    default:
      return only(till);
  }
}

/** Ends a sale here; unless it is certain that the server never had it, it is cancelled there too. */
export function takeBack(
  till: OpenTill,
  sale: Extract<Sale, { status: "withdrawn" | "unsent" }>,
  now: number,
): Outcome<OpenTill> {
  if (sale.isCertain) return only({ ...till, sale });
  const { number, expiresAt } = sale.charge;
  const until = now + Math.max(0, expiresAt - serverNow(till, now)) + STRAGGLER_MS;
  const withdrawals = [...till.withdrawals, { number, retryAt: Number.POSITIVE_INFINITY, until }];
  return {
    till: { ...till, sale, withdrawals },
    tasks: [{ type: "cancel", number, asOf: till.cursor ?? 0 }],
  };
}

export function hearCancelAnswered(
  till: OpenTill,
  view: OrderView,
  asOf: number,
  now: number,
): Outcome<OpenTill> {
  const heard = hearOrder(till, view, asOf, now).till;
  const known = forgetWithdrawal(heard, view.number);
  const { sale } = known;
  // The server has the wish now; what comes of it, it will say.
  if (sale?.status !== "standing" || sale.charge.number !== view.number) return only(known);
  return only({ ...known, sale: { ...sale, cancel: "unwanted" } });
}

export function hearCancelFailed(
  till: OpenTill,
  number: string,
  failure: Failure,
  chance: number,
  now: number,
): Outcome<OpenTill> {
  const isSettled = failure.type === "refused" && !failure.isRetryable;
  const isUnheardOf = failure.type === "refused" && failure.problem === "order-not-found";
  const retryAt = now + backoffMs(3, chance);
  const withdrawals = till.withdrawals.flatMap((withdrawal) => {
    if (withdrawal.number !== number) return [withdrawal];
    // Unheard of is what it should be; it stays listed, in case it turns up after all.
    if (isUnheardOf) return [{ ...withdrawal, retryAt: Number.POSITIVE_INFINITY }];
    return isSettled ? [] : [{ ...withdrawal, retryAt }];
  });
  const ask: Task = { type: "ask", number, asOf: till.cursor ?? 0 };
  const tasks = isSettled && !isUnheardOf ? [ask] : [];
  const sale = till.sale?.charge.number === number ? till.sale : null;
  if (sale?.status === "withdrawn" || sale?.status === "unsent") {
    return { till: { ...till, withdrawals, sale: { ...sale, isCertain: isUnheardOf } }, tasks };
  }
  if (sale?.status === "standing" && sale.cancel === "asking") {
    const wish = isSettled ? ("unwanted" as const) : { retryAt };
    return { till: { ...till, withdrawals, sale: { ...sale, cancel: wish } }, tasks };
  }
  return { till: { ...till, withdrawals }, tasks };
}

/** Back to the keypad. A sale that the server does not surely know cannot be left, only cancelled. */
export function leave(till: OpenTill): OpenTill {
  const { sale } = till;
  if (!sale || sale.status === "sending" || sale.status === "renumbering") return till;
  const { part } = sale.charge;
  const screen = part ? ({ name: "split", number: part.of } as const) : ({ name: "till" } as const);
  return { ...till, sale: null, isStopAsked: false, screen, hint: null };
}

/** {@link leave}, and what was left unfinished leaves the customer's display too. */
export function leaveUnfinished(till: OpenTill): Outcome<OpenTill> {
  const { sale } = till;
  const isUnfinished = sale?.status === "standing" && !isFinalView(sale.view);
  return { till: leave(till), tasks: isUnfinished ? [{ type: "display", number: null }] : [] };
}

export function again(till: OpenTill): OpenTill {
  const { sale } = till;
  if (!sale || !isOver(sale) || sale.charge.part) return till;
  return { ...leave(till), draft: draftOf(sale.charge, exponentOfTill(till)) };
}

/** Brings a live order of the list back to the screen, with its code. */
export function resume(till: OpenTill, number: string, now: number): Outcome<OpenTill> {
  const view = findOrder(till.known, number);
  if (!view || isFinalView(view) || (till.sale && !isOver(till.sale))) return only(till);
  const asOf = till.cursor ?? 0;
  const sale: Sale = {
    status: "standing",
    charge: chargeOf(view),
    view,
    cursor: asOf,
    cancel: "unwanted",
    endedAt: null,
    isRenumbered: false,
  };
  const shown = wantWindows(
    { ...till, sale, screen: { name: "till" } },
    number,
    sale.charge.expiresAt,
    now,
  );
  const tasks: Task[] = [
    { type: "ask", number, asOf },
    { type: "display", number },
  ];
  return { till: shown.till, tasks: [...tasks, ...shown.tasks] };
}

/** True when there is too little time left to send the order at all. */
export function isTooLateToSend(sale: Sale, serverMs: number): boolean {
  return serverMs > sale.charge.expiresAt - LEAST_LIFE_MS;
}
