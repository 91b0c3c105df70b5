import { type Outcome, type Task, only } from "./message.ts";
import { hurriedWishes } from "./counter-wish.ts";
import { isFinalView } from "./sale.ts";
import type { Connection, OpenTill } from "./till.ts";

/** Changes of the line. When it comes back, the till asks what became of everything that it is unsure of. */
export function hearConnection(
  till: OpenTill,
  status: Connection["status"],
  now: number,
): Outcome<OpenTill> {
  const { connection } = till;
  if (connection.status === status) return only(till);
  if (status === "offline") return only({ ...till, connection: { status, since: now } });
  const isBack =
    status !== "connecting" && connection.status !== "live" && connection.status !== "polling";
  const connected: OpenTill = { ...till, connection: { status } };
  return isBack ? { till: hurried(connected, now), tasks: questions(connected) } : only(connected);
}

/** After sleep or a set clock, no local instant that was kept means anything. */
export function wakeUp(till: OpenTill, now: number): Outcome<OpenTill> {
  return { till: hurried(till, now), tasks: questions(till) };
}

/** Whatever waits to be tried again is due now. */
function hurried(unhurried: OpenTill, now: number): OpenTill {
  const { sale } = unhurried;
  const till = { ...unhurried, wishes: hurriedWishes(unhurried.wishes) };
  const withdrawals = till.withdrawals.map((withdrawal) => ({ ...withdrawal, retryAt: now }));
  const minting = till.minting && { ...till.minting, retryAt: now };
  if (sale && "retryAt" in sale && sale.retryAt !== null) {
    return { ...till, withdrawals, minting, sale: { ...sale, retryAt: now } };
  }
  if (sale?.status === "standing" && typeof sale.cancel === "object") {
    return { ...till, withdrawals, minting, sale: { ...sale, cancel: { retryAt: now } } };
  }
  if (sale?.status === "standing" && sale.endedAt !== null) {
    const endedAt = Math.min(sale.endedAt, now);
    return { ...till, withdrawals, minting, sale: { ...sale, endedAt } };
  }
  return { ...till, withdrawals, minting };
}

function questions({ sale, cursor }: OpenTill): Task[] {
  const asked: Task[] = [
    { type: "ask-terminal", asOf: cursor },
    { type: "list", before: null },
  ];
  if (sale?.status === "standing" && !isFinalView(sale.view)) {
    asked.push({ type: "ask", number: sale.charge.number, asOf: cursor ?? 0 });
  }
  return asked;
}
