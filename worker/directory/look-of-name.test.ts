import { describe, it } from "vitest";
import { lookOfName } from "./look-of-name.ts";

describe("the look of a name", () => {
  const alike: [string, string, string][] = [
    ["Cyrillic letters among Latin ones", "Starbucks", "Ѕtаrbuсks"],
    ["Greek letters", "Opera", "Ορera"],
    ["full-width letters", "Bakery", "Ｂａｋｅｒｙ"],
    ["a capital I for an l", "paypal", "paypaI"],
    ["digits for letters", "Boots", "B00ts"],
    ["two letters for one", "Corner", "Comer"],
    ["another case", "Corner Bakery", "CORNER BAKERY"],
    ["spaces and punctuation", "Corner Bakery", "Corner-Bakery."],
    ["the same accent written in two ways", "Café", "Cafe\u0301"],
  ];
  it.for(alike)("is the same for %s", async ([, one, other], { expect }) => {
    expect(await lookOfName(other)).toBe(await lookOfName(one));
  });

  it("keeps apart what people can tell apart", async ({ expect }) => {
    const names = ["Corner Bakery", "Bakery", "Café", "Cafe", "面包店", "面包屋", "Кафе", "!", "?"];
    const looks = await Promise.all(names.map(lookOfName));
    expect(new Set(looks).size).toBe(names.length);
  });
});
