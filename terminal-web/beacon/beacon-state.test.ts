import fc from "fast-check";
import { describe, it } from "vitest";
import type { BeaconFailure } from "../state/beacon-look.ts";
import {
  type BeaconMessage,
  type BeaconOutcome,
  type BeaconState,
  type BeaconVisit,
  keptOf,
  nextTick,
  update,
} from "./beacon-state.ts";
import type { Broadcast } from "./driver.ts";
import type { KnownBeacon } from "./known-beacon.ts";

const NOBODY = { status: "none", isChoosing: false, failure: null } as BeaconState;
const BEACON: KnownBeacon = {
  id: "b1",
  name: "Beacon 1",
  driver: "eddystone",
  key: null,
  range: "counter",
};

const order = (name: string, until = 300_000): Broadcast => ({
  handle: name.padStart(12, "0"),
  namespace: "0".repeat(20),
  url: "https://till.example/N/0",
  until,
});
const A = order("a");
const B = order("b");

/** A till's beacon and what it was last told to do, driven by messages at instants. */
function open(endsByItself = false) {
  let outcome: BeaconOutcome = { state: NOBODY, visit: null };
  const visits: BeaconVisit[] = [];
  const tell = (message: BeaconMessage, now = 0): BeaconState => {
    outcome = update(outcome.state, message, now);
    if (outcome.visit) visits.push(outcome.visit);
    return outcome.state;
  };
  const visited = (now = 0): BeaconState => {
    const { order: shown, beacon } = visits.at(-1) ?? { order: null, beacon: BEACON };
    const report = { battery: 64, powerDbm: shown ? -16 : null };
    return tell({ type: "visited", order: shown, range: beacon.range, report }, now);
  };
  const failed = (failure: BeaconFailure, now = 0): BeaconState =>
    tell({ type: "failed", order: visits.at(-1)?.order ?? null, failure, chance: 0 }, now);
  tell({ type: "choose" });
  tell({ type: "chosen", beacon: BEACON, endsByItself });
  return { tell, visited, failed, visits, state: () => outcome.state };
}

/** A beacon that has been met and is silent. */
function met(endsByItself = false) {
  const till = open(endsByItself);
  till.visited();
  till.visits.length = 0;
  return till;
}

describe("a beacon that was chosen", () => {
  it("is silenced first, whatever it showed before", ({ expect }) => {
    const { visits, visited, state } = open();
    expect(visits).toEqual([{ beacon: BEACON, order: null }]);
    expect(state()).toMatchObject({ status: "paired", air: { status: "unsure" } });
    expect(visited(5)).toMatchObject({
      air: { status: "silent" },
      work: { status: "idle" },
      battery: 64,
      contactAt: 5,
    });
  });

  it("is not there when the chooser was closed, and that is no failure", ({ expect }) => {
    const choosing = update(NOBODY, { type: "choose" }, 0).state;
    expect(choosing).toMatchObject({ isChoosing: true });
    const closed: BeaconMessage = { type: "not-chosen", failure: "no-device-selected" };
    expect(update(choosing, closed, 0).state).toEqual(NOBODY);
    const off: BeaconMessage = { type: "not-chosen", failure: "bluetooth-off" };
    expect(update(choosing, off, 0).state).toMatchObject({ failure: "bluetooth-off" });
  });

  it("stays chosen when the chooser for another one is closed", ({ expect }) => {
    const { tell, state } = met();
    const before = state();
    tell({ type: "choose" });
    expect(tell({ type: "not-chosen", failure: "no-device-selected" })).toEqual(before);
  });

  it("keeps its key when it is chosen again without one", ({ expect }) => {
    const { tell } = open();
    const known = { ...BEACON, key: "0".repeat(32) };
    tell({ type: "chosen", beacon: known, endsByItself: false });
    expect(tell({ type: "chosen", beacon: BEACON, endsByItself: false })).toMatchObject({
      beacon: { key: known.key },
    });
  });
});

