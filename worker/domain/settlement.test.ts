import fc from "fast-check";
import { describe, it } from "vitest";
import type { Minor } from "./money.ts";
import { type Flow, batchesOf, totalsOf } from "./settlement.ts";

const flow = (debit: string, credit: string, amount: number, count = 1): Flow => ({
  debit,
  credit,
  currency: "EUR",
  count,
  amount: amount as Minor,
});

describe("a settlement", () => {
  it("has a batch for each rail: what came, what went back, and what else moved", ({ expect }) => {
    const batches = batchesOf([
      flow("clearing:sandbox", "available", 5_000, 3),
      flow("available", "refunding", 700),
      flow("refunding", "clearing:sandbox", 700),
      flow("clearing:sandbox", "refunding", 300),
      flow("clearing:sandbox", "suspense", 66),
      flow("suspense", "clearing:sandbox", 66),
      flow("cash", "available", 1_250),
      flow("cash", "clearing:wallet", 2_000),
      flow("clearing:wallet", "available", 900, 2),
    ]);
    expect(batches).toMatchObject([
      { rail: "cash", sales: 1, gross: 1_250, toppedUp: 2_000, net: 3_250 },
      {
        rail: "sandbox",
        sales: 3,
        gross: 5_000,
        refunds: 1,
        refunded: 700,
        bounced: 300,
        strayed: 0,
        net: 4_600,
      },
      { rail: "wallet", sales: 2, gross: 900, toppedUp: -2_000, net: -1_100 },
    ]);
    expect(totalsOf(batches)).toMatchObject([
      { sales: 6, gross: 7_150, refunds: 1, refunded: 700, bounced: 300, toppedUp: 0, net: 6_750 },
    ]);
  });

  it("comes to what the rails' accounts have moved, whatever was booked, and in whatever stretches", ({
    expect,
  }) => {
    const account = fc.constantFrom(
      "available",
      "refunding",
      "suspense",
      "cash",
      "clearing:wallet",
      "clearing:bank",
    );
    const booked = fc.record({
      debit: account,
      credit: account,
      currency: fc.constantFrom("EUR", "JPY"),
      count: fc.integer({ min: 1, max: 9 }),
      amount: fc.integer({ min: 1, max: 1e9 }).map((minor) => minor as Minor),
    });
    const flows = fc.array(booked.filter(({ debit, credit }) => debit !== credit));
    fc.assert(
      fc.property(flows, flows, (first, second) => {
        const moved = new Map<string, number>();
        for (const { debit, credit, currency, amount } of [...first, ...second])
          for (const [name, change] of [
            [debit, amount],
            [credit, -amount],
          ] as const)
            moved.set(`${name} ${currency}`, (moved.get(`${name} ${currency}`) ?? 0) + change);
        for (const { rail, currency, gross, refunded, bounced, toppedUp, strayed, net } of [
          ...batchesOf(first),
          ...batchesOf(second),
        ]) {
          expect(net).toBe(gross - refunded + bounced + toppedUp + strayed);
          const name = `${rail === "cash" ? rail : `clearing:${rail}`} ${currency}`;
          moved.set(name, (moved.get(name) ?? 0) - net);
        }
        const left = [...moved].filter(([name]) => /^(cash|clearing)/.test(name));
        expect(left.filter(([, minor]) => minor !== 0)).toEqual([]);
      }),
    );
  });
});
