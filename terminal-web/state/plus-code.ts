import { type Result, ok, refuse } from "../../worker/domain/result.ts";
import type { Coordinates } from "./coordinates.ts";

/** `short` codes need a town to be read against; `coarse` ones name a whole block, or half a country. */
export type PlusCodeFault = "short-code" | "coarse-code" | "not-a-code";

// The digits of base 20, in order (Open Location Code specification, "Character Set").
const DIGITS = "23456789CFGHJMPQRVWX";
const SEPARATOR_AT = 8;
const PAIRED_DIGITS = 10;
const MOST_DIGITS = 15;
const GRID_ROWS = 5;
const GRID_COLUMNS = 4;
/** Ten digits name about 14 m by 14 m. With fewer, a till is not told from its street. */
const LEAST_DIGITS = PAIRED_DIGITS;

/** Whether the text is meant as a plus code, good or not. */
export function looksLikePlusCode(text: string): boolean {
  return /^[0-9A-Z]{2,}\+[0-9A-Z]*$/i.test(firstWord(text));
}

/**
 * The middle of the field that a full plus code names (Open Location Code specification, "Decoding"). A town behind
 * the code is left aside.
 */
export function parsePlusCode(text: string): Result<Coordinates, PlusCodeFault> {
  const code = firstWord(text).toUpperCase();
  const at = code.indexOf("+");
  const digits = code.slice(0, at).replace(/(?:00)+$/, "") + code.slice(at + 1);
  const isPlaced = at >= 0 && at <= SEPARATOR_AT && at % 2 === 0;
  if (!isPlaced || digits === "" || !areDigits(digits)) return refuse("not-a-code");
  // A single digit behind the sign is half a pair, and nothing may follow what was left open by zeros.
  const behind = code.length - at - 1;
  if (behind === 1 || (behind > 0 && code.includes("0"))) return refuse("not-a-code");
  if (at < SEPARATOR_AT) return refuse(code.includes("0") ? "not-a-code" : "short-code");
  if (digits.length < LEAST_DIGITS) return refuse("coarse-code");
  const { latitude, longitude } = middleOf(digits.slice(0, MOST_DIGITS));
  return latitude < 90 && longitude < 180 ? ok({ latitude, longitude }) : refuse("not-a-code");
}

function middleOf(digits: string): Coordinates {
  let latitude = -90;
  let longitude = -180;
  let [height, width] = [400, 400];
  for (let i = 0; i < PAIRED_DIGITS; i += 2) {
    [height, width] = [height / DIGITS.length, width / DIGITS.length];
    latitude += height * valueAt(digits, i);
    longitude += width * valueAt(digits, i + 1);
  }
  for (let i = PAIRED_DIGITS; i < digits.length; i += 1) {
    [height, width] = [height / GRID_ROWS, width / GRID_COLUMNS];
    latitude += height * Math.floor(valueAt(digits, i) / GRID_COLUMNS);
    longitude += width * (valueAt(digits, i) % GRID_COLUMNS);
  }
  return { latitude: latitude + height / 2, longitude: longitude + width / 2 };
}

const firstWord = (text: string): string => text.normalize("NFKC").trim().split(/\s/, 1)[0] ?? "";

const valueAt = (digits: string, at: number): number => DIGITS.indexOf(digits.charAt(at));

const areDigits = (digits: string): boolean => [...digits].every((digit) => DIGITS.includes(digit));
