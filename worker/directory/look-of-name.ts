/**
 * What a name looks like: two names of one look can be taken for each other. The skeleton of UTS 39 section 4, by Unicode's
 * own table of confusables, of the name in compatibility form, and then without case, spaces and punctuation.
 */
export async function lookOfName(name: string): Promise<string> {
  // The table has 100 KB: it is read when somebody opens a shop, not whenever an isolate starts.
  const { default: unhomoglyph } = await import("unhomoglyph");
  const skeleton = unhomoglyph(name.normalize("NFKD")).normalize("NFD").toLowerCase();
  return skeleton.replaceAll(/[\p{P}\p{Z}]/gu, "") || skeleton;
}
