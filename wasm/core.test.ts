import { readFileSync } from "node:fs";
import { describe, it } from "vitest";
import { builtModule } from "./built-module.ts";
import { createCore, SelfTestError } from "./core.ts";
import { createPageCore } from "./page-core.ts";
import { rootOf, SAMPLE } from "./test-tokens.ts";

const FULL = process.env["EDGETILL_FULL"] !== undefined;
const RANDOM_TEXTS = FULL ? 1_000_000 : 50_000;
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A seeded generator of u32 (xorshift), so that a failure can be run again. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/** A text that looks like a token in one of several ways, or not at all. */
function randomText(next: () => number, good: string): string {
  const kind = next() % 8;
  const length = kind === 0 ? next() % 4097 : kind === 1 ? 60 + (next() % 9) : 64;
  if (kind < 3)
    return Array.from({ length }, () =>
      String.fromCharCode(next() % (kind === 2 ? 128 : 65_536)),
    ).join("");
  const digits = Array.from({ length }, () => DIGITS[next() & 31]).join("");
  // Some begin like a good token, so that the mac alone decides.
  const kept = kind < 5 ? 0 : next() % 64;
  return good.slice(0, kept) + digits.slice(kept);
}

describe("the compiled module", () => {
  it("asks for nothing from outside and cannot grow", ({ expect }) => {
    const module = builtModule();
    expect(WebAssembly.Module.imports(module)).toEqual([]);
    const { memory } = new WebAssembly.Instance(module).exports as { memory: WebAssembly.Memory };
    expect(() => memory.grow(1)).toThrow(RangeError);
    expect(createCore(module).memoryBytes).toBe(memory.buffer.byteLength);
  });

  it("keeps to the memory that it has: both regions lie inside", ({ expect }) => {
    const exports = new WebAssembly.Instance(builtModule()).exports as Record<
      string,
      () => number
    > & {
      memory: WebAssembly.Memory;
    };
    const size = exports.memory.buffer.byteLength;
    for (const region of ["input", "output"]) {
      const end =
        (exports[`${region}Address`]?.() ?? 0) + (exports[`${region}Size`]?.() ?? Infinity);
      expect(end).toBeLessThanOrEqual(size);
    }
  });

  it("refuses to serve when a constant of any algorithm is wrong", ({ expect }) => {
    const bytes = readFileSync(new URL("build/core.wasm", import.meta.url));
    // A round constant, the initial state, the purposes of the keys, and the codewords and blocks of version 5.
    const needles = [
      Uint8Array.of(0x98, 0x2f, 0x8a, 0x42),
      Uint8Array.of(0x67, 0xe6, 0x09, 0x6a),
      new TextEncoder().encode("token/1/root"),
      new TextEncoder().encode("/merchant|"),
      new TextEncoder().encode("/terminal-day|"),
      Uint8Array.of(134, 0, 172, 0),
      Uint8Array.of(24, 16, 18, 22, 22, 26, 30),
      Uint8Array.of(2, 4, 4, 4, 5, 5, 5),
    ];
    for (const needle of needles) {
      const at = bytes.indexOf(needle);
      expect(at).toBeGreaterThan(0);
      for (let bit = 0; bit < 8; bit++) {
        const broken = Uint8Array.from(bytes);
        broken[at] = (broken[at] ?? 0) ^ (1 << bit);
        const module = new WebAssembly.Module(broken);
        for (const create of [createCore, createPageCore])
          expect(() => create(module), `byte ${at}, bit ${bit}`).toThrow(SelfTestError);
      }
    }
  });
});

describe("a core", () => {
  it(
    "stays itself under random texts: none is accepted, and nothing that it does has changed",
    { timeout: 600_000 },
    ({ expect }) => {
      const core = createCore(builtModule());
      core.loadRoots([rootOf(0), rootOf(3, 10)]);
      const token = core.issue(SAMPLE);
      const symbol = core.qrSvg(token, "M");
      const memoryBytes = core.memoryBytes;
      const next = generator(0x5eed);

      let accepted = 0;
      for (let done = 0; done < RANDOM_TEXTS; done += 10) {
        const texts = Array.from({ length: 10 }, () => randomText(next, token));
        for (const text of texts)
          if (text !== token && core.verify(text, SAMPLE.window).ok) accepted++;
        for (const [i, verdict] of core.verifyMany(texts, SAMPLE.window).entries()) {
          if (verdict.ok && texts[i] !== token) accepted++;
        }
      }
      expect(accepted).toBe(0);
      expect(core.memoryBytes).toBe(memoryBytes);
      expect(core.issue(SAMPLE)).toBe(token);
      expect(core.verify(token, SAMPLE.window)).toEqual({ ok: true, fields: SAMPLE, age: 0 });
      expect(core.qrSvg(token, "M")).toBe(symbol);
      expect(() => core.selfTest()).not.toThrow();
    },
  );

  it("runs its self-test without a trace: tokens, roots and half-made keys stay", ({ expect }) => {
    const core = createCore(builtModule());
    core.loadRoots([rootOf(3)]);
    const token = core.issue(SAMPLE);
    core.selfTest();
    expect(core.issue(SAMPLE)).toBe(token);
    expect(core.verify(token, SAMPLE.window).ok).toBe(true);
    const other = createCore(builtModule());
    other.loadRoots([rootOf(3)]);
    other.selfTest();
    expect(other.issue(SAMPLE)).toBe(token);
  });

  it("leaves no secret behind in the memory through which it was given", ({ expect }) => {
    const instances: WebAssembly.Instance[] = [];
    const Original = WebAssembly.Instance;
    // The door keeps its instance to itself; for this one look inside, construction is watched.
    WebAssembly.Instance = class extends Original {
      constructor(module: WebAssembly.Module) {
        super(module);
        instances.push(this);
      }
    };
    const core = createCore(builtModule());
    WebAssembly.Instance = Original;
    expect(instances.length).toBe(1);
    const { memory } = (instances as [WebAssembly.Instance])[0].exports as {
      memory: WebAssembly.Memory;
    };

    const secret = Uint8Array.from({ length: 32 }, (_, i) => 0xa0 ^ (i * 37));
    core.loadRoots([{ ...rootOf(3), secret }]);
    core.issue(SAMPLE);
    core.hmac(secret, new Uint8Array(100));
    core.hmac(new Uint8Array([...secret, ...secret, ...secret]), secret);
    core.hkdf(secret, secret, secret, 100);
    core.sha256(secret);
    const inside = Buffer.from(memory.buffer);
    // Neither as it is, nor in the byte order of the words that were hashed, nor padded as HMAC pads it.
    for (const mask of [0, 0x36, 0x5c]) {
      const bytes = Buffer.from(secret.map((byte) => byte ^ mask)).subarray(0, 8);
      expect(inside.indexOf(bytes)).toBe(-1);
      expect(inside.indexOf(Buffer.from(bytes).swap32())).toBe(-1);
    }
  });
});
