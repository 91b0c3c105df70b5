import type { Operation } from "./history.ts";

/** An order as its clients may think of it: one thing that changes in instants, by them or by itself. */
export interface SpecOrder {
  readonly status: "none" | "placed" | "claimed" | "paying" | "paid" | "cancelled" | "expired";
  readonly minor: number;
  readonly holder: string;
  readonly ended: readonly string[];
  readonly instruction: string;
  readonly declined: readonly string[];
  readonly isCancelling: boolean;
  /** Refunds that have not failed, "key:amount". */
  readonly refunds: readonly string[];
  readonly failedRefunds: readonly string[];
}

export const NO_ORDER: SpecOrder = {
  status: "none",
  minor: 0,
  holder: "",
  ended: [],
  instruction: "",
  declined: [],
  isCancelling: false,
  refunds: [],
  failedRefunds: [],
};

/** What may happen without anybody asking: time passes, and rails answer. */
export function happenings(order: SpecOrder): SpecOrder[] {
  switch (order.status) {
    case "placed":
      return [{ ...order, status: "expired" }];
    case "claimed":
      return [letGo(order)];
    case "paying": {
      const paid: SpecOrder = { ...order, status: "paid", isCancelling: false };
      const declined = [...order.declined, order.instruction];
      return order.isCancelling
        ? [
            paid,
            { ...ended(order), status: "cancelled" },
            { ...ended({ ...order, declined }), status: "cancelled" },
          ]
        : [paid, { ...order, status: "claimed", declined }];
    }
    case "paid":
      return order.refunds.map((failed) => ({
        ...order,
        refunds: order.refunds.filter((other) => other !== failed),
        failedRefunds: [...order.failedRefunds, failed],
      }));
    default:
      return [];
  }
}

/** The order after an operation that was answered so, or null when that answer cannot be. An operation whose answer was lost may have had any. */
export function after(order: SpecOrder, operation: Operation): SpecOrder | null {
  const isKnown = operation.answeredAt !== Infinity;
  const [result, next] = perform(order, operation);
  return !isKnown || result === operation.result ? next : null;
}

const OF_THE_BILL = new Set(["order-not-found", "split-not-possible", "part-exceeds-bill"]);

type Outcome = readonly [result: string, next: SpecOrder];

function perform(order: SpecOrder, { kind, key, second, minor, result }: Operation): Outcome {
  // Who stands at the till is not the order's business.
  if (result === "staff-signed-out") return [result, order];
  if (kind === "place") {
    // How many others are open is not this order's business.
    if (order.status === "none" && result === "orders-too-many") return [result, order];
    // Whether its bill is there and has so much left is not a part's own business.
    if (second === "part" && OF_THE_BILL.has(result)) return [result, order];
    if (order.status === "none") return ["ok", { ...order, status: "placed", minor }];
    return [order.minor === minor ? "ok" : "order-number-reused", order];
  }
  if (order.status === "none") return [ofNoOrder(kind), order];
  switch (kind) {
    case "claim":
      return claim(order, key, result);
    case "instruct":
      return instruct(order, key, second, result);
    case "see declined":
      return [order.declined.includes(second) ? "seen" : "", order];
    case "see claim":
      return [seenBy(order, key), order];
    case "see order":
      return [orderText(order), order];
    case "cancel":
      return cancel(order);
    case "cash":
      if (order.status === "paid" && order.instruction === key) return ["ok", order];
      if (order.status !== "placed" && order.status !== "claimed")
        return [`order-${order.status}`, order];
      return ["ok", { ...order, status: "paid", instruction: key }];
    case "refund":
      return refund(order, key, minor, result);
    case "release": {
      if (order.ended.includes(key)) return ["ok", order];
      if (order.holder !== key) return ["claim-unknown", order];
      return order.status === "claimed" ? ["ok", letGo(order)] : [`order-${order.status}`, order];
    }
  }
}

/** Only who holds a claim is told less: that there is no such claim. */
const ofNoOrder = (kind: Operation["kind"]): string =>
  kind === "instruct" || kind === "release" || kind === "see claim"
    ? "claim-unknown"
    : "order-not-found";

function claim(order: SpecOrder, key: string, result: string): Outcome {
  if (order.ended.includes(key)) {
    const isFinal =
      order.status === "paid" || order.status === "cancelled" || order.status === "expired";
    return [isFinal ? `order-${order.status}` : "claim-ended", order];
  }
  if (order.holder === key) return ["ok", order];
  if (order.status !== "placed") return [`order-${order.status}`, order];
  // What place asks is not the order's business.
  if (result === "place-refused") return [result, order];
  return ["ok", { ...order, status: "claimed", holder: key }];
}

function instruct(order: SpecOrder, key: string, instruction: string, result: string): Outcome {
  const stranger = strangeness(order, key);
  if (stranger) return [stranger, order];
  // "Declined" may be the answer to this very instruction, or the one that it had before: then it stays without effect.
  if (order.declined.includes(instruction)) return ["declined", order];
  if (order.status === "paying" || order.status === "paid")
    return [order.instruction === instruction ? accepted(result) : `order-${order.status}`, order];
  if (order.status !== "claimed") return ["claim-ended", order];
  if (result === "step-up-required") return [result, order];
  return [accepted(result), { ...order, status: "paying", instruction, isCancelling: false }];
}

const accepted = (result: string): string => (result === "declined" ? "declined" : "ok");

function cancel(order: SpecOrder): Outcome {
  switch (order.status) {
    case "placed":
    case "claimed":
      return ["ok", { ...ended(order), status: "cancelled" }];
    case "paying":
      return ["ok", { ...order, isCancelling: true }];
    case "cancelled":
      return ["ok", order];
    default:
      return [`order-${order.status}`, order];
  }
}

function refund(order: SpecOrder, key: string, minor: number, result: string): Outcome {
  if (order.status !== "paid") return ["order-not-paid", order];
  const named = `${key}:${minor}`;
  if (order.refunds.includes(named) || order.failedRefunds.includes(named)) return ["ok", order];
  if (minor > order.minor - refundedOf(order)) return ["refund-exceeds-captured", order];
  // How much a till may give back is the owner's business.
  if (result === "refund-above-limit") return [result, order];
  return ["ok", { ...order, refunds: [...order.refunds, named] }];
}

const refundedOf = ({ refunds }: SpecOrder): number =>
  refunds.reduce((sum, named) => sum + Number(named.split(":")[1]), 0);

/** How an order is told of: its state, and what of it is given back. */
export const orderText = (order: SpecOrder): string => `${order.status} ${refundedOf(order)}`;

function seenBy(order: SpecOrder, key: string): string {
  if (order.holder === key && order.status !== "placed") return order.status;
  if (!order.ended.includes(key)) return "claim-unknown";
  return order.status === "expired" || order.status === "cancelled" ? order.status : "ended";
}

function strangeness(order: SpecOrder, key: string): string | null {
  if (order.holder === key && order.status !== "placed") return null;
  if (!order.ended.includes(key)) return "claim-unknown";
  return order.status === "cancelled" || order.status === "expired"
    ? `order-${order.status}`
    : "claim-ended";
}

const ended = (order: SpecOrder): SpecOrder =>
  order.holder === "" ? order : { ...order, holder: "", ended: [...order.ended, order.holder] };

/** The claim is over. Whether the order has run out as well, the next happening says. */
const letGo = (order: SpecOrder): SpecOrder => ({ ...ended(order), status: "placed" });
