import { type Outcome, type Task, only } from "./message.ts";
import { placing } from "./charge.ts";
import { isUnanswered, tickWishes } from "./counter-wish.ts";
import { draftTotal } from "./draft.ts";
import { type Sale, faceOf } from "./sale.ts";
import { type OpenTill, type Withdrawal, serverNow, windowsOf } from "./till.ts";
import { exponentOfTill } from "./update-draft.ts";
import { isTooLateToSend, leave, takeBack } from "./update-sale.ts";
import { wantNextWindows, wantWindows } from "./windows-in-hand.ts";

/** How long "paid" stays before the keypad comes back by itself. */
export const PAID_STAYS_MS = 6_000;
/** While the result of an order is not known, it is asked for again at this pace. */
const ASK_EVERY_MS = 5_000;

/** True while something on this till changes with time alone; ticks then come about once a second. */
export function needsTick(till: OpenTill): boolean {
  const isWaiting =
    till.withdrawals.length > 0 || till.minting !== null || till.wishes.some(isUnanswered);
  return till.sale !== null || isWaiting || till.draft.entry !== "";
}

/** What time alone brings about. */
export function onTick(till: OpenTill, now: number): Outcome<OpenTill> {
  const wished = tickWishes(till, now);
  const withdrawn = tickWithdrawals(wished.till, now);
  const ticked = withdrawn.till.sale
    ? tickSale(withdrawn.till, withdrawn.till.sale, now)
    : tickDraft(withdrawn.till, now);
  return { till: ticked.till, tasks: [...wished.tasks, ...withdrawn.tasks, ...ticked.tasks] };
}

function tickDraft(till: OpenTill, now: number): Outcome<OpenTill> {
  const isTyping = draftTotal(till.draft, exponentOfTill(till)) > 0;
  return isTyping ? wantNextWindows(till, now) : only(till);
}

function tickWithdrawals(till: OpenTill, now: number): Outcome<OpenTill> {
  if (till.withdrawals.length === 0) return only(till);
  const live = till.withdrawals.filter(({ until }) => now < until);
  const due = live.filter(({ retryAt }) => now >= retryAt);
  if (due.length === 0 && live.length === till.withdrawals.length) return only(till);
  const asOf = till.cursor ?? 0;
  const asked = live.map((withdrawal): Withdrawal => {
    const { number, until, retryAt } = withdrawal;
    return { number, until, retryAt: now >= retryAt ? Number.POSITIVE_INFINITY : retryAt };
  });
  return {
    till: { ...till, withdrawals: asked },
    tasks: due.map(({ number }): Task => ({ type: "cancel", number, asOf })),
  };
}

function tickSale(till: OpenTill, sale: Sale, now: number): Outcome<OpenTill> {
  const serverMs = serverNow(till, now);
  switch (sale.status) {
    case "sending":
    case "renumbering": {
      if (sale.retryAt === null) return wantWindowsOf(till, sale, now);
      if (isTooLateToSend(sale, serverMs)) {
        const isCertain = sale.status === "renumbering" || !sale.mayHaveArrived;
        return takeBack(till, { status: "unsent", charge: sale.charge, isCertain }, now);
      }
      if (now < sale.retryAt) return wantWindowsOf(till, sale, now);
      const task: Task =
        sale.status === "sending"
          ? placing(till, sale.charge, now)
          : { type: "ask-terminal", asOf: till.cursor };
      return { till: { ...till, sale: { ...sale, retryAt: null } }, tasks: [task] };
    }
    case "standing":
      return tickStanding(till, sale, now);
    case "withdrawn":
    case "unsent":
    case "refused":
      return only(till);
  }
}

function tickStanding(
  till: OpenTill,
  sale: Extract<Sale, { status: "standing" }>,
  now: number,
): Outcome<OpenTill> {
  const { number } = sale.charge;
  const asOf = till.cursor ?? 0;
  if (typeof sale.cancel === "object" && now >= sale.cancel.retryAt) {
    return {
      till: { ...till, sale: { ...sale, cancel: "asking" } },
      tasks: [{ type: "cancel", number, asOf }],
    };
  }
  const serverMs = serverNow(till, now);
  const face = faceOf(sale, windowsOf(till, number), serverMs);
  // Change that is to be handed out stays on the screen until somebody has read it.
  const hasChange = (sale.view.cash?.change.minor ?? 0) > 0;
  if (
    face.kind === "paid" &&
    !hasChange &&
    sale.endedAt !== null &&
    now - sale.endedAt >= PAID_STAYS_MS
  ) {
    return only(till.screen.name === "till" ? leave(till) : { ...till, sale: null });
  }
  if (face.kind === "code") return wantWindowsOf(till, sale, now);
  const isDue = Math.floor(serverMs / 1000) % (ASK_EVERY_MS / 1000) === 0;
  return face.kind === "unknown" && isDue
    ? { till, tasks: [{ type: "ask", number, asOf }] }
    : only(till);
}

function wantWindowsOf(till: OpenTill, { charge }: Sale, now: number): Outcome<OpenTill> {
  return wantWindows(till, charge.number, charge.expiresAt, now);
}
