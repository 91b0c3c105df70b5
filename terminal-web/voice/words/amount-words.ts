import type { Language } from "../../../worker/contract/merchant.ts";
import { englishCurrency, mandarinCurrency, platformName } from "./currency-names.ts";
import { englishFigures, englishNumber } from "./english-number.ts";
import { mandarinFigures, mandarinNumber } from "./mandarin-number.ts";

/** An amount split at the point: whole units, coins, and the coins' figures. */
interface Split {
  major: number;
  minor: number;
  figures: string;
}

/**
 * What the till says of an amount in minor units: "twenty-three fifty", "twelve dollars fifty", 二十三元五角.
 * Short where it can be heard in one way only; units are said wherever it could not. Throws RangeError on a
 * negative or fractional amount.
 */
export function amountWords(
  minor: number,
  currency: string,
  exponent: number,
  language: Language,
): string {
  const split = splitAt(minor, exponent);
  if (language === "zh") return mandarinWords(split, currency);
  // "Twelve fifty" may be 1,250 and "three fifty" 350; from twenty up nobody hears the hundreds.
  const isPlain = exponent === 2 && split.major >= 20 && split.major < 100 && split.minor >= 10;
  return isPlain
    ? `${englishNumber(split.major)} ${englishNumber(split.minor)}`
    : englishWords(split, currency, "short");
}

/** The amount with every unit and its full name: "twenty-three US dollars and fifty cents". */
export function formalAmountWords(
  minor: number,
  currency: string,
  exponent: number,
  language: Language,
): string {
  const split = splitAt(minor, exponent);
  return language === "zh" ? mandarinWords(split, currency) : englishWords(split, currency, "full");
}

function splitAt(minor: number, exponent: number): Split {
  if (!Number.isSafeInteger(minor) || minor < 0) throw new RangeError(`not an amount: ${minor}`);
  const unit = 10 ** exponent;
  const figures = exponent === 0 ? "" : String(minor % unit).padStart(exponent, "0");
  return { major: Math.floor(minor / unit), minor: minor % unit, figures };
}

function englishWords(
  { major, minor, figures }: Split,
  currency: string,
  style: "short" | "full",
): string {
  const names = englishCurrency(currency);
  if (names === undefined || (minor > 0 && names.minor === undefined)) {
    const point = minor > 0 ? ` point ${englishFigures(figures)}` : "";
    const name = platformName(currency, "en", minor > 0 ? major + 0.5 : major);
    return `${englishNumber(major)}${point} ${name}`;
  }
  const [one, many] = style === "full" ? names.full : names.major;
  const whole = `${englishNumber(major)} ${major === 1 ? one : many}`;
  if (minor === 0 || names.minor === undefined) return whole;
  const coins = `${englishNumber(minor)} ${minor === 1 ? names.minor[0] : names.minor[1]}`;
  if (major === 0) return coins;
  // "Five dollars five" could be heard as a half; a pair of figures could not.
  const isPair = figures.length === 2 && minor >= 10;
  return style === "short" && isPair ? `${whole} ${englishNumber(minor)}` : `${whole} and ${coins}`;
}

function mandarinWords({ major, minor, figures }: Split, currency: string): string {
  const names = mandarinCurrency(currency);
  if (names === undefined || (minor > 0 && names.minor === undefined)) {
    const point = minor > 0 ? `点${mandarinFigures(figures)}` : "";
    // Before a point there is no 两.
    const whole = minor > 0 && major === 2 ? "二" : mandarinNumber(major);
    return `${whole}${point}${platformName(currency, "zh", major)}`;
  }
  const whole = major === 0 && minor > 0 ? "" : `${mandarinNumber(major)}${names.major}`;
  if (minor === 0 || names.minor === undefined) return `${names.lead}${whole}`;
  if (names.hasTenths) return `${names.lead}${whole}${tenths(minor, names.minor, whole !== "")}`;
  // 五美元零五美分: a 零 stands where the first of two figures is none.
  const isGap = whole !== "" && figures.length === 2 && minor < 10;
  const coins = isGap ? `零${mandarinFigures(String(minor))}` : mandarinNumber(minor);
  return `${names.lead}${whole}${coins}${names.minor}`;
}

/** 五角五分, 五角, and 零五分 behind a whole amount. */
function tenths(minor: number, unit: string, isBehind: boolean): string {
  const tenth = Math.floor(minor / 10);
  const rest = minor % 10;
  if (tenth === 0)
    return isBehind
      ? `零${mandarinFigures(String(rest))}${unit}`
      : `${mandarinNumber(rest)}${unit}`;
  return `${mandarinNumber(tenth)}角${rest === 0 ? "" : `${mandarinFigures(String(rest))}${unit}`}`;
}
