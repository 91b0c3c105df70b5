import { describe, it } from "vitest";
import { EMPTY_REFUND, allowedOf, leftOf, readRefund } from "./refund-draft.ts";
import { likelyTenders, readTender } from "./tender.ts";
import { placed, viewOf } from "./test-till.ts";

const money = (minor: number) => ({ minor, currency: "EUR", exponent: 2 });
const given = (minor: number, status: "pending" | "done" | "failed") => ({
  amount: money(minor),
  reason: "x",
  at: "",
  status,
});
const part = (typed: string, reason = "Cold") => ({ isWhole: false, typed, reason });
const most = { left: 2_350, allowed: null, exponent: 2 } as const;

describe("a refund that is put together", () => {
  it("counts what is on its way as given, and what failed as not", ({ expect }) => {
    const refunds = [given(1_000, "done"), given(350, "pending"), given(900, "failed")];
    const order = viewOf(placed(), { status: "paid", refunds });
    expect(leftOf(order)).toBe(1_000);
    expect(allowedOf(order, 1_500)).toBe(150);
    expect(allowedOf(order, 100)).toBe(0);
    expect(allowedOf(order, null)).toBeNull();
  });

  it("is all that is left, or the part that was typed", ({ expect }) => {
    const whole = { ...EMPTY_REFUND, reason: "Cold" };
    expect(readRefund(whole, most)).toMatchObject({ value: { amount: 2_350, reason: "Cold" } });
    expect(readRefund(part("3,5"), most)).toMatchObject({ value: { amount: 350 } });
  });

  it.for([
    [part("0"), null, "amount"],
    [part("abc"), null, "amount"],
    [part("3.505"), null, "amount"],
    [part("23.51"), null, "too-much"],
    [part("10"), 999, "above-limit"],
    [part("10", " "), null, "reason"],
    [part("10", "<b>"), null, "reason"],
    [part("10", "x".repeat(201)), null, "reason"],
  ] as const)("is not %j with a limit of %j: %s", ([draft, allowed, fault], { expect }) => {
    expect(readRefund(draft, { ...most, allowed })).toEqual({ ok: false, reason: fault });
  });
});

describe("cash that is handed over", () => {
  it.for([
    [1_250, 2, [1_250, 1_500, 2_000, 5_000]],
    [2_000, 2, [2_000, 5_000, 10_000, 20_000]],
    [780, 0, [780, 1_000, 2_000, 5_000]],
    [999_999_999, 2, [999_999_999]],
  ] as const)(
    "for %i with %i decimals is likely one of %j",
    ([due, exponent, sums], { expect }) => {
      expect(likelyTenders(due, exponent)).toEqual(sums);
    },
  );

  it("is enough, or says why not", ({ expect }) => {
    expect(readTender("20", 1_250, 2)).toEqual({ ok: true, value: 2_000 });
    expect(readTender("12.49", 1_250, 2)).toEqual({ ok: false, reason: "short" });
    expect(readTender("twenty", 1_250, 2)).toEqual({ ok: false, reason: "amount" });
  });
});
