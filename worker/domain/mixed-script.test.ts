import { expect, it } from "vitest";
import { isMixedScript } from "./mixed-script.ts";

it("a name is mixed where one word has letters of two alphabets that look alike, and nowhere else", () => {
  const honest = [
    "Corner Bakery",
    "Café Москва",
    "Москва-Café",
    "老王Noodles",
    "寿司Barさくらカフェ",
    "김밥Heaven",
    "Ouzeri Ταβέρνα",
    "H₂O 24/7",
    "مخبز Bakery",
    "",
  ];
  const made = ["Bluе Door", "Αpple", "РayРal", "Ѕtarbucks", "Ꭺmazon", "Օlive", "Ⲟlive", "Mос"];
  expect(honest.filter(isMixedScript)).toEqual([]);
  expect(made.filter((name) => !isMixedScript(name))).toEqual([]);
});
