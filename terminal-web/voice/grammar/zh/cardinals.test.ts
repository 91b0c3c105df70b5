import { describe, expect, it } from "vitest";
import { cardinalAt } from "./cardinals.ts";
import { normalised, tokenised } from "./tokenise.ts";

const read = (text: string) => cardinalAt(tokenised(normalised(text)), 0);
const values = (text: string) => read(text)?.readings.map(({ value }) => value);

describe("a Mandarin cardinal", () => {
  it.each([
    ["五", 5],
    ["十", 10],
    ["十五", 15],
    ["廿五", 25],
    ["一百零五", 105],
    ["一百一十", 110],
    ["百二十", 120],
    ["两千三百", 2_300],
    ["一万零五", 10_005],
    ["十二万三千四百五十六", 123_456],
    ["一亿零二百万", 102_000_000],
    ["一万亿", 1_000_000_000_000],
    ["3万5千", 35_000],
    ["贰佰伍拾", 250],
    ["兩百", 200],
  ])("%s is %i", (text, value) => {
    expect(values(text)).toEqual([value]);
  });

  it.each([
    ["二百五", 250, 205],
    ["三千五", 3_500, 3_005],
    ["一万二", 12_000, 10_002],
    ["一亿二", 120_000_000, 100_000_002],
  ])("%s leaves out a unit or lost a 零: %i or %i", (text, elided, literal) => {
    expect(values(text)).toEqual([elided, literal]);
  });

  it.each([
    ["三十四十", 30],
    ["二十两瓶", 20],
    ["五两瓶", 5],
  ])("%s begins with %i, and the rest is not part of it", (text, value) => {
    expect(values(text)).toEqual([value]);
  });

  it.each(["块", "面", "万", "百货", "一共", ""])(
    "%j begins with none, or with a single one",
    (text) => {
      expect([undefined, 1]).toContain(values(text)?.[0]);
    },
  );

  it("counts figures that are said one by one", () => {
    expect(read("一零五")).toMatchObject({ figures: 3, readings: [{ value: 105 }] });
  });
});
