const DIGITS: ReadonlyMap<string, number> = new Map([
  ..."零一二三四五六七八九".split("").map((digit, value) => [digit, value] as const),
  ..."壹贰叁肆伍陆柒捌玖".split("").map((digit, index) => [digit, index + 1] as const),
  ["〇", 0],
  ["两", 2],
  ["幺", 1],
]);

const UNITS: ReadonlyMap<string, number> = new Map([
  ["十", 10],
  ["拾", 10],
  ["百", 100],
  ["佰", 100],
  ["千", 1_000],
  ["仟", 1_000],
]);

/** Units that multiply everything before them. */
const MYRIADS: ReadonlyMap<string, number> = new Map([
  ["万", 10_000],
  ["亿", 100_000_000],
]);

/** Two characters in one. */
const TENS: ReadonlyMap<string, number> = new Map([
  ["廿", 20],
  ["卅", 30],
]);

export const digitOf = (character: string | undefined): number | undefined =>
  DIGITS.get(character ?? "");
export const unitOf = (character: string | undefined): number | undefined =>
  UNITS.get(character ?? "");
export const myriadOf = (character: string | undefined): number | undefined =>
  MYRIADS.get(character ?? "");
export const tensOf = (character: string | undefined): number | undefined =>
  TENS.get(character ?? "");

/** Is it a character of a number? */
export function isNumberCharacter(character: string | undefined): boolean {
  const maps: readonly ReadonlyMap<string, number>[] = [DIGITS, UNITS, MYRIADS, TENS];
  return character !== undefined && maps.some((map) => map.has(character));
}

/** Does the text hold a number or a unit of money in Chinese characters? */
export function isMandarinAmount(text: string): boolean {
  return [...text].some(
    (character) => isNumberCharacter(character) || "兩块塊元圆圓角毛钱錢".includes(character),
  );
}
