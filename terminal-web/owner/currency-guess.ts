import type { Language } from "../../worker/contract/merchant.ts";

/** Where the browser's language comes from says which money lies there; a guess that the owner changes with one tap. */
const EURO = "AT BE BG HR CY EE FI FR DE GR IE IT LV LT LU MT NL PT SK SI ES AD MC SM VA ME XK";
const MONEY: Readonly<Record<string, string>> = {
  AE: "AED",
  AR: "ARS",
  AU: "AUD",
  BR: "BRL",
  CA: "CAD",
  CH: "CHF",
  CL: "CLP",
  CN: "CNY",
  CO: "COP",
  CZ: "CZK",
  DK: "DKK",
  EG: "EGP",
  GB: "GBP",
  HK: "HKD",
  HU: "HUF",
  ID: "IDR",
  IL: "ILS",
  IN: "INR",
  JP: "JPY",
  KE: "KES",
  KR: "KRW",
  KW: "KWD",
  LI: "CHF",
  MA: "MAD",
  MO: "MOP",
  MX: "MXN",
  MY: "MYR",
  NG: "NGN",
  NO: "NOK",
  NZ: "NZD",
  PE: "PEN",
  PH: "PHP",
  PK: "PKR",
  PL: "PLN",
  RO: "RON",
  RS: "RSD",
  SA: "SAR",
  SE: "SEK",
  SG: "SGD",
  TH: "THB",
  TN: "TND",
  TR: "TRY",
  TW: "TWD",
  UA: "UAH",
  US: "USD",
  VN: "VND",
  ZA: "ZAR",
  ...Object.fromEntries(EURO.split(" ").map((region) => [region, "EUR"])),
};

/** The currency to begin with: of the first of the browser's languages that names a country we know. */
export function guessCurrency(tags: readonly string[], language: Language): string {
  const regions = tags.flatMap((tag) => regionOf(tag) ?? []);
  const known = regions.map((region) => MONEY[region]).find((code) => code !== undefined);
  return known ?? (language === "zh" ? "CNY" : "EUR");
}

/** "en-GB" says GB; a language alone is not a country, except Chinese as it is written in one. */
function regionOf(tag: string): string | null {
  try {
    const { language, region, script } = new Intl.Locale(tag);
    if (region !== undefined) return region;
    return language === "zh" && script !== "Hant" ? "CN" : null;
  } catch {
    return null;
  }
}
