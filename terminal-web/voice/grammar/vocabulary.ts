import { MAX_NAME } from "../../../worker/domain/bill.ts";
import { type PlainText, plainText } from "../../../worker/domain/plain-text.ts";
import type { CatalogueItem } from "./heard.ts";

/** A catalogue name cut into the tokens of its language. */
interface Entry {
  tokens: readonly string[];
  item: CatalogueItem;
  name: PlainText;
}

/** Finds catalogue names in speech, by the first of whatever a language calls a token. */
export type Vocabulary = ReadonlyMap<string, readonly Entry[]>;

/**
 * Indexes names and aliases. Left out are names made of grammar alone, which would swallow amounts,
 * and names that no bill may carry.
 */
export function vocabularyOf(
  catalogue: readonly CatalogueItem[],
  cut: (name: string) => readonly string[],
  forms: (token: string) => readonly string[],
  isGrammar: (token: string) => boolean,
): Vocabulary {
  const index = new Map<string, Entry[]>();
  for (const item of catalogue) {
    const name = plainText(item.name, MAX_NAME);
    if (!name.ok) continue;
    for (const called of [item.name, ...(item.aliases ?? [])]) {
      const tokens = cut(called);
      const [first] = tokens;
      if (first === undefined || tokens.every((token) => isGrammar(token))) continue;
      for (const form of new Set([first, ...forms(first)])) {
        const entries = index.get(form) ?? [];
        entries.push({ tokens, item, name: name.value });
        index.set(form, entries);
      }
    }
  }
  for (const entries of index.values()) entries.sort((a, b) => b.tokens.length - a.tokens.length);
  return index;
}

/** A catalogue name found in speech, and how many tokens it takes. */
export interface Found {
  item: CatalogueItem;
  name: PlainText;
  length: number;
  /** Said in another form than listed, such as the plural. */
  isInflected: boolean;
}

/** The longest catalogue name that begins here. */
export function itemAt(
  vocabulary: Vocabulary,
  tokens: readonly { word: string }[],
  at: number,
  forms: (token: string) => readonly string[],
): Found | undefined {
  const first = tokens[at]?.word;
  if (first === undefined) return undefined;
  let found: Found | undefined;
  for (const form of [first, ...forms(first)]) {
    for (const { tokens: listed, item, name } of vocabulary.get(form) ?? []) {
      const { length } = listed;
      if (length <= (found?.length ?? 0)) break;
      const spoken = tokens.slice(at, at + length).map(({ word }) => word);
      if (spoken.length < length) continue;
      if (!listed.every((token, index) => isForm(token, spoken[index] ?? "", forms))) continue;
      const isInflected = (spoken.at(-1) ?? "").length > (listed.at(-1) ?? "").length;
      found = { item, name, length, isInflected };
    }
  }
  return found;
}

function isForm(
  listed: string,
  spoken: string,
  forms: (token: string) => readonly string[],
): boolean {
  return listed === spoken || forms(spoken).includes(listed) || forms(listed).includes(spoken);
}
