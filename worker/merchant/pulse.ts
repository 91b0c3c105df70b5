import type { Pulse, Stuck, StuckKind, Tally, TallyKind } from "../contract/status.ts";
import type { Instant } from "../domain/instant.ts";
import type { Order, OrderEvent } from "../domain/order.ts";
import { orderNumberText } from "../domain/order-number.ts";
import { isToReturn, owedOf } from "../domain/stray.ts";
import type { Fact, Journal } from "./journal.ts";
import type { Shop } from "./shop.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** How long each kind of work may take before somebody wants to know: a rail's refund may take an hour and be well. */
const PATIENCE_MS: Readonly<Record<Exclude<StuckKind, "hold">, number>> = {
  paying: 3 * MINUTE_MS,
  posting: 3 * MINUTE_MS,
  returning: 10 * MINUTE_MS,
  crediting: 10 * MINUTE_MS,
  refunding: HOUR_MS,
};
/** Events told at one waking; a busy shop's others come with the next. */
const MAX_EVENTS = 4_000;
const MAX_STUCK = 20;

/** What a merchant tells the operator: sales since it told last, and work that has not ended in its time. */
export function pulseOf(shop: Shop, after: number): Pulse {
  const { journal, profile } = shop;
  const { facts, cursor } = journal.factsFrom(after, MAX_EVENTS);
  const at = shop.now();
  return {
    tallies: talliesOf(facts, profile.currency, readerOf(journal)),
    tallied: cursor,
    stuck: journal
      .open()
      .flatMap(({ order }) => stuckOf(order, at))
      .toSorted((a, b) => a.since - b.since)
      .slice(0, MAX_STUCK),
  };
}

/** Reads each order once, however many of the facts are about it. */
function readerOf(journal: Journal): (number: Fact["number"]) => Order | null {
  const read = new Map<Fact["number"], Order | null>();
  return (number) => {
    const known = read.get(number);
    if (known !== undefined) return known;
    const order = journal.find(number)?.order ?? null;
    read.set(number, order);
    return order;
  };
}

function talliesOf(
  facts: readonly Fact[],
  currency: string,
  orderOf: (number: Fact["number"]) => Order | null,
): Tally[] {
  const sums = new Map<string, Tally>();
  const railOf = new Map<Fact["number"], string>();
  const count = (at: Instant, kind: TallyKind, name: string, minor = 0): void => {
    const hour = Math.floor(at / HOUR_MS);
    const key = `${hour} ${kind} ${name}`;
    const before = sums.get(key);
    sums.set(key, {
      kind,
      name,
      hour,
      count: (before?.count ?? 0) + 1,
      minor: (before?.minor ?? 0) + minor,
    });
  };
  for (const { number, at, event } of facts) {
    if (event.type === "instructed") railOf.set(number, event.attempt.rail);
    const kind = KINDS[event.type];
    if (!kind) continue;
    const order = orderOf(number);
    const current = order && "attempt" in order ? order.attempt.rail : null;
    const rail = event.type === "paidInCash" ? "cash" : (railOf.get(number) ?? current ?? "?");
    count(at, kind, rail);
    // What goes into a wallet is no sale.
    if (kind === "paid" && order && !order.terms.kind)
      count(at, "sale", currency, order.terms.amount.minor);
  }
  return [...sums.values()];
}

const KINDS: Partial<Record<OrderEvent["type"], TallyKind>> = {
  captured: "paid",
  paidInCash: "paid",
  declined: "declined",
  doubted: "doubted",
};

function stuckOf(order: Order, now: Instant): Stuck[] {
  const { amount, number } = order.terms;
  const late = (what: keyof typeof PATIENCE_MS, rail: string, since: Instant, minor: number) =>
    now - since < PATIENCE_MS[what]
      ? []
      : [{ what, about: orderNumberText(number), rail, minor, currency: amount.currency, since }];
  const found: Stuck[] = [];
  if (order.status === "paying")
    found.push(...late("paying", order.attempt.rail, order.attempt.at, amount.minor));
  if (order.status === "paid") {
    const { attempt, paidAt, refunds, isPosting, isOwed } = order;
    if (isPosting) found.push(...late("posting", attempt.rail, paidAt, amount.minor));
    if (isOwed) found.push(...late("crediting", attempt.rail, paidAt, amount.minor));
    for (const { status, at, amount: minor } of refunds)
      if (status === "pending") found.push(...late("refunding", attempt.rail, at, minor));
  }
  for (const stray of order.past.strays)
    if (isToReturn(stray))
      found.push(...late("returning", stray.rail, endOf(order), owedOf(stray)));
  return found;
}

/** When an order ended; money that strays in while it has not is as old as the order. */
function endOf(order: Order): Instant {
  if (order.status === "paid") return order.paidAt;
  return "endedAt" in order ? order.endedAt : order.terms.placedAt;
}
