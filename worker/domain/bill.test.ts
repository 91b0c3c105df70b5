import { describe, expect, it } from "vitest";
import { type Line, MAX_QUANTITY, checkBill, totalOf } from "./bill.ts";
import { MAX_MINOR, type Minor } from "./money.ts";

const line = (quantity: number, unitPrice: number): Line =>
  ({ name: "Tea", quantity, unitPrice }) as Line;
const check = (amount: number, ...lines: Line[]) => checkBill(amount as Minor, lines);

describe("a bill", () => {
  it("needs no lines, but lines have to come to the amount", () => {
    expect(check(2350).ok).toBe(true);
    expect(check(1120, line(2, 350), line(1, 420)).ok).toBe(true);
    expect(check(1120, line(2, 350))).toEqual({ ok: false, reason: "sum" });
  });

  it("may have a discount as a line, but never comes to nothing or less", () => {
    expect(check(900, line(1, 1000), line(1, -100)).ok).toBe(true);
    expect(check(0, line(1, 100), line(1, -100))).toEqual({ ok: false, reason: "price" });
  });

  it("refuses quantities and prices that nobody could mean", () => {
    for (const quantity of [0, -1, 1.5, MAX_QUANTITY + 1, Number.NaN]) {
      expect(check(100, line(quantity, 100))).toEqual({ ok: false, reason: "quantity" });
    }
    for (const price of [0.5, MAX_MINOR + 1, Number.NaN]) {
      expect(check(100, line(1, price))).toEqual({ ok: false, reason: "price" });
    }
  });

  it("adds up exactly at its largest", () => {
    const lines = Array.from({ length: 100 }, () => line(MAX_QUANTITY, MAX_MINOR));
    expect(Number.isSafeInteger(totalOf(lines))).toBe(true);
  });
});
