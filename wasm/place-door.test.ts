import * as fc from "fast-check";
import { describe, it } from "vitest";
import { builtModule } from "./built-module.ts";
import { CoreInputError, createCore } from "./core.ts";

const core = createCore(builtModule());
const RADIUS = 6_371_008.7714;
const latitudes = fc.double({ min: -90, max: 90, noNaN: true });
const longitudes = fc.double({ min: -180, max: 180, noNaN: true });
const cells = fc.integer({ min: 1, max: 2 ** 40 - 1 });

/** Metres over the ground, by the haversine formula. */
function metres(cellA: number, cellB: number): number {
  const [a, b] = [core.cellCentre(cellA), core.cellCentre(cellB)];
  const radians = Math.PI / 180;
  const north = Math.sin(((a.latitude - b.latitude) * radians) / 2) ** 2;
  const east = Math.sin(((a.longitude - b.longitude) * radians) / 2) ** 2;
  const across = Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * east;
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(north + across)));
}

/** A geohash by halving intervals, as the format is defined. */
function bisected(latitude: number, longitude: number): number {
  const ranges = [
    { low: -180, high: 180, value: longitude },
    { low: -90, high: 90, value: latitude },
  ];
  let cell = 0;
  for (let bit = 0; bit < 40; bit++) {
    const range = ranges[bit % 2] ?? { low: 0, high: 0, value: 0 };
    const middle = (range.low + range.high) / 2;
    const isUpper = range.value >= middle;
    if (isUpper) range.low = middle;
    else range.high = middle;
    cell = cell * 2 + (isUpper ? 1 : 0);
  }
  return cell;
}

describe("a cell", () => {
  it("is the geohash of a place, and its text that of others' tools", ({ expect }) => {
    // Published examples: the Jutland one of the format's author, and two of its encyclopaedia articles.
    for (const [latitude, longitude, text] of [
      [57.64911, 10.40744, "u4pruydq"],
      [42.605, -5.603, "ezs42"],
      [-25.382708, -49.265506, "6gkzwgjz"],
    ] as const) {
      expect(core.cellText(core.cellAt(latitude, longitude))).toContain(text);
    }
    fc.assert(
      fc.property(latitudes, longitudes, (latitude, longitude) => {
        // The one cell that is never given, at the south pole.
        fc.pre(bisected(latitude, longitude) !== 0);
        const found = core.cellAt(latitude, longitude);
        const centre = core.cellCentre(found);
        // A place on a border belongs, after rounding, to either side.
        expect(Math.abs(centre.latitude - latitude)).toBeLessThanOrEqual(90 / 2 ** 20 + 1e-9);
        expect(Math.abs(centre.longitude - longitude)).toBeLessThanOrEqual(180 / 2 ** 20 + 1e-9);
      }),
    );
    fc.assert(
      fc.property(cells, (cell) => {
        const { latitude, longitude } = core.cellCentre(cell);
        expect(core.cellAt(latitude, longitude)).toBe(cell);
        expect(bisected(latitude, longitude)).toBe(cell);
      }),
    );
  });

  it("is there at the ends of the earth, and never 0", ({ expect }) => {
    expect(core.cellAt(90, 180)).toBe(2 ** 40 - 1);
    expect(core.cellAt(-90, -180)).toBe(2);
    expect(core.cellAt(-90, 180)).toBeGreaterThan(0);
    expect(core.cellAt(-0, -0)).toBe(core.cellAt(0, 0));
    expect(core.cellText(core.cellAt(0, 0))).toBe("s0000000");
  });

  it("has one text of eight characters, and nothing else is one", ({ expect }) => {
    fc.assert(
      fc.property(cells, (cell) => {
        const text = core.cellText(cell);
        expect(text).toMatch(/^[0-9b-hjkmnp-z]{8}$/);
        expect(core.parseCell(text)).toBe(cell);
        expect(core.parseCell(text.toUpperCase())).toBe(/[a-z]/.test(text) ? null : cell);
      }),
    );
    for (const text of [
      "",
      "u4pruyd",
      "u4pruydqq",
      "u4pruyda",
      "u4pruyd ",
      "U4PRUYDQ",
      "00000000",
      "u4pruydé",
    ]) {
      expect(core.parseCell(text)).toBeNull();
    }
  });
});