describe("an order", () => {
  it("is brought to the beacon once, and away again", ({ expect }) => {
    const { tell, visited, visits } = met();
    tell({ type: "want", order: A });
    expect(visited()).toMatchObject({
      air: { status: "showing", handle: A.handle },
      powerDbm: -16,
    });
    tell({ type: "want", order: A });
    expect(visits.map((visit) => visit.order)).toEqual([A]);
    tell({ type: "want", order: null });
    expect(visited()).toMatchObject({ air: { status: "silent" }, powerDbm: null });
    expect(visits.map((visit) => visit.order)).toEqual([A, null]);
  });

  it("that has moved on while it was being brought is taken off as soon as the visit ends", ({
    expect,
  }) => {
    const { tell, visited, visits } = met();
    tell({ type: "want", order: A });
    tell({ type: "want", order: null });
    expect(visits).toHaveLength(1);
    visited();
    expect(visits.map((visit) => visit.order)).toEqual([A, null]);
  });

  it("that is replaced while it was being brought gives way to the last one only", ({ expect }) => {
    const { tell, visited, visits } = met();
    tell({ type: "want", order: A });
    tell({ type: "want", order: null });
    tell({ type: "want", order: B });
    visited();
    visited();
    expect(visits.map((visit) => visit.order?.handle)).toEqual([A.handle, B.handle]);
  });

  it("is taken off at its end by a visit, or is gone by itself where the beacon sees to that", ({
    expect,
  }) => {
    for (const endsByItself of [false, true]) {
      const { tell, visited, visits, state } = met(endsByItself);
      tell({ type: "want", order: A });
      visited(1);
      expect(nextTick(state())).toBe(A.until);
      tell({ type: "tick" }, A.until - 1);
      expect(visits).toHaveLength(1);
      tell({ type: "tick" }, A.until);
      expect(visits.map((visit) => visit.order)).toEqual(endsByItself ? [A] : [A, null]);
      expect(state()).toMatchObject({ wanted: null });
    }
  });

  it("whose time is over before the beacon could be reached is not brought any more", ({
    expect,
  }) => {
    const { tell, failed, visits, state } = met(true);
    tell({ type: "want", order: A });
    failed("unreachable");
    tell({ type: "tick" }, A.until + 1);
    expect(visits).toHaveLength(1);
    expect(state()).toMatchObject({ wanted: null, air: { status: "silent" } });
  });
});

describe("a visit that failed", () => {
  it("for a passing reason is tried again, each time a little later, until it is too late to matter", ({
    expect,
  }) => {
    const { tell, failed, visits, state } = met();
    tell({ type: "want", order: A });
    let now = 0;
    const waits: number[] = [];
    for (let tries = 0; tries < 8; tries += 1) {
      failed("unreachable", now);
      const next = nextTick(state()) ?? Number.NaN;
      waits.push(next - now);
      tell({ type: "tick" }, next - 1);
      now = next;
      tell({ type: "tick" }, now);
      expect(visits).toHaveLength(tries + 2);
    }
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 7_500, 7_500, 7_500]);
  });

  it("for a reason that only a person can mend is not tried again by itself", ({ expect }) => {
    for (const failure of [
      "key-needed",
      "locked-out",
      "not-a-beacon",
      "tap-needed",
      "not-allowed",
    ] as const) {
      const { tell, failed, visits, state } = met();
      tell({ type: "want", order: A });
      expect(failed(failure)).toMatchObject({ work: { status: "stuck" }, failure });
      tell({ type: "tick" }, 100_000);
      tell({ type: "want", order: B }, 100_000);
      expect(visits).toHaveLength(1);
      tell({ type: "again" }, 100_000);
      expect(visits.at(-1)?.order).toEqual(B);
      expect(state()).toMatchObject({ work: { status: "visiting" } });
    }
  });

  it("does not keep a new wish waiting", ({ expect }) => {
    const { tell, failed, visits } = met();
    tell({ type: "want", order: A });
    failed("timeout");
    tell({ type: "want", order: B });
    expect(visits.at(-1)?.order).toEqual(B);
  });

  it("is followed at once by the wish that came up meanwhile", ({ expect }) => {
    const { tell, failed, visits } = met();
    tell({ type: "want", order: A });
    tell({ type: "want", order: B });
    failed("timeout");
    expect(visits.map((visit) => visit.order)).toEqual([A, B]);
  });

  it("leaves it unsure whether the order is on the air, so that it is taken off all the same", ({
    expect,
  }) => {
    const { tell, failed, visits, state } = met();
    tell({ type: "want", order: A });
    failed("device-disconnected");
    expect(state()).toMatchObject({ air: { status: "unsure", until: A.until } });
    tell({ type: "want", order: null });
    expect(visits.at(-1)?.order).toBeNull();
  });

  it("leaves no failure behind once one went well", ({ expect }) => {
    const { tell, failed, visited } = met();
    tell({ type: "want", order: A });
    failed("timeout");
    tell({ type: "tick" }, 1_000);
    expect(visited(1_000)).toMatchObject({ failure: null, contactAt: 1_000 });
  });
});

