import * as fc from "fast-check";
import { describe, it } from "vitest";
import { builtModule } from "./built-module.ts";
import { CoreInputError, createCore, type TokenFields } from "./core.ts";
import { referenceToken, rootOf, SAMPLE } from "./test-tokens.ts";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const core = createCore(builtModule());
core.loadRoots([rootOf(3)]);
const now = SAMPLE.window;
const token = core.issue(SAMPLE);
const invalid = { ok: false, reason: "invalid" };

const merchants = fc.uint8Array({ minLength: 8, maxLength: 8 });
const places = fc.record({
  terminal: fc.integer({ min: 1, max: 0xffff }),
  counter: fc.nat({ max: 0xffff_ffff }),
  cell: fc.oneof(fc.constant(0), fc.nat({ max: 2 ** 40 - 1 })),
  window: fc.nat({ max: 0xffff_fffe }),
});

function said(at: number): unknown {
  const verdict = core.verify(token, at);
  return verdict.ok ? verdict.age : verdict.reason;
}

describe("a token", () => {
  it("is what the design says, byte for byte, and comes back as it went in", ({ expect }) => {
    fc.assert(
      fc.property(merchants, places, (merchant, place) => {
        const fields: TokenFields = { merchant: core.encode32(merchant), ...place };
        const text = core.issue(fields);
        expect(text).toBe(core.encode32(referenceToken(rootOf(3), merchant, fields)));
        expect(core.verify(text, fields.window)).toEqual({ ok: true, fields, age: 0 });
        expect(core.verify(text, fields.window + 1)).toEqual({ ok: true, fields, age: 1 });
      }),
      { numRuns: 1000 },
    );
  });

  it("is good in its window and the one after, early before and expired later", ({ expect }) => {
    expect([now - 8640, now - 2, now - 1].map(said)).toEqual(["early", "early", "early"]);
    expect([now, now + 1].map(said)).toEqual([0, 1]);
    expect([now + 2, now + 3, now + 8640, 0xffff_ffff].map(said)).toEqual(Array(4).fill("expired"));
  });

  it("is refused with any one of its 320 bits flipped, one by one and in a batch", ({ expect }) => {
    const texts: string[] = [];
    for (let bit = 0; bit < 320; bit++) {
      const digit = DIGITS.indexOf(token[Math.floor(bit / 5)] ?? "") ^ (16 >> (bit % 5));
      const at = Math.floor(bit / 5);
      texts.push(token.slice(0, at) + DIGITS[digit] + token.slice(at + 1));
    }
    expect(new Set(texts).size).toBe(320);
    for (const text of texts) expect(core.verify(text, now)).toEqual(invalid);
    expect(core.verifyMany(texts, now)).toEqual(texts.map(() => invalid));
  });

  it("is refused when spliced with another at any of the field borders, in all mixes", ({
    expect,
  }) => {
    const merchant = core.encode32(Uint8Array.of(9, 8, 7, 6, 5, 4, 3, 2));
    const other = core.issue({ merchant, terminal: 8, counter: 100, cell: 5, window: now + 1 });
    const bytesA = core.decode32(token, 40);
    const bytesB = core.decode32(other, 40);
    if (!bytesA || !bytesB) throw new Error("both tokens decode");
    const borders = [0, 1, 9, 11, 15, 20, 24, 40];
    const verdicts = new Map<boolean, number>();
    for (let mix = 0; mix < 128; mix++) {
      const bytes = bytesA.slice();
      for (let field = 0; field < 7; field++) {
        const [from, to] = [borders[field] ?? 0, borders[field + 1] ?? 0];
        if ((mix >> field) & 1) bytes.set(bytesB.subarray(from, to), from);
      }
      const { ok } = core.verify(core.encode32(bytes), now + 1);
      verdicts.set(ok, (verdicts.get(ok) ?? 0) + 1);
    }
    // Only A and B themselves are good, and each in two mixes: their first bytes are the same.
    expect(verdicts).toEqual(
      new Map([
        [true, 4],
        [false, 124],
      ]),
    );
  });

  it("is refused in lower case, with a space, cut, doubled, or with a look-alike beyond ASCII", ({
    expect,
  }) => {
    const alike = String.fromCharCode(0x100 + token.charCodeAt(0)) + token.slice(1);
    const texts = [
      "",
      "A",
      token.slice(1),
      token.slice(0, 63),
      `${token}A`,
      ` ${token.slice(1)}`,
      token + token,
    ];
    texts.push(
      token.toLowerCase(),
      alike,
      token.replace(/.$/, "="),
      token.replace(/.$/, "\0"),
      "A".repeat(70_000),
    );
    for (const text of texts) expect(core.verify(text, now)).toEqual(invalid);
    expect(core.verifyMany([...texts, token], now)).toEqual([
      ...texts.map(() => invalid),
      { ok: true, fields: SAMPLE, age: 0 },
    ]);
  });

  it("is refused by a core that has other roots, or none, or the same root under another id", ({
    expect,
  }) => {
    const stranger = createCore(builtModule());
    expect(stranger.verify(token, now)).toEqual(invalid);
    stranger.loadRoots([rootOf(4)]);
    expect(stranger.verify(token, now)).toEqual(invalid);
    stranger.loadRoots([{ ...rootOf(4), id: 3 }]);
    expect(stranger.verify(token, now)).toEqual(invalid);
    stranger.loadRoots([{ ...rootOf(3), id: 4 }]);
    expect(stranger.verify(token, now)).toEqual(invalid);
    stranger.loadRoots([rootOf(3), rootOf(4, 5)]);
    expect(stranger.verify(token, now).ok).toBe(true);
  });
});

