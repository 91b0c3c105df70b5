import { describe, expect, it } from "vitest";
import { decimalOf, minorOf, quantityOf, shifted } from "./decimal.ts";

describe("a decimal", () => {
  it.each([
    ["23.50", 2, 2350],
    ["23.5", 2, 2350],
    [".5", 2, 50],
    ["1.250", 2, 125],
    ["1.25", 3, 1250],
    ["12.00", 0, 12],
    ["0.29", 2, 29],
    ["1.005", 3, 1005],
  ] as const)("%s with %i figures behind the point is %i minor units", (text, exponent, minor) => {
    expect(minorOf(decimalOf(text), exponent)).toBe(minor);
  });

  it.each([
    ["23.505", 2],
    ["0.5", 0],
    ["0.0001", 3],
  ] as const)("%s has no coin with %i figures behind the point", (text, exponent) => {
    expect(minorOf(decimalOf(text), exponent)).toBeUndefined();
  });

  it("beyond counting is endless, and not wrong", () => {
    expect(minorOf(decimalOf("99999999999999999999"), 2)).toBe(Number.POSITIVE_INFINITY);
  });

  it("moves its point exactly", () => {
    expect(shifted({ whole: 1, fraction: "5" }, 6)).toEqual({ whole: 1_500_000, fraction: "" });
    expect(shifted({ whole: 2, fraction: "3456" }, 2)).toEqual({ whole: 234, fraction: "56" });
  });

  it("is a plain number as a quantity", () => {
    expect(quantityOf({ whole: 2, fraction: "5" })).toBe(2.5);
    expect(quantityOf({ whole: 2, fraction: "" })).toBe(2);
  });
});
