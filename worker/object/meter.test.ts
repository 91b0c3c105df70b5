import { describe, it } from "vitest";
import { secondsLeft } from "../contract/quota.ts";
import { Meter } from "./meter.ts";

const quota = { name: "test", most: 3, windowSeconds: 60 };

describe("a meter", () => {
  it("gives each name its quota, and a new one with each window", ({ expect }) => {
    const meter = new Meter(quota);
    const takes = [1, 2, 3, 4].map(() => meter.take("a", 59_000));
    expect(takes).toEqual([true, true, true, false]);
    expect(meter.take("b", 59_999)).toBe(true);
    expect(meter.left("b", 59_999)).toBe(2);
    expect(meter.take("a", 60_000)).toBe(true);
    expect(meter.left("a", 60_000)).toBe(2);
  });

  it("keeps at most ten thousand names, whoever floods it", ({ expect }) => {
    const meter = new Meter(quota);
    meter.take("first", 0);
    for (let i = 0; i < 10_000; i++) meter.take(`name ${i}`, 0);
    expect(meter.left("first", 0)).toBe(3);
    expect(meter.left("name 9999", 0)).toBe(2);
  });

  it("begins its windows where everybody else computes them", ({ expect }) => {
    expect([0, 999, 1_000, 59_999, 60_000].map((ms) => secondsLeft(quota, ms))).toEqual([
      60, 60, 59, 1, 60,
    ]);
  });
});