describe("windows in a batch", () => {
  it("are the tokens one by one, at every count from 0 to 40 and across a day's end", ({
    expect,
  }) => {
    const lastOfDay = Math.floor(now / 8640) * 8640 + 8639;
    for (let count = 0; count <= 40; count++) {
      const fields = { ...SAMPLE, window: lastOfDay - (count % 9) };
      const texts = core.issueWindows(fields, count);
      expect(texts).toEqual(
        Array.from({ length: count }, (_, i) =>
          core.issue({ ...fields, window: fields.window + i }),
        ),
      );
    }
  });

  it("go on over many crossings, as strings and as bytes", ({ expect }) => {
    const texts = core.issueWindows(SAMPLE, 3001);
    const bytes = new Uint8Array(3001 * 64);
    core.issueWindowsInto(SAMPLE, 3001, bytes);
    expect(new TextDecoder().decode(bytes)).toBe(texts.join(""));
    expect(texts.at(-1)).toBe(core.issue({ ...SAMPLE, window: now + 3000 }));
  });

  it("end with the last window there is", ({ expect }) => {
    const fields = { ...SAMPLE, window: 0xffff_fffa };
    const texts = core.issueWindows(fields, 5);
    expect(texts.map((text) => core.verify(text, 0xffff_fffe).ok)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
    expect(() => core.issueWindows(fields, 7)).toThrow(CoreInputError);
  });
});

describe("many texts", () => {
  it("are judged as one by one, whatever their order, number and kind", ({ expect }) => {
    const good = core.issueWindows({ ...SAMPLE, window: now - 3 }, 8);
    const kinds = [
      ...good,
      "",
      token.replace("A", "B"),
      token.toLowerCase(),
      `É${token.slice(1)}`,
      "A".repeat(64),
    ];
    for (let terminal = 1; terminal < 40; terminal++)
      kinds.push(core.issue({ ...SAMPLE, terminal }));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...kinds), { maxLength: 30 }), (texts) => {
        expect(core.verifyMany(texts, now)).toEqual(texts.map((text) => core.verify(text, now)));
      }),
      { numRuns: 500 },
    );
  });

  it("are judged alike whether their keys are known or not, of many merchants in one batch", ({
    expect,
  }) => {
    const fields = Array.from({ length: 60 }, (_, i) => ({
      ...SAMPLE,
      merchant: core.encode32(Uint8Array.of(1, 1, 1, 1, 1, 1, 1, i % 7)),
      terminal: 1 + (i % 3),
      counter: i,
    }));
    const texts = fields.map((one) => core.issue(one));
    texts[17] = "no token";
    texts[33] = `${texts[33]?.slice(0, 63)}${texts[33]?.endsWith("A") ? "B" : "A"}`;
    core.loadRoots([rootOf(3)]);
    const expected = fields.map((one, i) =>
      i === 17 || i === 33 ? invalid : { ok: true, fields: one, age: 0 },
    );
    expect(core.verifyMany(texts, now)).toEqual(expected);
    expect(core.verifyMany(texts, now)).toEqual(expected);
  });

  it("come out as records, and the good ones are counted", ({ expect }) => {
    const texts = core.issueWindows({ ...SAMPLE, window: now - 1500 }, 3000);
    const records = new Uint32Array(3000 * 8);
    expect(core.verifyInto(new TextEncoder().encode(texts.join("")), now, records)).toBe(2);
    const verdicts = texts.map((_, i) => records[i * 8]);
    expect(verdicts.slice(1498, 1503)).toEqual([3, 2, 1, 4, 4]);
    const [cellHigh, cellLow] = [Math.floor(SAMPLE.cell / 2 ** 32), SAMPLE.cell % 2 ** 32];
    const current = records.slice(1500 * 8, 1501 * 8);
    expect([...current]).toEqual([1, 0x01020304, 0x05060708, 7, 99, cellHigh, cellLow, now]);
  });

  it("are refused as bytes of a wrong length or with too little room for the records", ({
    expect,
  }) => {
    expect(() => core.verifyInto(new Uint8Array(65), now, new Uint32Array(16))).toThrow(
      CoreInputError,
    );
    expect(() => core.verifyInto(new Uint8Array(128), now, new Uint32Array(15))).toThrow(
      CoreInputError,
    );
    expect(() => core.issueWindowsInto(SAMPLE, 2, new Uint8Array(127))).toThrow(CoreInputError);
  });
});

