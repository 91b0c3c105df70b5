import { type ClaimCommand, decideClaim, letGo } from "./decide-claim.ts";
import { type CounterCommand, decideCounter } from "./decide-counter.ts";
import { type PaymentCommand, decidePayment } from "./decide-payment.ts";
import { ALREADY, type Decision } from "./decision.ts";
import type { Instant } from "./instant.ts";
import type { Order, OrderEvent, Terms } from "./order.ts";
import type { PlainText } from "./plain-text.ts";
import { type ReportedDispute, reportDisputes } from "./report-disputes.ts";
import { type ReportedRefund, reportRefunds } from "./report-refunds.ts";
import { ok, refuse } from "./result.ts";

/** What somebody wants of an order, or what a rail reports about it. */
export type OrderCommand =
  | { readonly type: "place"; readonly terms: Terms }
  | CounterCommand
  | ClaimCommand
  | PaymentCommand
  | {
      /** Every refund of the payment that its rail knows of. */
      readonly type: "report refunds";
      readonly rail: PlainText;
      readonly refunds: readonly ReportedRefund[];
    }
  | {
      /** Every dispute that a rail knows of the money that came with this attempt. */
      readonly type: "report disputes";
      readonly ordinal: number;
      readonly disputes: readonly ReportedDispute[];
    };

/** What the rules say to a command: the events it causes, or why not. Time has been recorded first, by {@link due}. */
export function decide(order: Order | null, command: OrderCommand, now: Instant): Decision {
  if (command.type === "place") return place(order, command.terms);
  if (!order) return refuse("order-not-found");
  switch (command.type) {
    case "claim":
    case "renew":
    case "locate":
    case "prove":
    case "attach":
    case "release":
      return decideClaim(order, command, now);
    case "cancel":
    case "take cash":
    case "refund":
    case "confirm refund":
    case "fail refund":
    case "recredit":
      return decideCounter(order, command, now);
    case "report refunds":
      return reportRefunds(order, command.refunds, command.rail, now);
    case "report disputes":
      return reportDisputes(order, command.ordinal, command.disputes, now);
    case "instruct":
    case "accept":
    case "reject":
    case "redirect":
    case "capture":
    case "decline":
    case "void":
    case "doubt":
    case "post":
    case "lose hold":
    case "credit":
    case "return":
      return decidePayment(order, command, now);
  }
}

/** The instant at which time alone changes the order, if it does. */
export function dueAt(order: Order): Instant | null {
  if (order.status === "placed") return order.terms.expiresAt;
  if (order.status === "claimed") return order.claim.leaseUntil;
  return null;
}

/** What time alone has done to the order by now. */
export function due(order: Order, now: Instant): readonly OrderEvent[] {
  const at = dueAt(order);
  if (at === null || now < at) return [];
  return order.status === "placed" ? [{ type: "expired", at: now }] : letGo(order, "lapsed", now);
}

function place(order: Order | null, terms: Terms): Decision {
  if (!order) return ok([{ type: "placed", terms }]);
  return isSameBill(order.terms, terms) ? ALREADY : refuse("order-number-reused");
}

/** The same content, whenever it was sent: a repeated device leg is answered, not refused. */
const isSameBill = (a: Terms, b: Terms): boolean => billText(a) === billText(b);

const billText = ({ amount, lines, note, kind, wallet, part }: Terms): string =>
  JSON.stringify([
    kind ?? "sale",
    amount.minor,
    amount.currency,
    note,
    lines.map(({ name, quantity, unitPrice }) => [name, quantity, unitPrice]),
    part ? [part.of, part.index, part.count] : null,
    wallet ?? null,
  ]);
