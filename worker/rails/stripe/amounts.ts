import { type Currency, exponentOf } from "../../domain/currency.ts";
import { type Minor, type Money, isPayable } from "../../domain/money.ts";

// https://docs.stripe.com/currencies, "Supported presentment currencies": those of ours that Stripe takes.
const TAKEN = new Set(
  (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CLP CNY " +
    "COP CRC CVE CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD " +
    "JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LRD LSL MAD MDL MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN " +
    "NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SEK SGD SHP SLE SOS SRD STN SZL THB " +
    "TJS TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VND VUV WST XAF XCD XOF XPF YER ZAR ZMW"
  ).split(" "),
);

/** "Special cases" there: no decimals, but sent as if there were two, of which both are zero. */
const PADDED = new Set(["ISK", "UGX"]);

/** "The amount value supports up to eight digits" (the `amount` parameter of a PaymentIntent). */
const MAX_AMOUNT = 99_999_999;

/**
 * The amount as Stripe counts it; null when Stripe cannot take it: a currency it does not know, more than eight digits,
 * or, where there are three decimals, a last digit that is not zero ("Three-decimal currencies").
 */
export function stripeAmountOf({ minor, currency }: Money): number | null {
  if (!TAKEN.has(currency)) return null;
  if (exponentOf(currency) === 3 && minor % 10 !== 0) return null;
  const amount = PADDED.has(currency) ? minor * 100 : minor;
  return amount <= MAX_AMOUNT ? amount : null;
}

/** What an amount of Stripe's is here; null for what no order of ours can have. */
export function moneyOf(amount: number, stripeCurrency: string): Money | null {
  const currency = stripeCurrency.toUpperCase() as Currency;
  if (!TAKEN.has(currency)) return null;
  const minor = PADDED.has(currency) ? amount / 100 : amount;
  return isPayable(minor) ? { minor, currency } : null;
}

/** The same for a part of a payment, in the payment's currency. */
export const minorOf = (amount: number, stripeCurrency: string): Minor | null =>
  moneyOf(amount, stripeCurrency)?.minor ?? null;

// https://docs.stripe.com/payments/alipay and /wechat-pay, "Supported currencies".
const WALLETS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["alipay", new Set("AUD CAD CNY EUR GBP HKD JPY MYR NZD SGD USD".split(" "))],
  ["wechat_pay", new Set("AUD CAD CHF CNY DKK EUR GBP HKD JPY NOK SEK SGD USD".split(" "))],
]);

type Way = "card" | "alipay" | "wechat_pay";
const WAYS: readonly Way[] = ["card", "alipay", "wechat_pay"];

/** What can be paid with in this currency. */
export const waysIn = (currency: Currency): Way[] =>
  WAYS.filter((way) => WALLETS.get(way)?.has(currency) ?? true);
