/** Words for the numbers below a hundred. */
const SMALL: ReadonlyMap<string, number> = new Map([
  ["zero", 0],
  ["nought", 0],
  ["naught", 0],
  ["one", 1],
  ["two", 2],
  ["three", 3],
  ["four", 4],
  ["five", 5],
  ["six", 6],
  ["seven", 7],
  ["eight", 8],
  ["nine", 9],
  ["ten", 10],
  ["eleven", 11],
  ["twelve", 12],
  ["thirteen", 13],
  ["fourteen", 14],
  ["fifteen", 15],
  ["sixteen", 16],
  ["seventeen", 17],
  ["eighteen", 18],
  ["nineteen", 19],
  ["twenty", 20],
  ["thirty", 30],
  ["forty", 40],
  ["fourty", 40],
  ["fifty", 50],
  ["sixty", 60],
  ["seventy", 70],
  ["eighty", 80],
  ["ninety", 90],
]);

/** Powers of ten that multiply what stands before them. */
const SCALES: ReadonlyMap<string, number> = new Map([
  ["thousand", 3],
  ["grand", 3],
  ["k", 3],
  ["lakh", 5],
  ["lakhs", 5],
  ["million", 6],
  ["crore", 7],
  ["billion", 9],
  ["trillion", 12],
]);

/** The value of a number word below a hundred. */
export function smallNumber(word: string | undefined): number | undefined {
  return word === undefined ? undefined : SMALL.get(word);
}

/** The power of ten of "thousand", "million" and their like. */
export function scaleOf(word: string | undefined): number | undefined {
  return word === undefined ? undefined : SCALES.get(word);
}

export function isNumberWord(word: string): boolean {
  return SMALL.has(word) || SCALES.has(word) || word === "hundred";
}

/** "Oh" between figures is a zero. */
export function isOh(word: string | undefined): boolean {
  return word === "oh" || word === "o";
}
