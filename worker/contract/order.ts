import * as v from "valibot";
import { MAX_LINES, MAX_NAME, MAX_NOTE, MAX_QUANTITY } from "../domain/bill.ts";
import { leftOf } from "../domain/decide-counter.ts";
import { type Minor, type Money, ZERO, isPrice, minus } from "../domain/money.ts";
import type { Match } from "../domain/match.ts";
import type { Dispute, Order, Refund } from "../domain/order.ts";
import { isToReturn } from "../domain/stray.ts";
import type { Currency } from "../domain/currency.ts";
import { orderNumberText } from "../domain/order-number.ts";
import { MAX_PARTS, type Part } from "../domain/split.ts";
import {
  MinorIn,
  MoneyIn,
  MoneyOut,
  OrderNumberIn,
  SecretIn,
  Text,
  moneyOut,
  timeOut,
} from "./fields.ts";
import { matchWords } from "./match-words.ts";
import type { Language } from "./merchant.ts";
import { Distance, distanceOf } from "./place.ts";

const LineIn = v.strictObject({
  name: Text(MAX_NAME),
  quantity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_QUANTITY)),
  unitPrice: v.pipe(
    v.number("amount-invalid"),
    v.integer("amount-precision"),
    v.check(isPrice, "amount-out-of-range"),
    v.transform((value) => value as Minor),
  ),
});

const PartIn = v.pipe(
  v.strictObject({
    of: OrderNumberIn,
    index: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_PARTS)),
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_PARTS)),
  }),
  v.check(({ index, count }) => index <= count, "part-beyond-count"),
);

/** The device leg: `POST /api/v1/orders`. */
export const PlaceOrder = v.strictObject({
  number: OrderNumberIn,
  /** A top-up: cash for the payer's wallet instead of a payment. Absent: a sale. */
  kind: v.optional(v.literal("top-up")),
  amount: MoneyIn,
  lines: v.optional(v.pipe(v.array(LineIn), v.maxLength(MAX_LINES, "too-many-lines")), []),
  note: v.optional(v.nullable(Text(MAX_NOTE)), null),
  /** This order is a part of that one, which ended unpaid. Its lines are the whole bill's, and not sent again. */
  part: v.optional(PartIn),
  expiresInSeconds: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(30), v.maxValue(3600)),
    300,
  ),
});
export type PlaceOrder = v.InferOutput<typeof PlaceOrder>;

const LineOut = v.object({ name: v.string(), quantity: v.number(), unitPrice: v.number() });

const STATUSES = ["placed", "claimed", "paying", "paid", "expired", "cancelled"] as const;

/** Cash taken at the counter: `POST /api/v1/orders/{number}/cash`. The key makes it one payment however often it is sent. */
export const TakeCash = v.strictObject({ key: SecretIn, tendered: MinorIn });
export type TakeCash = v.InferOutput<typeof TakeCash>;

/** Money given back: `POST /api/v1/orders/{number}/refunds`, in minor units of the order's currency. */
export const MakeRefund = v.strictObject({
  key: SecretIn,
  amount: MinorIn,
  reason: Text(MAX_NOTE),
  /** The pass of somebody who may give back more, for this once. */
  approval: v.optional(SecretIn),
});
export type MakeRefund = v.InferOutput<typeof MakeRefund>;

export const RefundView = v.object({
  amount: MoneyOut,
  reason: v.string(),
  at: v.string(),
  status: v.picklist(["pending", "done", "failed"]),
});

/** Which part this order is of a bill that is paid in parts, with the whole bill. */
export const PartView = v.object({
  of: v.string(),
  index: v.number(),
  count: v.number(),
  whole: MoneyOut,
  lines: v.array(LineOut),
});
export type PartView = v.InferOutput<typeof PartView>;

/** What the payer and the merchant may both see of an order. */
export const Bill = v.object({
  number: v.string(),
  status: v.picklist(STATUSES),
  /** Only while paying: the rail has not said what happened. */
  checking: v.boolean(),
  /** Of a top-up only: whether a wallet waits for it, and whether the money has come there. */
  topUp: v.optional(v.picklist(["unclaimed", "ready", "crediting", "credited"])),
  /** Of a top-up that its owner made on the wallet's own page: how much of it can still go back. */
  returnable: v.optional(MoneyOut),
  /** True once it is being paid, or was, with money that is not real. */
  test: v.boolean(),
  amount: MoneyOut,
  lines: v.array(LineOut),
  note: v.nullable(v.string()),
  part: v.optional(PartView),
  placedAt: v.string(),
  expiresAt: v.string(),
  paidAt: v.nullable(v.string()),
  /** Handed over and given back, where it was paid in cash. */
  cash: v.nullable(v.object({ tendered: MoneyOut, change: MoneyOut })),
  refunds: v.array(RefundView),
  /** Why the last instruction of the present claim was declined. */
  declined: v.nullable(v.string()),
});
export type Bill = v.InferOutput<typeof Bill>;

