import type { Exponent } from "../../../../worker/domain/currency.ts";
import { figureReadings } from "../figure-readings.ts";
import type { CandidateReason } from "../../../state/hearing.ts";
import type { Reading } from "../piece.ts";
import type { Cardinal } from "./cardinals.ts";

/** How numbers in a row without a unit can be read as money, best first. */
export interface RunReadings {
  /** Where nothing else was said. */
  bare: readonly Reading[];
  /** Beside a name, where a pair is a price with cents. */
  price: readonly Reading[];
  /** With a unit behind all of it. */
  withUnit: readonly Reading[];
}

/** Reads a row of cardinals; undefined if they are not one amount. */
export function runReadings(run: readonly Cardinal[], exponent: Exponent): RunReadings | undefined {
  const [first] = run;
  if (first === undefined) return undefined;
  if (run.length === 1) return singleReadings(first, exponent);
  if (run.every(({ isDigit }) => isDigit)) {
    const figures = run.map(({ value }) => value).join("");
    return same(figureReadings(figures, exponent));
  }
  if (exponent === 0) return joinedReadings(run);
  return exponent === 2 ? pairReadings(run) : thousandthsReadings(run);
}

function singleReadings(said: Cardinal, exponent: Exponent): RunReadings {
  const unit = 10 ** exponent;
  const whole = reading(said.value * unit, "whole");
  const only = [whole];
  // "350" is what recognisers write for "three fifty"; nobody says a round hundred that way.
  if (exponent > 0 && said.figures > exponent && !said.isGrouped && said.value % unit !== 0) {
    const both = [reading(said.value, "cents"), whole];
    return { bare: both, price: both, withUnit: only };
  }
  const { parts } = said;
  if (exponent === 2 && parts !== undefined && parts.below < 10) {
    return {
      bare: [whole, reading(parts.above * unit + parts.below, "cents")],
      price: only,
      withUnit: only,
    };
  }
  const twin = soundsLike(said.value);
  const bare = twin === undefined ? only : [whole, reading(twin * unit, "sound")];
  return { bare, price: only, withUnit: only };
}

/** Thirteen and thirty, fourteen and forty, up to nineteen and ninety. */
function soundsLike(value: number): number | undefined {
  if (value >= 13 && value <= 19) return (value - 10) * 10;
  return value >= 30 && value <= 90 && value % 10 === 0 ? value / 10 + 10 : undefined;
}

/** Without cents a row of pairs is one number: "twelve fifty" is 1,250. */
function joinedReadings(run: readonly Cardinal[]): RunReadings | undefined {
  if (run.some(({ value }) => value > 99)) return undefined;
  return same([
    reading(
      Number(run.map(({ value, figures }) => String(value).padStart(figures, "0")).join("")),
      "whole",
    ),
  ]);
}

/** Dollars and cents: the last pair are the cents, or everything is one number. */
function pairReadings(run: readonly Cardinal[]): RunReadings | undefined {
  const tenths = tenthsReadings(run);
  if (tenths !== undefined) return tenths;
  const split = centsSplit(run);
  const head = split && headValue(split.head);
  if (split === undefined || head === undefined) return undefined;

  const cents = reading(head * 100 + split.cents, "cents");
  if (head === 0) return same([cents]);
  const last = split.head.at(-1);
  // "One thousand two fifty" hides a hundred, "three hundred oh five" may only be slow.
  const thousands = head - (head % 1000);
  if (head > 1000 && head % 1000 < 10 && last?.parts !== undefined) {
    return same([reading((thousands + (head % 1000) * 100 + split.cents) * 100, "whole"), cents]);
  }
  if (head >= 100 && head % 100 === 0 && split.cents < 10) {
    return same([reading((head + split.cents) * 100, "whole"), cents]);
  }
  if (head >= 100) return same([cents]);
  const whole = reading((head * 100 + split.cents) * 100, "whole");
  // From twenty up, at a counter, the pair is dollars and cents.
  if (head >= 20) return { bare: [cents], price: [cents], withUnit: [cents, whole] };
  return { bare: [cents, whole], price: [cents], withUnit: [whole, cents] };
}

/** "Twelve five": half past twelve, or five cents. */
function tenthsReadings([first, second, ...more]: readonly Cardinal[]): RunReadings | undefined {
  if (first === undefined || second === undefined || more.length > 0) return undefined;
  if (!second.isDigit || second.value === 0 || first.isDigit) return undefined;
  const base = first.value * 100;
  return same([reading(base + second.value * 10, "tenths"), reading(base + second.value, "cents")]);
}

function centsSplit(
  run: readonly Cardinal[],
): { head: readonly Cardinal[]; cents: number } | undefined {
  const last = run.at(-1);
  const before = run.at(-2);
  if (last === undefined || before === undefined) return undefined;
  if (isPair(last)) return { head: run.slice(0, -1), cents: last.value };
  if (run.length > 2 && last.isDigit && before.isDigit && !run.at(-3)?.isDigit) {
    return { head: run.slice(0, -2), cents: before.value * 10 + last.value };
  }
  return undefined;
}

/** The whole part: one number, figures ("one two"), or hundreds without the word ("one twenty-five"). */
function headValue(head: readonly Cardinal[]): number | undefined {
  const [first, second, ...more] = head;
  if (first === undefined) return undefined;
  if (second === undefined) return first.value;
  if (head.every(({ isDigit }) => isDigit)) return Number(head.map(({ value }) => value).join(""));
  return more.length === 0 && first.isDigit && first.value > 0 && isPair(second)
    ? first.value * 100 + second.value
    : undefined;
}

/** Dinars: the last three figures are fils, and fewer leave a doubt. */
function thousandthsReadings([first, second, third, ...more]: readonly Cardinal[]):
  | RunReadings
  | undefined {
  if (first === undefined || second === undefined || more.length > 0) return undefined;
  const base = first.value * 1000;
  if (third !== undefined) {
    if (!second.isDigit || !isPair(third)) return undefined;
    const fils = reading(base + second.value * 100 + third.value, "cents");
    if (!first.isDigit) return same([fils]);
    return same([
      fils,
      reading((first.value * 10 + second.value) * 1000 + third.value * 10, "tenths"),
    ]);
  }
  if (second.value >= 100 && second.value < 1000)
    return same([reading(base + second.value, "cents")]);
  if (!isPair(second)) return undefined;
  const joined = first.value * 100 + second.value;
  const readings = [
    reading(base + second.value * 10, "tenths"),
    reading(base + second.value, "cents"),
    reading(joined * 1000, "whole"),
  ];
  return same(first.isDigit ? [...readings, reading(joined, "elided")] : readings);
}

/** Two figures: spoken as tens, or written as such ("05"). */
function isPair({ value, figures }: Cardinal): boolean {
  return figures === 0 ? value >= 10 && value <= 99 : figures === 2;
}

function reading(minor: number, reason: CandidateReason): Reading {
  return { minor, reason };
}

function same(readings: readonly Reading[]): RunReadings {
  return { bare: readings, price: readings, withUnit: readings };
}
