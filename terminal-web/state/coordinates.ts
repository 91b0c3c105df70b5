import { type Result, ok, refuse } from "../../worker/domain/result.ts";

/** Degrees, WGS 84, north and east positive. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

export type CoordinatesFault = "not-coordinates" | "out-of-range";

type Axis = "latitude" | "longitude";

/** One angle as it was written; no axis where no compass letter says which it is. */
interface Angle {
  readonly degrees: number;
  readonly axis: Axis | null;
}

const MOST_CHARACTERS = 100;

// What people write for the same sign. Unicode's own folding would take some of these apart, so it comes after.
const SAME: readonly (readonly [RegExp, string])[] = [
  [/^geo:|;[a-z]+=.*$/gi, ""],
  [/北纬|北緯/g, "N"],
  [/南纬|南緯/g, "S"],
  [/东经|東經/g, "E"],
  [/西经|西經/g, "W"],
  [/[º˚度]/g, "°"],
  [/[′’‘´`分]/g, "'"],
  [/''|[″”“秒]/g, '"'],
  [/[−–]/g, "-"],
  [/[、，]/g, ", "],
];

const ANGLE =
  /^([NSEW])? ?([+-]?\d+(?:[.,]\d+)?) ?°? ?(?:(\d+(?:[.,]\d+)?) ?'? ?(?:(\d+(?:[.,]\d+)?) ?"?)?)? ?([NSEW])?$/;

/**
 * A latitude and a longitude in any of the usual notations: "50.087, 14.4208", "50,087; 14,4208", 50°5'13.2"N 14°25'14.9"E,
 * "N 50 5.22 E 14 25.25", "geo:50.087,14.4208", "北纬50.087 东经14.4208". Without compass letters the latitude comes first.
 */
export function parseCoordinates(text: string): Result<Coordinates, CoordinatesFault> {
  if (text.length > MOST_CHARACTERS) return refuse("not-coordinates");
  for (const [first, second] of halvesOf(plain(text))) {
    const [a, b] = [angleOf(first), angleOf(second)];
    if (!a || !b) continue;
    const pair = paired(a, b);
    if (!pair) return refuse("not-coordinates");
    const isOnEarth = Math.abs(pair.latitude) <= 90 && Math.abs(pair.longitude) <= 180;
    return isOnEarth ? ok(pair) : refuse("out-of-range");
  }
  return refuse("not-coordinates");
}

function plain(text: string): string {
  let folded = text.trim();
  for (const [pattern, sign] of SAME) folded = folded.replaceAll(pattern, sign);
  return folded.normalize("NFKC").toUpperCase().replaceAll(/\s+/g, " ").trim();
}

/** The ways to cut the text in two, the surest first. A comma alone may be a decimal one, so it comes late. */
function halvesOf(text: string): (readonly [string, string])[] {
  const words = text.split(" ");
  const cuts = [
    text.split(";").slice(0, 2),
    text.split(/, /),
    text.split(/(?<=[NSEW]) ?,? ?(?=[\d+-])/),
    text.split(/ ?,? ?(?=[NSEW])/),
    text.split(/ ?, ?/),
    words.length % 2 === 0
      ? [words.slice(0, words.length / 2).join(" "), words.slice(words.length / 2).join(" ")]
      : [],
  ];
  return cuts.flatMap(([first, second, ...rest]) =>
    first && second && rest.length === 0 ? [[first.trim(), second.trim()] as const] : [],
  );
}

function angleOf(text: string): Angle | null {
  const match = ANGLE.exec(text);
  if (!match) return null;
  const [, before, whole = "", minutesText, secondsText, after] = match;
  const letter = before ?? after;
  const isNegative = whole.startsWith("-");
  if ((before && after) || (letter && isNegative)) return null;
  // Only the last part of an angle may have decimals.
  if (minutesText !== undefined && /[.,]/.test(whole)) return null;
  if (secondsText !== undefined && /[.,]/.test(minutesText ?? "")) return null;
  const [minutes, seconds] = [numberOf(minutesText ?? "0"), numberOf(secondsText ?? "0")];
  if (minutes >= 60 || seconds >= 60) return null;
  const size = Math.abs(numberOf(whole)) + minutes / 60 + seconds / 3600;
  const isOpposite = isNegative || letter === "S" || letter === "W";
  const axis = letter === undefined ? null : /[NS]/.test(letter) ? "latitude" : "longitude";
  return { degrees: isOpposite ? -size : size, axis };
}

function paired(a: Angle, b: Angle): Coordinates | null {
  if (a.axis === b.axis && a.axis !== null) return null;
  if ((a.axis === null) !== (b.axis === null)) return null;
  const [first, second] = a.axis === "longitude" ? [b, a] : [a, b];
  return { latitude: first.degrees, longitude: second.degrees };
}

const numberOf = (text: string): number => Number(text.replace(",", "."));
