import { describe, it } from "vitest";
import { lookOf } from "./look-of.ts";
import type { BeaconState, Paired } from "./beacon-state.ts";
import { NEVER_MET } from "./known-beacon.ts";

const PAIRED: Paired = {
  status: "paired",
  beacon: { id: "b", name: "Puck.js abcd", driver: "espruino", key: null, range: "counter" },
  endsByItself: true,
  wanted: null,
  air: { status: "silent" },
  work: { status: "idle" },
  failure: null,
  battery: 87,
  powerDbm: null,
  contactAt: 5,
};
const ORDER = { handle: "aabbccddeeff", namespace: "", url: "", until: 100 };
const SHOWING = { status: "showing", handle: ORDER.handle, until: 100 } as const;

describe("what the screen shows of the beacon", () => {
  it("is one word for each state", ({ expect }) => {
    const states: readonly (readonly [BeaconState, string])[] = [
      [{ status: "unsupported" }, "unsupported"],
      [{ status: "none", isChoosing: false, failure: null }, "none"],
      [{ status: "none", isChoosing: true, failure: null }, "choosing"],
      [PAIRED, "silent"],
      [{ ...PAIRED, wanted: ORDER, air: SHOWING }, "showing"],
      [{ ...PAIRED, work: { status: "visiting", failures: 0, isStale: false } }, "working"],
      [{ ...PAIRED, work: { status: "waiting", retryAt: 9, failures: 1 } }, "waiting"],
      [{ ...PAIRED, work: { status: "stuck" } }, "stuck"],
    ];
    for (const [state, status] of states) expect(lookOf(state).status).toBe(status);
  });

  it("tells battery, range, name and last contact as the beacon told them", ({ expect }) => {
    expect(lookOf(PAIRED)).toMatchObject({
      name: "Puck.js abcd",
      range: "counter",
      battery: 87,
      contactAt: 5,
      leftover: null,
    });
  });

  it("owns up to an order that may be left on the air, and says until when where that is known", ({
    expect,
  }) => {
    const left = {
      ...PAIRED,
      air: { status: "unsure", until: 100 },
      work: { status: "stuck" },
    } as const;
    expect(lookOf(left).leftover).toEqual({ until: 100 });
    expect(lookOf({ ...left, endsByItself: false }).leftover).toEqual({ until: null });
    expect(lookOf({ ...PAIRED, wanted: ORDER, air: SHOWING }).leftover).toBeNull();
    expect(lookOf({ ...left, air: SHOWING }).leftover).toEqual({ until: 100 });
    const unmet = { status: "unsure", until: NEVER_MET } as const;
    expect(lookOf({ ...left, air: unmet }).leftover).toBeNull();
  });
});
