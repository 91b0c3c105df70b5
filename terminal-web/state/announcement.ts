import type { EventView } from "../../worker/contract/event.ts";
import type { MoneyOut } from "../../worker/contract/fields.ts";

/** A result to be made heard: once, in the order of the facts. */
export interface Announcement {
  readonly kind:
    | "paid"
    | "toppedUp"
    | "refunded"
    | "refundFailed"
    | "declined"
    | "expired"
    | "cancelled"
    | "checking";
  readonly number: string;
  readonly amount: MoneyOut;
  /** It happened a while ago: the page was away. */
  readonly isLate: boolean;
}

/** A result of an order that was not on the screen when it came. Stays listed until the merchant has seen it. */
export interface News {
  readonly cursor: number;
  readonly kind: "paid" | "declined" | "stray";
  readonly number: string;
  readonly amount: MoneyOut;
  /** RFC 3339, when it happened. */
  readonly at: string;
  readonly isLate: boolean;
}

/** Older than this when it arrives, a fact is told as late. */
const LATE_MS = 20_000;

export function isLate(event: EventView, serverNow: number): boolean {
  return serverNow - Date.parse(event.at) > LATE_MS;
}

/** What to say of a fact, if anything. Of orders that are not on the screen, only money is worth a word. */
export function announcementOf(
  event: EventView,
  isOnScreen: boolean,
  serverNow: number,
): Announcement | null {
  const kind = kindOf(event, isOnScreen);
  if (kind === null) return null;
  const { number } = event.order;
  const amount = event.refund?.amount ?? event.order.amount;
  return { kind, number, amount, isLate: isLate(event, serverNow) };
}

function kindOf(event: EventView, isOnScreen: boolean): Announcement["kind"] | null {
  // The order may have moved on since: then a later fact says what counts.
  const { status, checking } = event.order;
  switch (event.type) {
    case "captured":
    case "paidInCash":
      return event.order.topUp ? "toppedUp" : "paid";
    case "refunded":
    case "refundFailed":
      return event.type;
    case "refundBounced":
      return "refundFailed";
    case "declined":
      return status === "claimed" ? "declined" : null;
    case "expired":
    case "cancelled":
      return isOnScreen ? event.type : null;
    case "doubted":
      return isOnScreen && checking ? "checking" : null;
    default:
      return null;
  }
}

/** What to list of a fact that concerns an order which is not on the screen. */
export function newsOf(event: EventView, serverNow: number): News | null {
  const kind = NEWSWORTHY[event.type];
  if (!kind) return null;
  const { number } = event.order;
  const amount =
    kind === "stray"
      ? (event.order.strays.at(-1)?.amount ?? event.order.amount)
      : event.order.amount;
  return {
    cursor: event.cursor,
    kind,
    number,
    amount,
    at: event.at,
    isLate: isLate(event, serverNow),
  };
}

const NEWSWORTHY: Partial<Record<EventView["type"], News["kind"]>> = {
  captured: "paid",
  declined: "declined",
  strayed: "stray",
};
