import type { DisplayOrder } from "../../worker/contract/display.ts";
import { windowAt } from "../../worker/contract/token.ts";
import { type Code, codeAt } from "../state/code-windows.ts";
import { serverTimeAt } from "../state/server-clock.ts";
import type { Watching } from "./display-state.ts";

/** What the customer is shown. */
export type DisplayFace =
  | { readonly kind: "idle" }
  | { readonly kind: "code"; readonly order: DisplayOrder; readonly code: Code }
  | {
      readonly kind:
        | "claimed"
        | "declined"
        | "paying"
        | "checking"
        | "paid"
        | "expired"
        | "cancelled"
        /** No word has come for too long: only the till can say. */
        | "unknown";
      readonly order: DisplayOrder;
    };

/** How long a result stands, from the instant it came about. */
const PAID_STAYS_MS = 10_000;
const OTHER_STAYS_MS = 6_000;
/** How long after its time an order may stay unexplained. */
const EXPIRY_GRACE_MS = 3_000;
/** With so little of the code in hand, more is asked for. */
const LEAST_WINDOWS = 3;

export function displayFaceOf({ view, clock, connection }: Watching, now: number): DisplayFace {
  const order = view?.order;
  if (!order) return { kind: "idle" };
  const time = serverTimeAt(clock, now);
  if (order.endedAt !== null) {
    const stays = order.status === "paid" ? PAID_STAYS_MS : OTHER_STAYS_MS;
    const { status: kind } = order;
    const isEnd = kind === "paid" || kind === "expired" || kind === "cancelled";
    return isEnd && time < Date.parse(order.endedAt) + stays ? { kind, order } : { kind: "idle" };
  }
  const isOverdue = time > Date.parse(order.expiresAt) + EXPIRY_GRACE_MS;
  if (isOverdue && connection === "offline") {
    // Nobody can have paid a code that no phone has taken.
    return order.status === "placed" ? { kind: "idle" } : { kind: "unknown", order };
  }
  switch (order.status) {
    case "claimed":
      return { kind: order.hasDeclined ? "declined" : "claimed", order };
    case "paying":
      return { kind: order.checking ? "checking" : "paying", order };
    default:
      return { kind: "code", order, code: codeAt(view?.code ?? null, time) };
  }
}

/** Whether the code in hand will soon run out. */
export function needsCode({ view, clock }: Watching, now: number): boolean {
  if (view?.order?.status !== "placed") return false;
  const { code } = view;
  const time = serverTimeAt(clock, now);
  if (time > Date.parse(view.order.expiresAt)) return false;
  return code === null || code.from + code.tokens.length - windowAt(time) <= LEAST_WINDOWS;
}
