import type { Language } from "../../worker/contract/merchant.ts";
import type { Announcement } from "../state/announcement.ts";

/** What to say of results that came together. The words for amounts are a file of their own: the till sells before it speaks. */
export async function resultSentence(
  results: readonly Announcement[],
  language: Language,
): Promise<string> {
  const { announcements } = await import("./words/announcement.ts");
  return announcements(results, language);
}