describe("distance", () => {
  it("agrees with the haversine formula, from a metre to half way round", ({ expect }) => {
    fc.assert(
      fc.property(cells, cells, fc.nat({ max: 64 }), (a, b, near) => {
        for (const other of [b, Math.min(a + near, 2 ** 40 - 1)]) {
          const chord = core.halfChordSquared(a, other);
          expect(chord).toBeCloseTo(Math.sin(metres(a, other) / 2 / RADIUS) ** 2, 14);
          const apart = metres(a, other);
          expect(chord <= core.threshold(apart * 1.000001 + 0.001)).toBe(true);
          if (apart > 0.01) expect(chord > core.threshold(apart * 0.999999 - 0.001)).toBe(true);
        }
      }),
    );
  });

  it("is nothing to itself, the same both ways, and short across the date line", ({ expect }) => {
    fc.assert(
      fc.property(cells, cells, (a, b) => {
        expect(core.halfChordSquared(a, a)).toBe(0);
        expect(core.halfChordSquared(a, b)).toBe(core.halfChordSquared(b, a));
      }),
    );
    const [west, east] = [core.cellAt(10, -179.9999), core.cellAt(10, 179.9999)];
    expect(core.halfChordSquared(west, east)).toBeLessThan(core.threshold(60));
  });

  it("to an unknown place is more than any threshold", ({ expect }) => {
    const cell = core.cellAt(30, 120);
    expect([
      core.halfChordSquared(0, cell),
      core.halfChordSquared(cell, 0),
      core.halfChordSquared(0, 0),
    ]).toEqual([Infinity, Infinity, Infinity]);
    expect(core.threshold(1e12)).toBe(1);
  });

  it("has a threshold that grows with the metres, to 1 on the other side of the earth", ({
    expect,
  }) => {
    const far = [0, 1, 100, 1e4, 1e6, 1e7, 2e7, 20_015_114, 20_015_116, 1e9];
    const thresholds = far.map((distance) => core.threshold(distance));
    expect(thresholds).toEqual(thresholds.toSorted((a, b) => a - b));
    expect(thresholds[0]).toBe(0);
    for (const [i, distance] of far.slice(0, 8).entries()) {
      expect(thresholds[i]).toBeCloseTo(Math.sin(distance / 2 / RADIUS) ** 2, 15);
    }
    expect(thresholds.slice(8)).toEqual([1, 1]);
  });
});

describe("what is no place", () => {
  it.for([NaN, Infinity, -Infinity, 90.0000001, -90.0000001, 180, 1e300])(
    "latitude %d is refused",
    (value, { expect }) => {
      expect(() => core.cellAt(value, 0)).toThrow(CoreInputError);
    },
  );

  it.for([NaN, Infinity, -Infinity, 180.0000001, -180.0000001, 1e300])(
    "longitude %d is refused",
    (value, { expect }) => {
      expect(() => core.cellAt(0, value)).toThrow(CoreInputError);
    },
  );

  it.for([NaN, Infinity, -1, -0, 0.5, 2 ** 40])("cell %d is refused", (value, { expect }) => {
    expect(() => core.cellCentre(value)).toThrow(CoreInputError);
    expect(() => core.cellText(value)).toThrow(CoreInputError);
    expect(() => core.halfChordSquared(value, 1)).toThrow(CoreInputError);
    expect(() => core.halfChordSquared(1, value)).toThrow(CoreInputError);
  });

  it("the unknown place has neither centre nor text", ({ expect }) => {
    expect(() => core.cellCentre(0)).toThrow(CoreInputError);
    expect(() => core.cellText(0)).toThrow(CoreInputError);
  });

  it.for([NaN, Infinity, -1, -0])("a distance of %d m is refused", (value, { expect }) => {
    expect(() => core.threshold(value)).toThrow(CoreInputError);
  });
});
