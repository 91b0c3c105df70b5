import type { Language } from "../../../worker/contract/merchant.ts";

/** A breath between words, where the sentence has a sign for one. */
export const PAUSE = "";

/**
 * The clips that a sentence of the till is put together from, in their order; null when one of its words has none,
 * since half a sentence could be heard as another amount. `known` are the words that have a clip.
 */
export function clipWords(
  sentence: string,
  language: Language,
  known: ReadonlySet<string>,
): readonly string[] | null {
  return language === "en" ? englishWords(sentence, known) : mandarinWords(sentence, known);
}

function englishWords(sentence: string, known: ReadonlySet<string>): readonly string[] | null {
  const words = (sentence.toLowerCase().match(/[,:]|[^\s,:-]+/g) ?? []).map((word) =>
    word === "," || word === ":" ? PAUSE : word,
  );
  return words.every((word) => word === PAUSE || known.has(word)) ? words : null;
}

/** The longest word that fits, from the left: 新加坡元 before 元. */
function mandarinWords(sentence: string, known: ReadonlySet<string>): readonly string[] | null {
  const longest = Math.max(...[...known].map((word) => word.length));
  const words: string[] = [];
  for (let at = 0; at < sentence.length;) {
    if ("，、".includes(sentence.charAt(at))) {
      words.push(PAUSE);
      at += 1;
      continue;
    }
    let length = Math.min(longest, sentence.length - at);
    while (length > 0 && !known.has(sentence.slice(at, at + length))) length -= 1;
    if (length === 0) return null;
    words.push(sentence.slice(at, at + length));
    at += length;
  }
  return words;
}
