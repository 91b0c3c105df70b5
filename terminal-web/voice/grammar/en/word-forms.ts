/** The words that this one may be the plural of. */
export function singularsOf(word: string): string[] {
  if (word.length < 3 || !word.endsWith("s") || word.endsWith("ss")) return [];
  const forms = [word.slice(0, -1)];
  if (word.endsWith("'s")) forms.push(word.slice(0, -2));
  if (word.endsWith("ies")) forms.push(`${word.slice(0, -3)}y`);
  if (/(?:ch|sh|x|s|z|o)es$/u.test(word)) forms.push(word.slice(0, -2));
  return forms;
}

/** Does the word look like several of something? */
export function isPlural(word: string): boolean {
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us");
}

const MEASURES = new Set(
  (
    "cup glass bottle can plate bowl slice piece portion order mug pot bag box jar tin pack packet carton " +
    "loaf bunch serving tray jug pitcher pint"
  ).split(" "),
);

/** A word that portions something: "cups" in "two cups of tea". */
export function isPortion(word: string | undefined): boolean {
  return word !== undefined && [word, ...singularsOf(word)].some((form) => MEASURES.has(form));
}

const WEIGHTS = new Set(
  "kilo kilogram kg gram pound lb ounce oz liter litre metre meter yard foot hour".split(" "),
);

/** A word that measures something in fractions: "kilos" in "two and a half kilos". */
export function isWeight(word: string | undefined): boolean {
  return word !== undefined && [word, ...singularsOf(word)].some((form) => WEIGHTS.has(form));
}
