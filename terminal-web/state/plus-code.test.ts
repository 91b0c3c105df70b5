import { describe, it } from "vitest";
import { looksLikePlusCode, parsePlusCode } from "./plus-code.ts";

// Codes with their fields (south, west, north, east), from the specification's own test data, test_data/decoding.csv.
const FIELDS: readonly (readonly [string, number, number, number, number])[] = [
  ["7FG49QCJ+2V", 20.37, 2.782125, 20.370125, 2.78225],
  ["7FG49QCJ+2VX", 20.3701, 2.78221875, 20.370125, 2.78225],
  ["7FG49QCJ+2VXGJ", 20.370113, 2.782234375, 20.370114, 2.78223632813],
  ["8FVC2222+22", 47, 8, 47.000125, 8.000125],
  ["4VCPPQGP+Q9", -41.273125, 174.785875, -41.273, 174.786],
  ["22222222+22", -90, -180, -89.999875, -179.999875],
  ["6FH32222+222", 1, 1, 1.000025, 1.00003125],
  ["CFX3X2X2+X2", 89.999875, 1, 90, 1.000125],
  ["6FH56C22+22", 1.2, 3.4, 1.200125, 3.400125],
  ["849VGJQF+VX7QR3J", 37.53966912, -122.3750698242, 37.53966916, -122.3750697021],
  // What comes after fifteen digits is left aside.
  ["849VGJQF+VX7QR3J7QR3J", 37.53966912, -122.3750698242, 37.53966916, -122.3750697021],
];

describe("a full plus code", () => {
  it.for(FIELDS)(
    "%s names the middle of its field",
    ([code, south, west, north, east], context) => {
      const { expect } = context;
      const read = parsePlusCode(code);
      if (!read.ok) throw new Error(read.reason);
      expect(read.value.latitude).toBeCloseTo((south + north) / 2, 8);
      expect(read.value.longitude).toBeCloseTo((west + east) / 2, 8);
    },
  );

  it("is read in small letters and with its town behind", ({ expect }) => {
    expect(parsePlusCode(" 8fvc9g8f+6x Zürich ")).toEqual(parsePlusCode("8FVC9G8F+6X"));
    expect(parsePlusCode("８ＦＶＣ９Ｇ８Ｆ＋６Ｘ")).toEqual(parsePlusCode("8FVC9G8F+6X"));
  });
});

describe("a code that is refused", () => {
  it.for([
    ["WC2345+G6", "short-code"],
    ["2345+G6 Praha", "short-code"],
    ["45+G6", "short-code"],
    ["8FWC2345+", "coarse-code"],
    ["8FWCX400+", "coarse-code"],
    ["62G20000+", "coarse-code"],
    ["G+", "not-a-code"],
    ["+", "not-a-code"],
    ["8FWC2345+G", "not-a-code"],
    ["8FWC2_45+G6", "not-a-code"],
    ["8FWC2η45+G6", "not-a-code"],
    ["8FWC2345+G6+", "not-a-code"],
    ["8FWC2345G6+", "not-a-code"],
    ["8FWC2300+G6", "not-a-code"],
    ["WC2300+", "not-a-code"],
    ["849VGJQF+VX7QR3U", "not-a-code"],
    // Beyond the pole, and once round the earth.
    ["F2222222+22", "not-a-code"],
    ["2X222222+22", "not-a-code"],
    ["00000000+", "not-a-code"],
    ["", "not-a-code"],
  ] as const)("%s is a %s", ([code, reason], { expect }) => {
    expect(parsePlusCode(code)).toEqual({ ok: false, reason });
  });

  it("can be told from coordinates", ({ expect }) => {
    const codes = ["8FVC9G8F+6X", "9g8f+6x Praha", "8FWC0000+", "XY1+"];
    const others = ["+50.087, +14.4208", "50.087, 14.4208", "+50 +14", "Praha", ""];
    expect(codes.filter((text) => !looksLikePlusCode(text))).toEqual([]);
    expect(others.filter(looksLikePlusCode)).toEqual([]);
  });
});
