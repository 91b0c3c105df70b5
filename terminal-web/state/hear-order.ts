import type { OrderView } from "../../worker/contract/order.ts";
import { withOrder } from "./known-orders.ts";
import { type Outcome, type Task, only } from "./message.ts";
import { type Sale, chargeOf, isFinalView } from "./sale.ts";
import type { OpenTill } from "./till.ts";

/** Takes in what an order is said to be as of that cursor: into the list, and onto the screen if it is there. */
export function hearOrder(
  till: OpenTill,
  view: OrderView,
  asOf: number,
  now: number,
): Outcome<OpenTill> {
  const { sale } = till;
  if (sale?.status === "standing" && sale.charge.number === view.number && asOf < sale.cursor) {
    // The question is older than what the screen already knows.
    return only(till);
  }
  const heard = { ...till, known: withOrder(till.known, view) };
  const revoked = withdraw(heard, view);
  if (sale?.charge.number !== view.number) return revoked;
  // A question about the state before makes no sense in the state after.
  const isStopAsked =
    till.isStopAsked && sale.status === "standing" && sale.view.status === view.status;
  const next = { ...revoked.till, sale: saleAfter(sale, view, asOf, now), isStopAsked };
  return { till: next, tasks: revoked.tasks };
}

function saleAfter(sale: Sale, view: OrderView, cursor: number, now: number): Sale {
  const isRenumbered = "isRenumbered" in sale && sale.isRenumbered;
  const isTakenBack = sale.status === "withdrawn" || sale.status === "unsent";
  if (isTakenBack && (view.status === "placed" || view.status === "claimed")) {
    return { ...sale, isCertain: false };
  }
  if (isTakenBack && (view.status === "cancelled" || view.status === "expired")) {
    return { ...sale, isCertain: true };
  }
  const before = sale.status === "standing" ? sale : null;
  const isEnded = isFinalView(view);
  const cancel = isEnded || view.cancelling ? "unwanted" : (before?.cancel ?? "unwanted");
  return {
    status: "standing",
    charge: chargeOf(view),
    view,
    cursor,
    cancel,
    endedAt: isEnded ? (before?.endedAt ?? now) : null,
    isRenumbered,
  };
}

/** An order that was taken back before it was known to have arrived is cancelled when it turns up. */
function withdraw(till: OpenTill, view: OrderView): Outcome<OpenTill> {
  const isWithdrawn = till.withdrawals.some(({ number }) => number === view.number);
  if (!isWithdrawn) return only(till);
  if (view.status === "placed" || view.status === "claimed") {
    const task: Task = { type: "cancel", number: view.number, asOf: till.cursor ?? 0 };
    return { till, tasks: [task] };
  }
  return only(forgetWithdrawal(till, view.number));
}

export function forgetWithdrawal(till: OpenTill, number: string): OpenTill {
  const withdrawals = till.withdrawals.filter((withdrawal) => withdrawal.number !== number);
  return { ...till, withdrawals };
}
