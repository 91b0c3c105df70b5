import { LANGUAGES, type Language } from "./merchant.ts";

/** The first language of the header that this page speaks (RFC 9110 section 12.5.4). */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? "").split(",", 20).map((range) => {
    const [tag = "", weight] = range.split(";", 2);
    const quality = Number(weight?.trim().replace(/^q=/, "") ?? 1);
    return { language: tag.trim().slice(0, 2).toLowerCase(), quality };
  });
  const ordered = wanted
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality);
  return (
    ordered.map(({ language }) => LANGUAGES.find((known) => known === language)).find(Boolean) ??
    "en"
  );
}
