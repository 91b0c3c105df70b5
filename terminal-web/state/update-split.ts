import { MAX_COUNTER } from "../../worker/domain/order-number.ts";
import { send } from "./charge.ts";
import { findOrder } from "./known-orders.ts";
import { type Outcome, type Task, only } from "./message.ts";
import { chargeOf, isFinalView, isOver } from "./sale.ts";
import { type PartWish, splitOf } from "./split.ts";
import { type OpenTill, nextNumber, serverNow } from "./till.ts";
import { draftOf, exponentOfTill } from "./update-draft.ts";
import { cancel } from "./update-sale.ts";
import { LIFE_SECONDS } from "./windows-in-hand.ts";

/** The whole bill is taken off the table first: it and its parts are never both to be paid. */
export function wishPart(till: OpenTill, part: PartWish, now: number): Outcome<OpenTill> {
  const whole = findOrder(till.known, part.of);
  if (!whole || whole.status === "paid") return only(till);
  if (till.nextCounter > MAX_COUNTER) return only({ ...till, hint: "no-more-numbers" });
  const wished = { ...till, partWish: part };
  // Where it is over already, the part is charged in this same turn.
  return isFinalView(whole) ? only(wished) : cancel(wished, true, now);
}

/** Charges the part that was wished for once the whole is known to have ended unpaid; paid after all, there is nothing to split. */
export function settlePart(
  till: OpenTill,
  part: PartWish,
  tasks: readonly Task[],
  now: number,
): Outcome<OpenTill> {
  const whole = findOrder(till.known, part.of);
  if (!whole || !isFinalView(whole)) return { till, tasks };
  const settled = { ...till, partWish: null };
  const split = splitOf(till.known, part.of);
  const isTooMuch = !split || part.minor > split.unassigned;
  const isBusy = till.sale !== null && !isOver(till.sale);
  if (whole.status === "paid" || isTooMuch || isBusy) return { till: settled, tasks };
  const number = nextNumber(till);
  const { of, index, count, minor, shown } = part;
  const startedAt = serverNow(till, now);
  const charged = send(
    { ...settled, screen: shown === "cash" ? { name: "cash", number } : { name: "till" } },
    {
      number,
      amount: { ...whole.amount, minor, currency: whole.amount.currency },
      lines: [],
      note: null,
      startedAt,
      expiresAt: startedAt + LIFE_SECONDS * 1000,
      part: { of, index, count, whole: whole.amount },
    },
    false,
    now,
  );
  return { till: charged.till, tasks: [...tasks, ...charged.tasks] };
}

/** Back to one bill, while nobody has paid or is paying a part of it. */
export function unsplit(till: OpenTill, of: string): OpenTill {
  const split = splitOf(till.known, of);
  if (!split || split.paid > 0 || split.pending > 0 || (till.sale && !isOver(till.sale)))
    return till;
  const draft = draftOf(chargeOf(split.whole), exponentOfTill(till));
  return { ...till, draft, sale: null, screen: { name: "till" } };
}
