import fc from "fast-check";
import { expect, it } from "vitest";
import type { OrderCommand } from "./decide.ts";
import { refundable } from "./decide-counter.ts";
import { later } from "./instant.ts";
import { entriesOf } from "./ledger.ts";
import { evolve } from "./evolve.ts";
import { type Order, type OrderEvent, isFinal } from "./order.ts";
import { step } from "./step.ts";
import {
  T0,
  capture,
  claim,
  decline,
  euros,
  instruct,
  place,
  refund,
  secret,
  takeCash,
} from "./test-orders.ts";

const key = fc.integer({ min: 1, max: 4 }).map(secret);
const ordinal = fc.integer({ min: 1, max: 3 });
const command: fc.Arbitrary<OrderCommand> = fc.oneof(
  fc.constant(place),
  key.map((by) => claim(by)),
  key.map((by): OrderCommand => ({ type: "renew", key: by })),
  key.map((by): OrderCommand => ({ type: "release", key: by })),
  fc.tuple(key, key).map(([tap, by]) => instruct(tap, by)),
  fc.constant<OrderCommand>({ type: "cancel" }),
  fc.tuple(ordinal, fc.constantFrom(2350, 2349)).map(([n, minor]) => capture(n, euros(minor))),
  fc
    .tuple(ordinal, fc.constantFrom(2350, 2349))
    .map(([n, minor]) => capture(n, euros(minor), true)),
  ordinal.map((n): OrderCommand => ({ type: "post", ordinal: n })),
  ordinal.map(decline),
  ordinal.map((n): OrderCommand => ({ type: "void", ordinal: n })),
  ordinal.map((n): OrderCommand => ({ type: "doubt", ordinal: n })),
  ordinal.map((n): OrderCommand => ({ type: "return", ordinal: n })),
  key.map((tap) => takeCash(2350, tap)),
  fc.tuple(fc.constantFrom(1, 1000, 2350), key).map(([amount, by]) => refund(amount, by)),
  key.map((by): OrderCommand => ({ type: "confirm refund", key: by })),
  key.map((by): OrderCommand => ({ type: "fail refund", key: by })),
);
const walk = fc.array(fc.tuple(command, fc.integer({ min: 0, max: 40_000 })), {
  minLength: 5,
  maxLength: 60,
});

/** What can still be told of an order that has ended: money that strays in, and money that goes back. */
const AFTER_THE_END = new Set([
  "strayed",
  "posted",
  "returned",
  "refundRequested",
  "refunded",
  "refundFailed",
]);

it("holds its laws on every walk: one payment, no revival, no change after the end, replay gives the order", () => {
  fc.assert(
    fc.property(walk, (moves) => {
      let order: Order | null = null;
      let now = T0;
      const story: OrderEvent[] = [];
      for (const [move, ms] of [[place, 0] as const, ...moves]) {
        now = later(now, ms);
        const before: Order | null = order;
        const taken = step(before, move, now);
        order = taken.order;
        story.push(...taken.events);
        if (!order) continue;

        // What has ended keeps its ending; only money that strays in can still be recorded.
        if (before && isFinal(before)) {
          expect(order.status).toBe(before.status);
          expect(taken.events.every(({ type }) => AFTER_THE_END.has(type))).toBe(true);
        }
        // A claim that has ended never holds the order again.
        if ("claim" in order && order.claim)
          expect(order.past.endedClaims).not.toContain(order.claim.key);
        // A claimed order's lease is in the future, and so is a placed order's time.
        if (order.status === "claimed") expect(order.claim.leaseUntil).toBeGreaterThan(now);
        if (order.status === "placed") expect(order.terms.expiresAt).toBeGreaterThan(now);
      }
      const paid = story.filter(({ type }) => type === "captured" || type === "paidInCash");
      expect(paid.length).toBeLessThanOrEqual(1);
      if (order?.status === "paid") expect(refundable(order)).toBeGreaterThanOrEqual(0);
      expectBooks(story, order);
      expect(story.reduce<Order | null>(evolve, null)).toEqual(order);
    }),
    { numRuns: 2_000 },
  );
});

/** Replays the story into accounts: what is the merchant's own, and nothing in between once nothing is in between. */
function expectBooks(story: readonly OrderEvent[], end: Order | null): void {
  const accounts = new Map<string, number>();
  const move = (account: string, amount: number): void =>
    void accounts.set(account, (accounts.get(account) ?? 0) + amount);
  let order: Order | null = null;
  for (const event of story) {
    order = evolve(order, event);
    for (const { debit, credit, amount } of entriesOf(order, event)) {
      expect(amount).toBeGreaterThan(0);
      move(debit, amount);
      move(credit, -amount);
    }
  }
  const pending =
    end?.status === "paid" ? end.refunds.filter(({ status }) => status === "pending") : [];
  const stray = (end?.past.strays ?? []).filter(({ returned, isHeld }) => !returned && !isHeld);
  expect(0 - (accounts.get("available") ?? 0)).toBe(end?.status === "paid" ? refundable(end) : 0);
  expect(0 - (accounts.get("refunding") ?? 0)).toBe(
    pending.reduce((sum, { amount }) => sum + amount, 0),
  );
  expect(0 - (accounts.get("suspense") ?? 0)).toBe(
    stray.reduce((sum, { amount }) => sum + amount.minor, 0),
  );
}
