import type { Line } from "./bill.ts";
import { type Minor, ZERO, minus, plus } from "./money.ts";
import type { Order, OrderStatus } from "./order.ts";
import type { OrderNumber } from "./order-number.ts";
import { type Result, ok, refuse } from "./result.ts";

/** What one order is of a bill that is paid in parts. Each part is an order of its own, with a claim of its own. */
export interface Part {
  /** The order that the whole bill was. It ended unpaid, so that the whole and its parts are never both paid. */
  readonly of: OrderNumber;
  /** Counts from 1. */
  readonly index: number;
  readonly count: number;
  readonly whole: Minor;
  readonly lines: readonly Line[];
}

export const MAX_PARTS = 20;
/** Parts that ended unpaid are placed anew; past this many a bill is being played with. */
const MAX_PLACED = 100;

/** Equal shares of an amount that come to it exactly: what cannot be divided goes to the first ones. */
export function sharesOf(whole: Minor, count: number): readonly Minor[] {
  const least = Math.floor(whole / count);
  const over = whole % count;
  return Array.from({ length: count }, (_, index) => (least + (index < over ? 1 : 0)) as Minor);
}

/** How far a bill is. What is paid stays paid when it is refunded: that is between the payer and the merchant. */
export interface SplitState {
  readonly paid: Minor;
  /** Placed and not over: somebody may be paying it. */
  readonly pending: Minor;
  /** The whole less what is paid. */
  readonly open: Minor;
}

/** What counts of a part, whoever tells of it. */
export interface PartFate {
  readonly minor: Minor;
  readonly status: OrderStatus;
}

export const fateOf = ({ status, terms }: Order): PartFate => ({
  minor: terms.amount.minor,
  status,
});

export function splitStateOf(whole: Minor, parts: readonly PartFate[]): SplitState {
  const sum = (counted: readonly PartFate[]): Minor =>
    counted.reduce((total, { minor }) => plus(total, minor), ZERO);
  const paid = sum(parts.filter(({ status }) => status === "paid"));
  const pending = sum(parts.filter(({ status }) => !ENDINGS.has(status)));
  return { paid, pending, open: minus(whole, paid) };
}

const ENDINGS: ReadonlySet<OrderStatus> = new Set<OrderStatus>(["paid", "expired", "cancelled"]);

export type SplitRefusal = "split-not-possible" | "part-exceeds-bill" | "order-worn-out";

/** Whether an order may be a part of that bill: the one place that sees to it that the parts never come to more than the whole. */
export function partOf(
  bill: Order,
  parts: readonly Order[],
  wish: { readonly index: number; readonly count: number; readonly amount: Minor },
): Result<Part, SplitRefusal> {
  const { terms, status } = bill;
  const isUnpaid = status === "cancelled" || status === "expired";
  if (!isUnpaid || terms.part || terms.kind) return refuse("split-not-possible");
  if (parts.length >= MAX_PLACED) return refuse("order-worn-out");
  const whole = terms.amount.minor;
  const { paid, pending } = splitStateOf(whole, parts.map(fateOf));
  if (paid + pending + wish.amount > whole) return refuse("part-exceeds-bill");
  const { index, count } = wish;
  return ok({ of: terms.number, index, count, whole, lines: terms.lines });
}
