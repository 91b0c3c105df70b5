import * as fc from "fast-check";
import { describe, it } from "vitest";
import { builtModule } from "./built-module.ts";
import { createCore, KeyConfigurationError, type TokenRoot } from "./core.ts";
import { rootOf, SAMPLE } from "./test-tokens.ts";

const START = 1_780_000_000;
const GRACE_SECONDS = 60;
const core = createCore(builtModule());
const windowAt = (seconds: number): number => Math.floor(seconds / 10);

/** The id of the root that a token names. */
function idOf(token: string): number {
  return (core.decode32(token, 40)?.[0] ?? 0) & 15;
}

function secretOf(length: number): Uint8Array {
  return rootOf(1).secret.slice(0, length);
}

describe("a root configuration", () => {
  const faults: [string, number | null, TokenRoot[]][] = [
    ["no root at all", null, []],
    ["an id above 15", null, [rootOf(16)]],
    ["an id below 0", null, [rootOf(-1)]],
    ["an id that is no whole number", null, [rootOf(1.5)]],
    ["a short secret", 1, [{ ...rootOf(1), secret: secretOf(31) }]],
    ["a long secret", 1, [{ ...rootOf(1), secret: new Uint8Array([...secretOf(32), 1]) }]],
    ["an empty secret", 1, [{ ...rootOf(1), secret: secretOf(0) }]],
    ["a secret of zeros", 1, [{ ...rootOf(1), secret: new Uint8Array(32) }]],
    [
      "a secret that is a text",
      1,
      [{ ...rootOf(1), secret: "A".repeat(32) as unknown as Uint8Array }],
    ],
    ["an id used twice", 2, [rootOf(2), { ...rootOf(3, 50), id: 2 }]],
    ["a secret used twice", 3, [rootOf(2), { ...rootOf(2, 50), id: 3 }]],
    ["two roots that begin at once", 2, [rootOf(2, 50), rootOf(3, 50, 900)]],
    ["an end before the beginning", 2, [rootOf(2, 100, 99)]],
    ["an end at the beginning", 2, [rootOf(2, 100, 100)]],
    ["a span in which no window begins", 2, [rootOf(2, 101, 109)]],
    ["a beginning before 1970", 2, [rootOf(2, -1)]],
    ["a beginning that is no number", 2, [rootOf(2, NaN)]],
    ["a fraction of a second", 2, [rootOf(2, 0.5)]],
    ["an end that never comes", 2, [rootOf(2, 0, Infinity)]],
    ["a gap in which none would sign", 2, [rootOf(1, 0, 1000), rootOf(2, 1011)]],
  ];

  it.for(faults)(
    "with %s is refused by the key's id, and the roots before it stay",
    ([, keyId, roots], { expect }) => {
      core.loadRoots([rootOf(5)]);
      const token = core.issue(SAMPLE);
      let thrown: unknown;
      try {
        core.loadRoots(roots);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(KeyConfigurationError);
      expect(thrown).toHaveProperty("keyId", keyId);
      if (keyId !== null) expect(String(thrown)).toContain(`root key ${keyId}: `);
      expect(core.issue(SAMPLE)).toBe(token);
    },
  );

  it("may list its roots in any order, overlap them, and hold none that signs today", ({
    expect,
  }) => {
    const roots = [rootOf(1, 0, 5000), rootOf(2, 1000, 9000), rootOf(3, 8995, 9500)];
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      core.loadRoots(order.map((i) => roots[i] ?? rootOf(9)));
      const ids = [0, 99, 100, 899, 900].map((window) => idOf(core.issue({ ...SAMPLE, window })));
      expect(ids).toEqual([1, 1, 2, 2, 3]);
      expect(() => core.issue({ ...SAMPLE, window: 950 })).toThrow(KeyConfigurationError);
      expect(() => core.issueWindows({ ...SAMPLE, window: 945 }, 8)).toThrow(
        "no root key signs in window 950",
      );
    }
  });

  it("leaves the caller's secrets as they were", ({ expect }) => {
    const root = rootOf(4);
    core.loadRoots([root]);
    expect(root.secret).toEqual(rootOf(4).secret);
  });
});

