import type { Exponent } from "../../../worker/domain/currency.ts";

/** What one of a coin is worth: a whole unit, a tenth of it (毛), or one minor unit. */
export type Coin = "major" | "tenth" | "minor";

/** A word for money, and the currencies it may mean; none listed is any currency. */
export interface MoneyWord {
  coin: Coin;
  currencies: readonly string[];
}

const DOLLARS = ["USD", "AUD", "CAD", "SGD", "HKD", "TWD", "NZD"];
const CENTS = [...DOLLARS, "EUR"];
const DINARS = ["KWD", "BHD", "JOD", "IQD"];

const major = (...currencies: readonly string[]): MoneyWord => ({ coin: "major", currencies });
const tenth = (...currencies: readonly string[]): MoneyWord => ({ coin: "tenth", currencies });
const minor = (...currencies: readonly string[]): MoneyWord => ({ coin: "minor", currencies });

/** Currency symbols, alone and with the letters that narrow them. */
export const SYMBOLS: ReadonlyMap<string, MoneyWord> = new Map([
  ["$", major(...DOLLARS)],
  ["€", major("EUR")],
  ["£", major("GBP")],
  ["¥", major("CNY", "JPY")],
  ["₹", major("INR")],
  ["₩", major("KRW")],
  ["฿", major("THB")],
  ["₫", major("VND")],
  ["¢", minor(...CENTS)],
  ["us$", major("USD")],
  ["a$", major("AUD")],
  ["au$", major("AUD")],
  ["c$", major("CAD")],
  ["ca$", major("CAD")],
  ["s$", major("SGD")],
  ["hk$", major("HKD")],
  ["nt$", major("TWD")],
  ["nz$", major("NZD")],
]);

/** ISO 4217 codes, as both languages' recognisers write them. */
export const CODES: ReadonlyMap<string, MoneyWord> = new Map(
  [
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "CNY",
    "HKD",
    "TWD",
    "KRW",
    "SGD",
    "AUD",
    "CAD",
    "NZD",
    "CHF",
    "THB",
    "INR",
    "KWD",
    "BHD",
    "VND",
  ].map((code) => [code.toLowerCase(), major(code)]),
);

export const ENGLISH_MONEY: ReadonlyMap<string, MoneyWord> = new Map([
  ...CODES,
  ["dollar", major(...DOLLARS)],
  ["buck", major(...DOLLARS)],
  ["euro", major("EUR")],
  ["pound", major("GBP")],
  ["quid", major("GBP")],
  ["yen", major("JPY")],
  ["yuan", major("CNY")],
  ["kuai", major("CNY")],
  ["rmb", major("CNY")],
  ["renminbi", major("CNY")],
  ["won", major("KRW")],
  ["baht", major("THB")],
  ["franc", major("CHF")],
  ["rupee", major("INR")],
  ["rs", major("INR")],
  ["dinar", major(...DINARS)],
  ["dong", major("VND")],
  ["peso", major("MXN", "PHP", "ARS", "CLP", "COP")],
  ["rouble", major("RUB")],
  ["ruble", major("RUB")],
  ["krona", major("SEK", "ISK")],
  ["krone", major("NOK", "DKK")],
  ["zloty", major("PLN")],
  ["ringgit", major("MYR")],
  ["rupiah", major("IDR")],
  ["dirham", major("AED", "MAD")],
  ["cent", minor(...CENTS)],
  ["p", minor("GBP")],
  ["pence", minor("GBP")],
  ["penny", minor("GBP")],
  ["mao", tenth("CNY")],
  ["jiao", tenth("CNY")],
  ["fen", minor("CNY")],
  ["rappen", minor("CHF")],
  ["centime", minor("CHF")],
  ["satang", minor("THB")],
  ["paisa", minor("INR")],
  ["paise", minor("INR")],
  ["fils", minor(...DINARS)],
]);

/** Words that narrow "dollar", "franc" and the like to one country's. */
export const ENGLISH_COUNTRIES: ReadonlyMap<string, string> = new Map([
  ["us", "USD"],
  ["american", "USD"],
  ["hong kong", "HKD"],
  ["new taiwan", "TWD"],
  ["taiwan", "TWD"],
  ["singapore", "SGD"],
  ["australian", "AUD"],
  ["canadian", "CAD"],
  ["swiss", "CHF"],
  ["japanese", "JPY"],
  ["chinese", "CNY"],
  ["korean", "KRW"],
  ["south korean", "KRW"],
  ["indian", "INR"],
  ["thai", "THB"],
  ["british", "GBP"],
  ["kuwaiti", "KWD"],
  ["bahraini", "BHD"],
  ["vietnamese", "VND"],
]);

export const MANDARIN_MONEY: ReadonlyMap<string, MoneyWord> = new Map([
  ...CODES,
  ["块钱", major()],
  ["元钱", major()],
  ["块", major()],
  ["元", major()],
  ["圆", major()],
  ["円", major("JPY")],
  ["人民币", major("CNY")],
  ["美元", major("USD")],
  ["美金", major("USD")],
  ["刀", major("USD", "AUD", "CAD")],
  ["欧元", major("EUR")],
  ["英镑", major("GBP")],
  ["镑", major("GBP")],
  ["日元", major("JPY")],
  ["日圆", major("JPY")],
  ["港元", major("HKD")],
  ["港币", major("HKD")],
  ["新台币", major("TWD")],
  ["台币", major("TWD")],
  ["韩元", major("KRW")],
  ["韩币", major("KRW")],
  ["新加坡元", major("SGD")],
  ["新元", major("SGD")],
  ["新币", major("SGD")],
  ["澳元", major("AUD")],
  ["澳币", major("AUD")],
  ["加元", major("CAD")],
  ["加币", major("CAD")],
  ["瑞士法郎", major("CHF")],
  ["法郎", major("CHF")],
  ["泰铢", major("THB")],
  ["印度卢比", major("INR")],
  ["卢比", major("INR")],
  ["科威特第纳尔", major("KWD")],
  ["巴林第纳尔", major("BHD")],
  ["第纳尔", major(...DINARS)],
  ["越南盾", major("VND")],
  ["毛", tenth()],
  ["毛钱", tenth()],
  ["角", tenth()],
  ["角钱", tenth()],
  ["毫", tenth("HKD")],
  ["分", minor()],
  ["分钱", minor()],
  ["美分", minor("USD")],
  ["欧分", minor("EUR")],
  ["便士", minor("GBP")],
  ["费尔", minor(...DINARS)],
  ["生丁", minor("CHF")],
  ["萨当", minor("THB")],
  ["派士", minor("INR")],
]);

/** May the word mean the till's currency? */
export function isSpokenIn(word: MoneyWord, currency: string): boolean {
  return word.currencies.length === 0 || word.currencies.includes(currency);
}

/** How many figures of a decimal lie between the coin and the minor unit; below zero where the currency has no such coin. */
export function figuresBelow(coin: Coin, exponent: Exponent): number {
  if (coin === "major") return exponent;
  return coin === "tenth" ? exponent - 1 : 0;
}
