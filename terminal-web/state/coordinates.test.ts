import fc from "fast-check";
import { describe, it } from "vitest";
import { parseCoordinates } from "./coordinates.ts";

/** The same place, 50° 5' 13.2" north and 14° 25' 14.88" east, as people write it. */
const NOTATIONS = [
  "50.087, 14.4208",
  "50.087,14.4208",
  "50.087 , 14.4208",
  "50.087 14.4208",
  "50.087;14.4208",
  "50.087\t14.4208\n",
  "+50.087, +14.4208",
  "50,087; 14,4208",
  "50,087, 14,4208",
  "50,087 14,4208",
  "50.087° N, 14.4208° E",
  "50.087N 14.4208E",
  "50.087n,14.4208e",
  "N50.087 E14.4208",
  "N 50.087°, E 14.4208°",
  "E14.4208 N50.087",
  "14.4208°E 50.087°N",
  "50°5'13.2\"N 14°25'14.88\"E",
  "50°5′13.2″N 14°25′14.88″E",
  "50° 5’ 13.2” N, 14° 25’ 14.88” E",
  "50º5'13.2''N 14º25'14.88''E",
  "50 5 13.2, 14 25 14.88",
  "50 5 13.2 14 25 14.88",
  "N 50 5.22 E 14 25.248",
  "50° 5,22' N 14° 25,248' E",
  "geo:50.087,14.4208",
  "geo:50.087,14.4208;u=12",
  "北纬50.087 东经14.4208",
  "北纬50.087度，东经14.4208度",
  "北纬50度5分13.2秒，东经14度25分14.88秒",
  "东经14.4208°、北纬50.087°",
  "５０．０８７，１４．４２０８",
];

describe("coordinates", () => {
  it.for(NOTATIONS)("are read from %s", (text, { expect }) => {
    const read = parseCoordinates(text);
    if (!read.ok) throw new Error(read.reason);
    expect(read.value.latitude).toBeCloseTo(50.087, 8);
    expect(read.value.longitude).toBeCloseTo(14.4208, 8);
  });

  it("keep their sign, south and west being negative", ({ expect }) => {
    const texts = [
      "-33.8568, -70.65",
      "33.8568 S 70.65 W",
      "−33.8568 −70.65",
      "南纬33.8568 西经70.65",
    ];
    for (const text of texts) {
      expect(parseCoordinates(text)).toEqual({
        ok: true,
        value: { latitude: -33.8568, longitude: -70.65 },
      });
    }
  });

  it.for([
    ["91, 14", "out-of-range"],
    ["50, 181", "out-of-range"],
    ["50.087", "not-coordinates"],
    ["50,087,14,4208", "not-coordinates"],
    ["50.087 N, 14.4208 N", "not-coordinates"],
    ["50.087 N, 14.4208", "not-coordinates"],
    ["-50.087 N, 14.4208 E", "not-coordinates"],
    ["50 60, 14 25", "not-coordinates"],
    ["50.5 5, 14 25", "not-coordinates"],
    ["50 5.5 5, 14 25 1", "not-coordinates"],
    ["50.087, 14.4208, 12", "not-coordinates"],
    ["1e1, 2", "not-coordinates"],
    ["Infinity, NaN", "not-coordinates"],
    ["Old Town Square 1", "not-coordinates"],
    ["", "not-coordinates"],
    [`${"5".repeat(60)}, ${"1".repeat(60)}`, "not-coordinates"],
  ] as const)("are not read from %s: %s", ([text, reason], { expect }) => {
    expect(parseCoordinates(text)).toEqual({ ok: false, reason });
  });

  it("are what they were when they are written with six decimals and read again", ({ expect }) => {
    const degrees = (most: number): fc.Arbitrary<number> =>
      fc.integer({ min: -most * 1e6, max: most * 1e6 }).map((millionths) => millionths / 1e6);
    fc.assert(
      fc.property(degrees(90), degrees(180), (latitude, longitude) => {
        const read = parseCoordinates(`${latitude.toFixed(6)}, ${longitude.toFixed(6)}`);
        if (!read.ok) throw new Error(read.reason);
        expect(read.value.latitude).toBeCloseTo(latitude, 9);
        expect(read.value.longitude).toBeCloseTo(longitude, 9);
      }),
    );
  });

  it("never come from anything but a place on earth", ({ expect }) => {
    const text = fc.string({ unit: fc.constantFrom(..."0159.,;-+ °'\"NSEW北经度\n") });
    fc.assert(
      fc.property(text, (typed) => {
        const read = parseCoordinates(typed);
        if (!read.ok) return;
        expect(Math.abs(read.value.latitude)).toBeLessThanOrEqual(90);
        expect(Math.abs(read.value.longitude)).toBeLessThanOrEqual(180);
      }),
      { numRuns: 2_000 },
    );
  });
});
