import fc from "fast-check";
import { expect, it } from "vitest";
import type { OrderCommand } from "./decide.ts";
import { later } from "./instant.ts";
import { type Order, type OrderEvent, evolve, isFinal } from "./order.ts";
import { step } from "./step.ts";
import { T0, capture, claim, decline, euros, instruct, place, secret } from "./test-orders.ts";

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
  ordinal.map(decline),
  ordinal.map((n): OrderCommand => ({ type: "void", ordinal: n })),
  ordinal.map((n): OrderCommand => ({ type: "doubt", ordinal: n })),
  ordinal.map((n): OrderCommand => ({ type: "return", ordinal: n })),
);
const walk = fc.array(fc.tuple(command, fc.integer({ min: 0, max: 40_000 })), {
  minLength: 5,
  maxLength: 60,
});

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
          expect(taken.events.every(({ type }) => type === "strayed" || type === "returned")).toBe(
            true,
          );
        }
        // A claim that has ended never holds the order again.
        if ("claim" in order) expect(order.past.endedClaims).not.toContain(order.claim.key);
        // A claimed order's lease is in the future, and so is a placed order's time.
        if (order.status === "claimed") expect(order.claim.leaseUntil).toBeGreaterThan(now);
        if (order.status === "placed") expect(order.terms.expiresAt).toBeGreaterThan(now);
      }
      expect(story.filter(({ type }) => type === "captured").length).toBeLessThanOrEqual(1);
      expect(story.reduce<Order | null>(evolve, null)).toEqual(order);
    }),
    { numRuns: 2_000 },
  );
});
