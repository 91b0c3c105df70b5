import type { OrderEvent } from "../worker/domain/order.ts";
import { type Complain, type Movement, accountOf } from "./movement.ts";
import { type DisputeLedger, type OrderLedger, owedOf } from "./order-ledger.ts";

/** What a bank takes for a dispute, gives back, and decides: never more than was paid, and a loss only where it is lost. */
export function moveDispute(
  order: OrderLedger,
  event: Extract<OrderEvent, { type: "disputeTaken" | "disputeReturned" | "disputeClosed" }>,
  complain: Complain,
): readonly Movement[] {
  const dispute = disputesOf(order, event, complain).get(event.key);
  if (!dispute) {
    complain("only what is disputed is taken", event.key);
    return [];
  }
  const stray = event.ordinal === undefined ? undefined : order.strays.get(event.ordinal);
  const rail = accountOf(stray?.rail ?? order.rail);
  const [owed, lost] = [stray ? owedOf(stray) : 0, dispute.status === "lost" ? dispute.taken : 0];
  const moved: Movement[] = [];
  if (event.type === "disputeClosed") {
    if (dispute.status !== "open") complain("a dispute is closed once", event.key);
    dispute.status = event.outcome;
  } else {
    const isTaken = event.type === "disputeTaken";
    dispute.taken += isTaken ? event.amount : -event.amount;
    const whole = stray?.amount ?? order.minor;
    if (dispute.taken < 0 || dispute.taken > whole)
      complain("a bank takes no more than was paid", `${dispute.taken} of ${whole}`);
    const way = (account: string): Pick<Movement, "debit" | "credit"> =>
      isTaken ? { debit: account, credit: rail } : { debit: rail, credit: account };
    moved.push({ ...way("disputed"), amount: event.amount }, { ...way("fees"), amount: event.fee });
  }
  // Lost for good is first what was owed back anyway, and then the merchant's own.
  const owedLess = stray && !stray.isHeld ? owed - owedOf(stray) : 0;
  const lostMore = (dispute.status === "lost" ? dispute.taken : 0) - lost;
  moved.push(
    { debit: "suspense", credit: "disputed", amount: owedLess },
    { debit: "disputed", credit: "suspense", amount: -owedLess },
    { debit: "available", credit: "disputed", amount: lostMore - owedLess },
    { debit: "disputed", credit: "available", amount: owedLess - lostMore },
  );
  return moved.filter(({ amount }) => amount > 0);
}

/** The disputes of what paid, or of what strayed with that attempt. */
export function disputesOf(
  order: OrderLedger,
  { key, ordinal }: { key: string; ordinal?: number },
  complain: Complain,
): Map<string, DisputeLedger> {
  if (ordinal === undefined && order.status === "paid") return order.disputes;
  const stray = order.strays.get(ordinal ?? 0);
  if (!stray) complain("only what came is disputed", key);
  return stray?.disputes ?? new Map();
}
