import { describe, it } from "vitest";
import { CURRENCIES, type Currency, exponentOf } from "../../domain/currency.ts";
import type { Minor, Money } from "../../domain/money.ts";
import { moneyOf, stripeAmountOf, waysIn } from "./amounts.ts";

const money = (minor: number, currency: string): Money => ({
  minor: minor as Minor,
  currency: currency as Currency,
});

// https://docs.stripe.com/currencies as it reads in the official documentation: "Zero-decimal currencies",
// "Three-decimal currencies", and the special cases ISK and UGX.
const ZERO = "BIF CLP DJF GNF JPY KMF KRW PYG RWF VND VUV XAF XOF XPF".split(" ");
const THREE = "BHD JOD KWD OMR TND".split(" ");

describe("an amount for Stripe", () => {
  it("is the minor unit where there are two decimals, and the unit itself where there are none", ({
    expect,
  }) => {
    expect(stripeAmountOf(money(2350, "EUR"))).toBe(2350);
    for (const currency of ZERO) expect(stripeAmountOf(money(500, currency))).toBe(500);
  });

  it("has two zeros more where Stripe counts decimals that the money does not have", ({
    expect,
  }) => {
    for (const currency of ["ISK", "UGX"]) {
      expect(stripeAmountOf(money(500, currency))).toBe(50_000);
      expect(moneyOf(50_000, currency.toLowerCase())).toEqual(money(500, currency));
      expect(moneyOf(50_050, currency.toLowerCase())).toBeNull();
    }
  });

  it("ends in a zero where there are three decimals, or is none", ({ expect }) => {
    for (const currency of THREE) {
      expect(stripeAmountOf(money(5_120, currency))).toBe(5_120);
      expect(stripeAmountOf(money(5_124, currency))).toBeNull();
    }
  });

  it("has eight digits at most, and none in a currency that Stripe does not take", ({ expect }) => {
    expect(stripeAmountOf(money(99_999_999, "EUR"))).toBe(99_999_999);
    expect(stripeAmountOf(money(100_000_000, "EUR"))).toBeNull();
    expect(stripeAmountOf(money(1_000_000, "UGX"))).toBeNull();
    expect(stripeAmountOf(money(500, "KPW"))).toBeNull();
  });

  it("counts decimals as this till does, in every currency that Stripe takes", ({ expect }) => {
    const taken = CURRENCIES.filter((code) => stripeAmountOf(money(1000, code)) !== null);
    const decimals = (code: string) =>
      [...ZERO, "ISK", "UGX"].includes(code) ? 0 : THREE.includes(code) ? 3 : 2;
    for (const code of taken)
      expect([code, exponentOf(code as Currency)]).toEqual([code, decimals(code)]);
    expect(taken.length).toBeGreaterThan(120);
  });

  it("comes back as it went, in every currency", ({ expect }) => {
    for (const code of CURRENCIES) {
      const amount = stripeAmountOf(money(12_340, code));
      if (amount !== null) expect(moneyOf(amount, code.toLowerCase())).toEqual(money(12_340, code));
    }
  });
});

describe("the ways to pay in a currency", () => {
  it("are Alipay and WeChat Pay only where they take it", ({ expect }) => {
    expect(waysIn("EUR" as Currency)).toEqual(["card", "alipay", "wechat_pay"]);
    expect(waysIn("CHF" as Currency)).toEqual(["card", "wechat_pay"]);
    expect(waysIn("ISK" as Currency)).toEqual(["card"]);
  });
});
