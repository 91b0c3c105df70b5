import fc from "fast-check";
import { expect, it } from "vitest";
import {
  MAX_COUNTER,
  MAX_TERMINAL,
  counterOf,
  orderNumber,
  orderNumberText,
  parseOrderNumber,
  terminalOf,
} from "./order-number.ts";

const terminal = fc.integer({ min: 1, max: MAX_TERMINAL });
const counter = fc.integer({ min: 1, max: MAX_COUNTER });

it("an order number is its terminal and its counter, as a number and as text", () => {
  fc.assert(
    fc.property(terminal, counter, (t, n) => {
      const number = orderNumber(t, n);
      expect([terminalOf(number), counterOf(number)]).toEqual([t, n]);
      expect(Number.isSafeInteger(number)).toBe(true);
      expect(parseOrderNumber(orderNumberText(number))).toBe(number);
    }),
  );
});

it("an order number has one text only", () => {
  const others = [
    "",
    "1",
    "1-",
    "-1",
    "0-1",
    "1-0",
    "01-1",
    "1-01",
    "1-1 ",
    " 1-1",
    "1-4294967296",
    "65536-1",
    "1--1",
    "1-1-1",
    "１-1",
    "1-1e3",
    "../1-1",
  ];
  for (const text of others) expect(parseOrderNumber(text)).toBeNull();
});

it("refuses to number what no terminal could have numbered", () => {
  for (const [t, n] of [
    [0, 1],
    [1, 0],
    [65_536, 1],
    [1, 2 ** 32],
    [1.5, 1],
    [1, Number.NaN],
  ] as const) {
    expect(() => orderNumber(t, n)).toThrow(RangeError);
  }
});
