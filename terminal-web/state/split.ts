import type { OrderView } from "../../worker/contract/order.ts";
import type { Minor } from "../../worker/domain/money.ts";
import { type SplitState, sharesOf, splitStateOf } from "../../worker/domain/split.ts";
import { type KnownOrders, findOrder } from "./known-orders.ts";
import { isFinalView } from "./sale.ts";

/** A part that the merchant wants charged next. */
export interface PartWish {
  readonly of: string;
  readonly index: number;
  readonly count: number;
  /** In minor units. */
  readonly minor: number;
  /** What the screen shows once it is charged. */
  readonly shown: "code" | "cash";
}

/** A bill that is paid in parts, as far as this till knows. */
export interface Split extends SplitState {
  readonly whole: OrderView;
  /** In the order in which they were charged. */
  readonly parts: readonly OrderView[];
  /** What no part that can still be paid is for. */
  readonly unassigned: number;
}

export function splitOf(known: KnownOrders, of: string): Split | null {
  const whole = findOrder(known, of);
  if (!whole) return null;
  const parts = known.orders.filter(({ part }) => part?.of === of).toReversed();
  const state = splitStateOf(
    whole.amount.minor as Minor,
    parts.map(({ amount, status }) => ({ minor: amount.minor as Minor, status })),
  );
  return { whole, parts, ...state, unassigned: state.open - state.pending };
}

const isLive = (order: OrderView): boolean => order.status === "paid" || !isFinalView(order);

/** The next of equal shares among so many, if there is one: the lowest that nobody has paid or is paying. */
export function nextShare(split: Split, count: number): Omit<PartWish, "shown"> | null {
  const taken = new Set(split.parts.filter(isLive).map(({ part }) => part?.index));
  const shares = sharesOf(split.whole.amount.minor as Minor, count);
  const index = shares.findIndex((_, i) => !taken.has(i + 1)) + 1;
  const minor = Math.min(shares[index - 1] ?? 0, split.unassigned);
  return minor > 0 ? { of: split.whole.number, index, count, minor } : null;
}

/** So much of what is left, as the next part; all of it is the last part. */
export function partOfRest(split: Split, minor: number): Omit<PartWish, "shown"> | null {
  if (minor <= 0 || minor > split.unassigned) return null;
  const index = split.parts.filter(isLive).length + 1;
  const count = minor === split.unassigned ? index : index + 1;
  return { of: split.whole.number, index, count, minor };
}

/** How many parts the bill has as far as anybody can tell, what is left counting as one more; and how many are paid. */
export function partCountOf(split: Split): { readonly paid: number; readonly of: number } {
  const paid = split.parts.filter(({ status }) => status === "paid").length;
  if (split.open === 0) return { paid, of: paid };
  const known = split.parts.filter(isLive).length + (split.unassigned > 0 ? 1 : 0);
  return { paid, of: Math.max(known, evenCountOf(split) ?? 0) };
}

/** A bill whose parts somebody has paid or may be paying: "cancelled" would be half the truth of it. */
export function liveSplitOf(known: KnownOrders, { number, status, part }: OrderView): Split | null {
  if (part || (status !== "cancelled" && status !== "expired")) return null;
  const split = splitOf(known, number);
  return split && split.paid + split.pending > 0 ? split : null;
}

/** Among how many the bill is being shared evenly; null when it is not. */
export function evenCountOf({ whole, parts }: Split): number | null {
  const first = parts.find(({ part }) => part !== undefined);
  const count = first?.part?.count ?? 0;
  const share = sharesOf(whole.amount.minor as Minor, Math.max(1, count))[0];
  return first && count > 1 && first.part?.index === 1 && first.amount.minor === share
    ? count
    : null;
}
