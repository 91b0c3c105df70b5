import type { Policy } from "../../../worker/contract/place.ts";
import { metresText } from "../metres-text.ts";
import type { PlacePhrases } from "./place-phrases-en.ts";

export interface PolicyWords {
  readonly words: PlacePhrases;
  readonly locale: string;
  /** An amount of the merchant's currency, in minor units. */
  readonly amount: (minor: number) => string;
}

/** What a customer will notice of a policy, in a sentence or two. `isPlaced`: the till's own place is set. */
export function policySentence(
  policy: Policy,
  isPlaced: boolean,
  { words, locale, amount }: PolicyWords,
): string {
  const { radiusMetres, floorMinor, whenUnknown, whenAway } = policy;
  if (radiusMetres === null) return words.nothingAsked;
  // Below one minor unit there is nothing to pay.
  const hasFloor = floorMinor > 1;
  const from = hasFloor ? amount(floorMinor) : null;
  const rule = words.rules[`${whenUnknown}-${whenAway}`];
  const parts = [
    isPlaced
      ? rule({ from, distance: metresText(radiusMetres, locale) })
      : words.unplaced[whenUnknown](from),
    hasFloor ? words.below(amount(floorMinor - 1)) : "",
  ];
  return parts.filter((part) => part !== "").join(words.between);
}
