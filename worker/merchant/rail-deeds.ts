import type { AuditRecord } from "../contract/audit.ts";
import { exponentOf } from "../domain/currency.ts";
import type { Money } from "../domain/money.ts";
import type { Order, OrderEvent } from "../domain/order.ts";
import { orderNumberText } from "../domain/order-number.ts";

/** What a rail told of by itself that the owner has to read of, as a line of the audit trail; null for everything else. */
export function railDeedOf(
  order: Order,
  event: OrderEvent,
): Omit<AuditRecord, "seq" | "at"> | null {
  const stray =
    "ordinal" in event && order.past.strays.find(({ ordinal }) => ordinal === event.ordinal);
  const source = stray || (order.status === "paid" && { ...order, rail: order.attempt.rail });
  if (!source) return null;
  const { terms } = order;
  const actor = `rail ${source.rail}`;
  const about = (minor: Money["minor"]): string =>
    `${orderNumberText(terms.number)}: ${textOf({ ...terms.amount, minor })}`;
  switch (event.type) {
    case "holdLost":
      return { actor, action: "hold-lost", about: about(terms.amount.minor) };
    case "disputed":
      return { actor, action: "disputed", about: about(event.amount) };
    case "disputeClosed": {
      const amount = source.disputes?.find(({ key }) => key === event.key)?.amount;
      const closed = about(amount ?? terms.amount.minor);
      return { actor, action: "dispute-closed", about: `${closed}, ${event.outcome}` };
    }
    default:
      return null;
  }
}

const textOf = ({ minor, currency }: Money): string => {
  const decimals = exponentOf(currency);
  return `${currency} ${(minor / 10 ** decimals).toFixed(decimals)}`;
};
