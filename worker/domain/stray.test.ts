import fc from "fast-check";
import { expect, it } from "vitest";
import type { OrderCommand } from "./decide.ts";
import { entriesOf } from "./ledger.ts";
import { evolve } from "./evolve.ts";
import type { Minor } from "./money.ts";
import type { Dispute, Order, OrderEvent } from "./order.ts";
import type { ReportedDispute } from "./report-disputes.ts";
import { step } from "./step.ts";
import { isToReturn, owedOf } from "./stray.ts";
import { T0, capture, euros, place } from "./test-orders.ts";

const WHOLE = 2_350;

const dispute: fc.Arbitrary<ReportedDispute> = fc.record({
  remote: fc.constantFrom("dp_1", "dp_2"),
  amount: fc.constant(WHOLE as Minor),
  status: fc.constantFrom("open", "won", "lost"),
  taken: fc.constantFrom(0, 1_000, WHOLE).map((minor) => minor as Minor),
  fee: fc.constantFrom(0, 1_500).map((minor) => minor as Minor),
});
const command: fc.Arbitrary<OrderCommand> = fc.oneof(
  fc.array(dispute, { maxLength: 2 }).map((all): OrderCommand => {
    const disputes = all.filter(
      ({ remote }, i) => all.findIndex((one) => one.remote === remote) === i,
    );
    return { type: "report disputes", ordinal: 1, disputes };
  }),
  fc.constantFrom(undefined, 1_000, 1_350, WHOLE).map((minor): OrderCommand => {
    const amount = minor === undefined ? {} : { amount: minor as Minor };
    return { type: "return", ordinal: 1, ...amount };
  }),
);

it("keeps the books of money that strayed, whatever is told of it in whatever order", () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 8 }), (moves) => {
      const accounts = new Map<string, number>();
      const has = (account: string): number => 0 - (accounts.get(account) ?? 0);
      let order: Order | null = null;
      let went = 0;
      const take = (event: OrderEvent): void => {
        order = evolve(order, event);
        if (event.type === "returned") went += event.amount ?? WHOLE;
        for (const { debit, credit, amount } of entriesOf(order, event)) {
          expect(amount).toBeGreaterThan(0);
          accounts.set(debit, (accounts.get(debit) ?? 0) + amount);
          accounts.set(credit, (accounts.get(credit) ?? 0) - amount);
        }
      };
      for (const move of [place, capture(1, euros(WHOLE)), ...moves]) {
        for (const event of step(order, move, T0).events) take(event);
        const [stray] = (order as Order | null)?.past.strays ?? [];
        if (!stray) continue;
        const { disputes = [], returned } = stray;
        const taken = sum(disputes, "taken");
        const lost = sum(
          disputes.filter(({ status }) => status === "lost"),
          "taken",
        );
        expect(has("suspense")).toBe(owedOf(stray));
        expect(has("disputed")).toBe(lost - taken);
        expect(has("fees")).toBe(0 - sum(disputes, "fee"));
        expect(has("clearing:sandbox")).toBe(went + taken + sum(disputes, "fee") - WHOLE);
        expect(has("available")).toBe(WHOLE - went - lost - owedOf(stray));
        if (isToReturn(stray)) expect([returned, owedOf(stray) > 0]).toEqual([false, true]);
      }
    }),
    { numRuns: 2_000 },
  );
});

const sum = (disputes: readonly Dispute[], of: "taken" | "fee"): number =>
  disputes.reduce((all, one) => all + one[of], 0);
