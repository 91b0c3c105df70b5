import { describe, it } from "vitest";
import { createClockWatch } from "./clock-watch.ts";

describe("the clock watch", () => {
  it("is quiet while both clocks go on together", ({ expect }) => {
    let ms = 0;
    const hasJumped = createClockWatch(
      () => 1_000_000 + ms,
      () => ms,
    );
    ms = 3_600_000;
    expect(hasJumped()).toBe(false);
  });

  it("tells once of a device that slept or was set", ({ expect }) => {
    let wall = 1_000_000;
    const hasJumped = createClockWatch(
      () => wall,
      () => 0,
    );
    wall += 86_400_000;
    expect([hasJumped(), hasJumped()]).toEqual([true, false]);
    wall -= 86_400_000;
    expect(hasJumped()).toBe(true);
  });
});