describe("rotation", () => {
  const spans = fc.record({
    begin: fc.integer({ min: START, max: START + 100_000 }),
    overlap: fc.integer({ min: 0, max: 300 }),
    offset: fc.integer({ min: -400, max: 400 }),
  });

  it("refuses no token at any instant of its life, whichever root signed it", ({ expect }) => {
    fc.assert(
      fc.property(spans, ({ begin, overlap, offset }) => {
        core.loadRoots([rootOf(1, 0, begin + overlap), rootOf(2, begin)]);
        const second = begin + offset;
        const fields = { ...SAMPLE, window: windowAt(second) };
        const token = core.issue(fields);
        expect(idOf(token)).toBe(fields.window * 10 >= begin ? 2 : 1);
        for (const age of [0, 1] as const) {
          expect(core.verify(token, fields.window + age)).toEqual({ ok: true, fields, age });
        }
        const batch = core.issueWindows({ ...fields, window: fields.window - 5 }, 11);
        expect(batch[5]).toBe(token);
        for (const [i, text] of batch.entries())
          expect(core.verify(text, fields.window - 5 + i).ok).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("accepts what a signer that has not heard of the end signs, for the grace and not a window longer", ({
    expect,
  }) => {
    fc.assert(
      fc.property(spans, ({ begin, overlap, offset }) => {
        const end = begin + overlap;
        const window = windowAt(end + offset);
        core.loadRoots([rootOf(1)]);
        const token = core.issue({ ...SAMPLE, window });
        core.loadRoots([rootOf(1, 0, end), rootOf(2, begin)]);
        const isWithin = window * 10 < Math.ceil(end / 10) * 10 + GRACE_SECONDS;
        for (const now of [window, window + 1]) {
          expect(core.verify(token, now).ok, `${window * 10 - end} s past the end`).toBe(isWithin);
          expect(core.verifyMany([token, token, token, token], now)[3]?.ok).toBe(isWithin);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("accepts nothing of a root before its time, and nothing of one that is gone", ({ expect }) => {
    core.loadRoots([rootOf(2)]);
    const before = core.issue({ ...SAMPLE, window: windowAt(START) - 1 });
    const at = core.issue({ ...SAMPLE, window: windowAt(START) });
    core.loadRoots([rootOf(1, 0, START), rootOf(2, START)]);
    expect(core.verify(before, windowAt(START))).toEqual({ ok: false, reason: "invalid" });
    expect(core.verify(at, windowAt(START)).ok).toBe(true);
    core.loadRoots([rootOf(1)]);
    expect(core.verify(at, windowAt(START))).toEqual({ ok: false, reason: "invalid" });
  });
});

describe("the keys derived from a root", () => {
  it("differ by merchant, terminal and day: no token passes for another's", ({ expect }) => {
    core.loadRoots([rootOf(1)]);
    const merchant = core.encode32(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 1));
    const tokens: string[] = [];
    for (const who of [SAMPLE.merchant, merchant]) {
      for (const terminal of [1, 2, 256, 257]) {
        for (const day of [0, 1, 256])
          tokens.push(core.issue({ ...SAMPLE, merchant: who, terminal, window: day * 8640 }));
      }
    }
    const macs = tokens.map((token) => core.decode32(token, 40)?.slice(24));
    for (const [i, token] of tokens.entries()) {
      const bytes = core.decode32(token, 40) ?? new Uint8Array(40);
      const window = new DataView(bytes.buffer).getUint32(20);
      for (const [j, mac] of macs.entries()) {
        bytes.set(mac ?? [], 24);
        expect(core.verify(core.encode32(bytes), window).ok).toBe(i === j);
      }
    }
  });

  it("are the same whether the cache holds them, has lost them or never had them", ({ expect }) => {
    core.loadRoots([rootOf(1)]);
    const fields = Array.from({ length: 5000 }, (_, i) => ({
      ...SAMPLE,
      merchant: core.encode32(Uint8Array.of(0, 0, 0, 0, 0, 0, i >> 8, i & 255)),
      terminal: 1 + (i % 3),
    }));
    const tokens = fields.map((one) => core.issue(one));
    expect(fields.map((one) => core.issue(one))).toEqual(tokens);
    const verdicts = core.verifyMany(tokens, SAMPLE.window);
    expect(verdicts).toEqual(fields.map((one) => ({ ok: true, fields: one, age: 0 })));
    core.loadRoots([rootOf(1)]);
    expect(core.verifyMany(tokens.toReversed(), SAMPLE.window)).toEqual(verdicts.toReversed());
  });
});