describe("fields out of range", () => {
  const odd = [NaN, Infinity, -Infinity, -1, 0.5, -0, 2 ** 53];
  const cases: [keyof TokenFields, unknown[]][] = [
    ["terminal", [...odd, 0, 65_536]],
    ["counter", [...odd, 2 ** 32]],
    ["cell", [...odd, 2 ** 40]],
    ["window", [...odd, 2 ** 32]],
    [
      "merchant",
      [
        "",
        "AEBAGBAFAYDQ",
        "AEBAGBAFAYDQQA",
        "aebagbafaydqq",
        "AEBAGBAFAYDQR",
        "AEBAGBAFAYDQ1",
        "ÁEBAGBAFAYDQQ",
      ],
    ],
  ];

  it.for(cases)("are refused by type: %s", ([field, values], { expect }) => {
    for (const value of values) {
      const fields = { ...SAMPLE, [field]: value };
      expect(() => core.issue(fields), String(value)).toThrow(CoreInputError);
      expect(() => core.issueWindows(fields, 4), String(value)).toThrow(CoreInputError);
    }
    expect(core.issue(SAMPLE)).toBe(token);
  });

  it.for(odd)("are refused as a clock or as a count: %d", (value, { expect }) => {
    expect(() => core.verify(token, value)).toThrow(CoreInputError);
    expect(() => core.verifyMany([token], value)).toThrow(CoreInputError);
    expect(() => core.verifyInto(new Uint8Array(64), value, new Uint32Array(8))).toThrow(
      CoreInputError,
    );
    expect(() => core.issueWindows(SAMPLE, value)).toThrow(CoreInputError);
  });
});
