/** How a currency is called in English. Singular and plural; the full name where the short one is shared. */
export interface EnglishCurrency {
  major: readonly [one: string, many: string];
  full: readonly [one: string, many: string];
  /** Undefined where there is no coin below one. */
  minor: readonly [one: string, many: string] | undefined;
}

/** How a currency is called in Mandarin. */
export interface MandarinCurrency {
  /** Said before the number, where the unit alone would be the yuan. */
  lead: string;
  major: string;
  /** Undefined where there is no coin below one. */
  minor: string | undefined;
  /** Tenths and hundredths are said apart: 五角五分. */
  hasTenths: boolean;
}

type Names = readonly [one: string, many: string];

const english = (
  one: string,
  many: string,
  minor: Names | undefined,
  country = "",
): EnglishCurrency => ({
  major: [one, many],
  full: country === "" ? [one, many] : [`${country} ${one}`, `${country} ${many}`],
  minor,
});

const CENTS: Names = ["cent", "cents"];

const ENGLISH: ReadonlyMap<string, EnglishCurrency> = new Map([
  ["USD", english("dollar", "dollars", CENTS, "US")],
  ["AUD", english("dollar", "dollars", CENTS, "Australian")],
  ["CAD", english("dollar", "dollars", CENTS, "Canadian")],
  ["SGD", english("dollar", "dollars", CENTS, "Singapore")],
  ["HKD", english("dollar", "dollars", CENTS, "Hong Kong")],
  ["TWD", english("dollar", "dollars", CENTS, "New Taiwan")],
  ["EUR", english("euro", "euros", CENTS)],
  ["GBP", english("pound", "pounds", ["penny", "pence"], "British")],
  ["JPY", english("yen", "yen", undefined, "Japanese")],
  ["CNY", english("yuan", "yuan", ["fen", "fen"], "Chinese")],
  ["KRW", english("won", "won", undefined, "Korean")],
  ["CHF", english("franc", "francs", ["centime", "centimes"], "Swiss")],
  ["THB", english("baht", "baht", ["satang", "satang"], "Thai")],
  ["INR", english("rupee", "rupees", ["paisa", "paise"], "Indian")],
  ["KWD", english("dinar", "dinars", ["fils", "fils"], "Kuwaiti")],
  ["BHD", english("dinar", "dinars", ["fils", "fils"], "Bahraini")],
  ["VND", english("dong", "dong", undefined, "Vietnamese")],
]);

const mandarin = (major: string, minor: string | undefined, lead = ""): MandarinCurrency => ({
  lead,
  major,
  minor,
  hasTenths: false,
});

const MANDARIN: ReadonlyMap<string, MandarinCurrency> = new Map([
  ["CNY", { ...mandarin("元", "分"), hasTenths: true }],
  ["TWD", { ...mandarin("元", "分", "新台币"), hasTenths: true }],
  ["HKD", { ...mandarin("港元", "分"), hasTenths: true }],
  ["USD", mandarin("美元", "美分")],
  ["EUR", mandarin("欧元", "欧分")],
  ["GBP", mandarin("英镑", "便士")],
  ["JPY", mandarin("日元", undefined)],
  ["KRW", mandarin("韩元", undefined)],
  ["SGD", mandarin("新加坡元", "分")],
  ["AUD", mandarin("澳元", "分")],
  ["CAD", mandarin("加元", "分")],
  ["CHF", mandarin("瑞士法郎", "生丁")],
  ["THB", mandarin("泰铢", "萨当")],
  ["INR", mandarin("印度卢比", "派士")],
  ["KWD", mandarin("科威特第纳尔", "费尔")],
  ["BHD", mandarin("巴林第纳尔", "费尔")],
  ["VND", mandarin("越南盾", undefined)],
]);

export const englishCurrency = (currency: string): EnglishCurrency | undefined =>
  ENGLISH.get(currency);
export const mandarinCurrency = (currency: string): MandarinCurrency | undefined =>
  MANDARIN.get(currency);

/** The name of a currency that has none here, from the platform (ECMA-402), in the number that fits the amount. */
export function platformName(currency: string, locale: "en" | "zh", amount: number): string {
  const options = { style: "currency", currency, currencyDisplay: "name" } as const;
  const parts = new Intl.NumberFormat(locale, options).formatToParts(amount);
  return parts.find(({ type }) => type === "currency")?.value ?? currency;
}
