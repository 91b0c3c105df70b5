import type { Brand } from "./brand.ts";

/** An ISO 4217 alphabetic code that this till can take. */
export type Currency = Brand<string, "Currency">;

/** How many decimals the minor unit has. */
export type Exponent = 0 | 2 | 3;

// ISO 4217, list one (2024-06-25): codes of money that circulates, grouped by the exponent of the minor unit.
// Left out: funds and metals (X…, BOV, CHE, CLF, …), and MRU and MGA, whose minor unit is a fifth.
const WITHOUT_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
const WITH_THREE = "BHD IQD JOD KWD LYD OMR TND";
const WITH_TWO =
  "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC " +
  "CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD " +
  "KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR " +
  "NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS " +
  "TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW";

const EXPONENTS: ReadonlyMap<string, Exponent> = new Map([
  ...WITHOUT_DECIMALS.split(" ").map((code) => [code, 0] as const),
  ...WITH_TWO.split(" ").map((code) => [code, 2] as const),
  ...WITH_THREE.split(" ").map((code) => [code, 3] as const),
]);

export const CURRENCIES: readonly string[] = [...EXPONENTS.keys()].toSorted();

export function isCurrency(text: string): text is Currency {
  return EXPONENTS.has(text);
}

export function exponentOf(currency: Currency): Exponent {
  const exponent = EXPONENTS.get(currency);
  if (exponent === undefined) throw new RangeError(`not a currency of this till: ${currency}`);
  return exponent;
}
