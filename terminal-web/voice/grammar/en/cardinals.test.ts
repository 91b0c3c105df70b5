import { describe, expect, it } from "vitest";
import { cardinalAt } from "./cardinals.ts";
import { normalised, tokenised } from "./tokenise.ts";

const read = (text: string) => cardinalAt(tokenised(normalised(text)), 0);

describe("an English cardinal", () => {
  it.each([
    ["seven", 7],
    ["forty-two", 42],
    ["a hundred", 100],
    ["hundred and five", 105],
    ["twelve hundred", 1_200],
    ["one thousand two hundred thirty four", 1_234],
    ["one thousand, two hundred and thirty-four", 1_234],
    ["2 thousand 500", 2_500],
    ["two lakh", 200_000],
    ["nine million nine hundred and ninety nine thousand nine hundred and ninety nine", 9_999_999],
  ])("%s is %i", (text, value) => {
    expect(read(text)?.value).toBe(value);
  });

  it.each([
    ["twenty three fifty", 23],
    ["twenty thousand, five", 20_000],
    ["a hundred and a half", 100],
    ["fifty fifty", 50],
    ["ten and twenty", 10],
  ])("%s begins with %i, and the rest is not part of it", (text, value) => {
    expect(read(text)?.value).toBe(value);
  });

  it.each(["coffee", "and five", "a coffee", "point five", ""])("%j begins with none", (text) => {
    expect(read(text)).toBeUndefined();
  });

  it("knows the part below a hundred, which may be cents", () => {
    expect(read("two hundred and five")?.parts).toEqual({ above: 200, below: 5 });
  });
});
