import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CURRENCIES, type Currency, exponentOf, isCurrency } from "./currency.ts";
import {
  MAX_MINOR,
  type Minor,
  decimalText,
  isPayable,
  isPrice,
  minorFromDecimal,
  moneyText,
} from "./money.ts";

describe("currencies", () => {
  it("have the exponents that ICU knows, but for those whose coins ICU leaves out", () => {
    // CLDR rounds these to whole units in shops; ISO 4217 keeps their minor unit.
    const roundedByCldr = new Set(
      "AFN ALL COP IDR IQD IRR KPW LAK LBP MMK PKR RSD SLL SOS SYP TZS UYW YER ZMK HUF ISK TWD AMD CRC GYD KZT MNT MUR NOK SEK UZS CZK".split(
        " ",
      ),
    );
    for (const code of CURRENCIES.filter((known) => !roundedByCldr.has(known))) {
      const format = new Intl.NumberFormat("en", { style: "currency", currency: code });
      expect([code, exponentOf(code as Currency)]).toEqual([
        code,
        format.resolvedOptions().maximumFractionDigits,
      ]);
    }
  });

  it("leave out what is not money at a counter", () => {
    for (const code of ["XXX", "XTS", "XAU", "USDT", "usd", "", "ＥＵＲ", "ЕUR"])
      expect(isCurrency(code)).toBe(false);
  });
});

describe("amounts", () => {
  it("come back from their decimal text as they were, in every currency, up to the largest safe integer", () => {
    const minor = fc.oneof(fc.nat(MAX_MINOR), fc.nat(999), fc.maxSafeNat());
    fc.assert(
      fc.property(minor, fc.constantFrom(0, 2, 3), (value, exponent) => {
        const text = decimalText(value as Minor, exponent);
        if (text.replace(".", "").length <= 12)
          expect(minorFromDecimal(text, exponent)).toBe(value);
      }),
    );
  });

  it("are never read from what is not a plain decimal of the currency", () => {
    for (const text of [
      "",
      ".",
      ".5",
      "1.",
      "-1",
      "+1",
      "1e3",
      "0x1",
      "1,000",
      "1_000",
      " 1",
      "１２",
      "٣",
      "1.234",
      "NaN",
    ]) {
      expect(minorFromDecimal(text, 2)).toBeNull();
    }
    expect(minorFromDecimal("10.50", 0)).toBeNull();
    expect(minorFromDecimal("1.234", 3)).toBe(1234);
  });

  it("are payable from 1 to the limit, whole, and nothing else", () => {
    for (const good of [1, 2350, MAX_MINOR]) expect(isPayable(good)).toBe(true);
    for (const bad of [0, -0, -1, 0.5, MAX_MINOR + 1, 2 ** 53, Number.NaN, Infinity])
      expect(isPayable(bad)).toBe(false);
    expect(isPrice(-250)).toBe(true);
    expect(isPrice(-0)).toBe(false);
  });

  it("keep every digit when they are written for people", () => {
    const money = (minor: number, currency: string) => ({
      minor: minor as Minor,
      currency: currency as Currency,
    });
    expect(moneyText(money(2350, "EUR"), "en")).toBe("€23.50");
    expect(moneyText(money(2350, "CNY"), "zh-CN")).toBe("¥23.50");
    expect(moneyText(money(2350, "JPY"), "en")).toBe("¥2,350");
    expect(moneyText(money(2350, "KWD"), "en")).toContain("2.350");
    expect(moneyText(money(Number.MAX_SAFE_INTEGER, "EUR"), "en")).toBe("€90,071,992,547,409.91");
  });
});
