import { agoText } from "./ago-text.ts";
import type { OwnerPhrases } from "./owner-phrases-en.ts";

/** The register writes the last contact down to the nearest minutes. */
const FRESH_MS = 3 * 60_000;

/** When a terminal was last heard of, in words. */
export function seenText(
  seenAt: string | null,
  { words, now, locale }: { words: OwnerPhrases; now: number; locale: string },
): string {
  if (seenAt === null) return words.neverSeen;
  const ageMs = now - Date.parse(seenAt);
  return ageMs < FRESH_MS ? words.seenNow : words.seen(agoText(ageMs, locale));
}
