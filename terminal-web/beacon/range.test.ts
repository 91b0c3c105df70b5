import { describe, it } from "vitest";
import { RANGES } from "../state/beacon-look.ts";
import { powerFor } from "./range.ts";

describe("the range", () => {
  it("is the radio's power that comes nearest to what people mean", ({ expect }) => {
    const nordic = [-40, -20, -16, -12, -8, -4, 0, 4];
    expect(RANGES.map((range) => powerFor(range, nordic))).toEqual([-40, -20, -4]);
    const coarse = [-30, -12, 4];
    expect(RANGES.map((range) => powerFor(range, coarse))).toEqual([-30, -12, -12]);
    expect(RANGES.map((range) => powerFor(range, [0]))).toEqual([0, 0, 0]);
  });

  it("is the weaker of two that are as near, in whatever order the radio lists them", ({
    expect,
  }) => {
    expect(powerFor("counter", [-16, -24])).toBe(-24);
    expect(powerFor("counter", [-24, -16])).toBe(-24);
  });

  it("is what was meant where the radio names no power, for the radio to round", ({ expect }) => {
    expect(powerFor("counter", [])).toBe(-20);
  });
});