/** How the two legs met: evidence, told as it is known. */
export const MatchView = v.object({
  channel: v.string(),
  tokenAgeMs: v.number(),
  gapMs: v.number(),
  /** How far the phone says it is, and how far its network suggests. */
  phone: v.nullable(Distance),
  network: v.nullable(Distance),
  /** What could not be known of it. */
  unknown: v.array(v.picklist(["terminal-place", "phone-place"])),
  provedBy: v.nullable(v.string()),
});
export type MatchView = v.InferOutput<typeof MatchView>;

/** The order as its terminal sees it: the answer to "what became of this order?". */
export const OrderView = v.object({
  ...Bill.entries,
  refunds: v.array(
    v.object({
      ...RefundView.entries,
      /** Who gave it back, and who let them. */
      cashier: v.optional(v.string()),
      approver: v.optional(v.string()),
      /** Of a top-up that its wallet sends back: whether the wallet is owed the money again, or has it again. */
      wallet: v.optional(v.picklist(["gave-up", "is-owed", "has-again"])),
    }),
  ),
  /** Who made the sale, and who took the cash. */
  cashier: v.optional(v.string()),
  cashBy: v.optional(v.string()),
  cancelling: v.boolean(),
  rail: v.nullable(v.string()),
  match: v.nullable(MatchView),
  /** While claimed: the words that the payer may be asked for. */
  words: v.nullable(v.string()),
  /** Path of the receipt page, once paid. */
  receipt: v.nullable(v.string()),
  /** Money that came late or in another amount, and whether it has been returned. */
  strays: v.array(
    v.object({
      amount: MoneyOut,
      returned: v.boolean(),
      /** The payer's bank has it: until a dispute is decided, or for good. */
      withBank: v.optional(v.literal(true)),
    }),
  ),
  /** What the payer's bank wants back, what it has taken so far, and what that cost. The order stays as it is. */
  disputes: v.optional(
    v.array(
      v.object({
        amount: MoneyOut,
        taken: MoneyOut,
        fee: MoneyOut,
        at: v.string(),
        status: v.picklist(["open", "won", "lost"]),
      }),
    ),
  ),
  /** The rail let go of what it held before it was taken: somebody has to look at its own pages. */
  holdLost: v.optional(v.literal(true)),
});
export type OrderView = v.InferOutput<typeof OrderView>;

export const OrderPage = v.object({ orders: v.array(OrderView), before: v.nullable(v.string()) });
export type OrderPage = v.InferOutput<typeof OrderPage>;

export function billOf(order: Order): Bill {
  const { terms, past } = order;
  return {
    number: orderNumberText(terms.number),
    status: order.status,
    checking: order.status === "paying" && order.doubted,
    ...(terms.kind && { topUp: topUpOf(order) }),
    ...(terms.wallet && { returnable: moneyOut(returnableOf(order)) }),
    test: "attempt" in order && order.attempt.isTest === true,
    amount: moneyOut(terms.amount),
    lines: terms.lines.map(({ name, quantity, unitPrice }) => ({ name, quantity, unitPrice })),
    note: terms.note,
    ...(terms.part ? { part: partViewOf(terms.part, terms.amount.currency) } : {}),
    placedAt: timeOut(terms.placedAt),
    expiresAt: timeOut(terms.expiresAt),
    paidAt: order.status === "paid" ? timeOut(order.paidAt) : null,
    ...paymentOf(order),
    declined: order.status === "claimed" ? (past.declines.at(-1)?.reason ?? null) : null,
  };
}

function topUpOf(order: Order): NonNullable<Bill["topUp"]> {
  if (order.status === "paid") return order.isPosting || order.isOwed ? "crediting" : "credited";
  return order.status === "claimed" && order.claim.wallet ? "ready" : "unclaimed";
}

