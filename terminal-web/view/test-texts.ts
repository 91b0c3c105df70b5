/** Every text of a set of phrases, with a value for what a text is made from. */
export function textsOf(phrases: object): string[] {
  return Object.values(phrases).flatMap((phrase: unknown) => {
    if (typeof phrase === "string") return [phrase];
    if (typeof phrase === "function") return [String(Reflect.apply(phrase, null, ["3", "4", "5"]))];
    return typeof phrase === "object" && phrase !== null ? textsOf(phrase) : [];
  });
}

/** The texts that have Latin words in them, beside these names. */
export function latinTextsOf(phrases: object, names: RegExp): string[] {
  return textsOf(phrases).filter((text) => /[A-Za-z]{2,}/.test(text.replaceAll(names, "")));
}
