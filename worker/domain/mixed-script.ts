/** Alphabets that have letters drawn like one another's: UTS 39 section 5 sees most of its confusables among these. */
const ALPHABETS = ["Latin", "Cyrillic", "Greek", "Armenian", "Cherokee", "Coptic"].map(
  (name) => new RegExp(`\\p{Script=${name}}`, "u"),
);

/**
 * Whether a word mixes such alphabets, as a name does that is made to be taken for another (UTS 39 section 5.2, word by
 * word: a shop may be called "Café Москва"). Han, kana and Hangul stand beside Latin letters in honest names.
 */
export const isMixedScript = (text: string): boolean =>
  text
    .split(/[\s\p{P}]+/u)
    .some((word) => ALPHABETS.filter((alphabet) => alphabet.test(word)).length > 1);