describe("the range", () => {
  it("is changed at once for an order on the air, and otherwise with the next one", ({
    expect,
  }) => {
    const { tell, visited, visits } = met();
    tell({ type: "range", range: "arm" });
    expect(visits).toHaveLength(0);
    tell({ type: "want", order: A });
    visited();
    tell({ type: "range", range: "room" });
    expect(visits.map(({ beacon }) => beacon.range)).toEqual(["arm", "room"]);
    expect(visited()).toMatchObject({ air: { status: "showing" } });
  });

  it("that is changed while an order is being brought is brought after it", ({ expect }) => {
    const { tell, visited, visits } = met();
    tell({ type: "want", order: A });
    tell({ type: "range", range: "room" });
    visited();
    expect(visits.map(({ beacon }) => beacon.range)).toEqual(["counter", "room"]);
  });
});

describe("a page that ended", () => {
  it("in the middle of a visit remembers that an order may be on the air", ({ expect }) => {
    const { tell, state } = met();
    tell({ type: "want", order: A });
    const kept = keptOf(state());
    expect(kept).toEqual({ beacon: BEACON, air: { status: "unsure", until: A.until } });
    if (!kept) return;
    const { state: next, visit } = update(
      NOBODY,
      { type: "restored", kept, endsByItself: false, isInReach: true },
      A.until + 1,
    );
    expect(visit?.order).toBeNull();
    expect(next).toMatchObject({ status: "paired", contactAt: null });
  });

  it("with a silent beacon leaves it alone the next time", ({ expect }) => {
    const kept = keptOf(met().state());
    if (!kept) throw new Error("nothing was kept");
    const restored = { type: "restored", kept, endsByItself: false, isInReach: true } as const;
    expect(update(NOBODY, restored, 0).visit).toBeNull();
    expect(update(NOBODY, restored, 0).state).toMatchObject({ failure: null });
  });

  it("asks at once for the tap that this browser needs, and not when a customer waits", ({
    expect,
  }) => {
    const kept = keptOf(met().state());
    if (!kept) throw new Error("nothing was kept");
    const restored = { type: "restored", kept, endsByItself: false, isInReach: false } as const;
    const { state, visit } = update(NOBODY, restored, 0);
    expect([state, visit]).toMatchObject([
      { work: { status: "stuck" }, failure: "tap-needed" },
      null,
    ]);
    expect(update(state, { type: "want", order: A }, 0).visit).toBeNull();
  });
});

describe("whatever happens, in whatever order", () => {
  const messages = fc.oneof(
    fc.constant<BeaconMessage>({ type: "choose" }),
    fc.constant<BeaconMessage>({ type: "chosen", beacon: BEACON, endsByItself: false }),
    fc.constant<BeaconMessage>({ type: "not-chosen", failure: "no-device-selected" }),
    fc.constantFrom<BeaconMessage>(
      { type: "want", order: null },
      { type: "want", order: A },
      { type: "want", order: B },
      { type: "range", range: "arm" },
      { type: "range", range: "room" },
      { type: "again" },
      { type: "tick" },
      { type: "forgotten" },
    ),
    fc.constantFrom("good" as const, "unreachable" as const, "locked-out" as const),
  );

  it("there is one visit at a time, and once the radio works the air is as it should be", ({
    expect,
  }) => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(messages, fc.nat({ max: 5_000 })), { maxLength: 60 }),
        (all) => {
          let state: BeaconState = NOBODY;
          let now = 0;
          let underWay: BeaconVisit | null = null;
          let air: string | null = null;
          const tell = (message: BeaconMessage): void => {
            const outcome = update(state, message, now);
            state = outcome.state;
            if (!outcome.visit) return;
            expect(underWay).toBeNull();
            underWay = outcome.visit;
          };
          const end = (how: "good" | "unreachable" | "locked-out"): void => {
            if (!underWay) return;
            const { order: shown, beacon }: BeaconVisit = underWay;
            underWay = null;
            if (how === "good") air = shown?.handle ?? null;
            const report = { battery: null, powerDbm: null };
            // What the door drops: the end of a visit to a beacon that was forgotten meanwhile.
            if (state.status !== "paired") return;
            tell(
              how === "good"
                ? { type: "visited", order: shown, range: beacon.range, report }
                : { type: "failed", order: shown, failure: how, chance: 0.5 },
            );
          };
          for (const [message, later] of all) {
            now += later;
            if (typeof message === "string") end(message);
            else if (message.type !== "chosen" && message.type !== "forgotten") tell(message);
            // The door begins with another beacon only between visits.
            else if (!underWay) tell(message);
          }
          tell({ type: "again" });
          for (let i = 0; i < 6; i += 1) end("good");
          if (state.status === "paired") expect(air).toBe(state.wanted?.handle ?? null);
        },
      ),
      { numRuns: 2_000, seed: 11 },
    );
  });
});