/** Nothing before the wallet has it. */
const returnableOf = (order: Order): Money => ({
  minor: order.status === "paid" && topUpOf(order) === "credited" ? leftOf(order) : ZERO,
  currency: order.terms.amount.currency,
});

function partViewOf({ of, index, count, whole, lines }: Part, currency: Currency): PartView {
  return {
    of: orderNumberText(of),
    index,
    count,
    whole: moneyOut({ minor: whole, currency }),
    lines: [...lines],
  };
}

/** What came and what went back, of an order that is paid. */
function paymentOf(order: Order): Pick<Bill, "cash" | "refunds"> {
  if (order.status !== "paid") return { cash: null, refunds: [] };
  const { currency, minor } = order.terms.amount;
  const money = (value: Minor): MoneyOut => moneyOut({ minor: value, currency });
  const { tendered } = order;
  return {
    cash:
      tendered === null
        ? null
        : { tendered: money(tendered), change: money(minus(tendered, minor)) },
    refunds: order.refunds.map(({ amount, reason, at, status }) => ({
      amount: money(amount),
      reason,
      at: timeOut(at),
      status,
    })),
  };
}

export function orderViewOf(
  order: Order,
  language: Language,
  receiptPath: string | null,
): OrderView {
  return {
    ...billOf(order),
    ...namesOf(order),
    cancelling: order.status === "paying" && order.cancelRequested,
    rail: "attempt" in order ? order.attempt.rail : null,
    match: "claim" in order && order.claim ? matchViewOf(order.claim.match) : null,
    words: order.status === "claimed" ? matchWords(order.claim.code.answer, language) : null,
    receipt: receiptPath,
    strays: order.past.strays.map((stray) => ({
      amount: moneyOut(stray.amount),
      returned: stray.returned,
      ...(!stray.returned && !isToReturn(stray) && { withBank: true }),
    })),
    ...troubleOf(order),
  };
}

/** What has become of an order's money, where something has: of what paid it, and of what strayed. */
function troubleOf(order: Order): Pick<OrderView, "disputes" | "holdLost"> {
  const paid = order.status === "paid" ? order : null;
  const disputes = [
    ...disputeViewsOf(paid?.disputes, order.terms.amount),
    ...order.past.strays.flatMap(({ disputes: own, amount }) => disputeViewsOf(own, amount)),
  ];
  return { ...(disputes.length > 0 && { disputes }), ...(paid?.isHoldLost && { holdLost: true }) };
}

const disputeViewsOf = (
  disputes: readonly Dispute[] = [],
  { currency }: Money,
): NonNullable<OrderView["disputes"]> =>
  disputes.map(({ amount, taken, fee, at, status }) => ({
    amount: moneyOut({ minor: amount, currency }),
    taken: moneyOut({ minor: taken, currency }),
    fee: moneyOut({ minor: fee, currency }),
    at: timeOut(at),
    status,
  }));

/** Who stood at the till, for the merchant only. */
function namesOf(order: Order): Pick<OrderView, "refunds" | "cashier" | "cashBy"> {
  const { terms } = order;
  const { refunds } = paymentOf(order);
  const by = order.status === "paid" ? order.refunds : [];
  const taker = order.status === "paid" ? order.attempt.cashier : undefined;
  return {
    refunds: refunds.map((refund, i) => ({
      ...refund,
      ...(by[i]?.cashier && { cashier: by[i].cashier.name }),
      ...(by[i]?.approver && { approver: by[i].approver.name }),
      ...(by[i]?.wallet && { wallet: whereaboutsOf(by[i]) }),
    })),
    ...(terms.cashier && { cashier: terms.cashier.name }),
    ...(taker && { cashBy: taker.name }),
  };
}

const whereaboutsOf = ({ status, isOwed }: Refund): "gave-up" | "is-owed" | "has-again" =>
  isOwed ? "is-owed" : status === "failed" ? "has-again" : "gave-up";

function matchViewOf({ channel, tokenAgeMs, gapMs, cell, place, provedBy }: Match): MatchView {
  const unknown: MatchView["unknown"] = [];
  if (cell === 0) unknown.push("terminal-place");
  if (!place.phone) unknown.push("phone-place");
  return {
    channel,
    tokenAgeMs,
    gapMs,
    phone: place.phone && distanceOf(place.phone),
    network: place.network && distanceOf(place.network),
    unknown,
    provedBy,
  };
}
