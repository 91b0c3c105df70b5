import { createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { describe, it } from "vitest";
import { builtModule } from "./built-module.ts";
import { CoreInputError, createCore } from "./core.ts";
import base32 from "./vectors/base32.json" with { type: "json" };
import hkdf from "./vectors/hkdf-sha256.json" with { type: "json" };
import hmac from "./vectors/hmac-sha256.json" with { type: "json" };
import wycheproof from "./vectors/hmac-wycheproof.json" with { type: "json" };
import sha256 from "./vectors/sha256.json" with { type: "json" };

const core = createCore(builtModule());
const ROUNDS = process.env["EDGETILL_FULL"] ? 1_000_000 : 20_000;
const bytesOf = (hex: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(hex, "hex"));
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Bytes that repeat with no period near the block length. */
const pattern = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * 167 + (i >> 3)) & 255);

/** The HMAC-SHA-256 that WebCrypto makes, in hexadecimal digits. */
async function webMac(raw: Uint8Array<ArrayBuffer>, message: Uint8Array<ArrayBuffer>) {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", raw, algorithm, false, ["sign"]);
  return hexOf(new Uint8Array(await crypto.subtle.sign("HMAC", key, message)));
}

/** A tag changed as Wycheproof changes it: bits flipped alone and in pairs, then each byte of it. */
function changesOf(tag: Uint8Array): Uint8Array[] {
  const last = 8 * tag.length - 8;
  const bits = [0, 1, 7, 8, 31, 32, 33, 63, 64, 71, 77, 80, 96, 97, 103].concat(
    [0, 1, 6, 7].map((bit) => last + bit),
  );
  const pairs = [
    [0, 64],
    [31, 63],
    [63, 127],
  ];
  const flipped = [...bits.map((bit) => [bit]), ...pairs].map((set) =>
    tag.map((byte, at) =>
      set.reduce((made, bit) => (bit >> 3 === at ? made ^ (1 << (bit & 7)) : made), byte),
    ),
  );
  const bytewise = [
    (byte: number) => byte ^ 255,
    () => 0,
    () => 255,
    (byte: number) => byte ^ 128,
    (byte: number) => byte ^ 1,
  ];
  return [...flipped, ...bytewise.map((change) => tag.map(change))];
}

describe("sha256", () => {
  it.for(sha256.cases)(
    "gives the FIPS 180-4 digest $digest",
    ({ text, repeat, digest }, { expect }) => {
      expect(hexOf(core.sha256(ascii(text.repeat(repeat))))).toBe(digest);
    },
  );

  it("agrees with Node at every length from 0 to 300, and around every 64 KiB crossing", ({
    expect,
  }) => {
    const lengths = Array.from({ length: 301 }, (_, length) => length);
    for (const edge of [65_536, 131_072])
      lengths.push(edge - 64, edge - 9, edge - 1, edge, edge + 1, edge + 63);
    for (const length of lengths) {
      const message = pattern(length);
      expect(hexOf(core.sha256(message)), `${length} bytes`).toBe(
        createHash("sha256").update(message).digest("hex"),
      );
    }
  });
});

describe("hmac", () => {
  it.for(hmac.cases)(
    "gives the mac of RFC 4231 section $name",
    ({ key, message, mac }, { expect }) => {
      expect(hexOf(core.hmac(bytesOf(key), bytesOf(message))).slice(0, mac.length)).toBe(mac);
    },
  );

  it("gives Wycheproof's 66 good macs, as WebCrypto does, and none of its 108 changed ones", async ({
    expect,
  }) => {
    for (const { key, message, mac } of wycheproof.cases) {
      const ours = hexOf(core.hmac(bytesOf(key), bytesOf(message)));
      expect(ours.slice(0, mac.length)).toBe(mac);
      expect(await webMac(bytesOf(key), bytesOf(message))).toBe(ours);
    }
    const key = Uint8Array.from({ length: 32 }, (_, i) => i);
    let changed = 0;
    for (const [message, mac] of [
      [key.subarray(0, 0), "d38b42096d80f45f826b44a9d5607de72496a415d3f4a1a8c88e3bb9da8dc1cb"],
      [key.subarray(0, 16), "d8b99f2709a3ca74172cbe93824c1f29b23a0c1e9c21bd851ff2d2c39dbef14e"],
    ] as const) {
      expect(hexOf(core.hmac(key, message))).toBe(mac);
      for (const length of [32, 16])
        for (const wrong of changesOf(bytesOf(mac).subarray(0, length))) {
          expect(hexOf(core.hmac(key, message)).slice(0, 2 * length)).not.toBe(hexOf(wrong));
          changed += 1;
        }
    }
    expect(wycheproof.cases.length + changed).toBe(174);
  });

  it("agrees with Node at every key length and message length from 0 to 300", ({ expect }) => {
    for (let length = 0; length <= 300; length++) {
      const [key, message] = [pattern(300 - length), pattern(length)];
      expect(hexOf(core.hmac(key, message)), `${length}`).toBe(
        createHmac("sha256", key).update(message).digest("hex"),
      );
    }
  });

  it("agrees with WebCrypto on random keys and messages", async ({ expect }) => {
    for (let round = 0; round < 200; round++) {
      const raw = randomBytes(1 + ((round * 7) % 150));
      const message = randomBytes((round * 31) % 700);
      expect(hexOf(core.hmac(raw, message))).toBe(await webMac(raw, message));
    }
  });

  it(
    `agrees with Node on ${ROUNDS} random keys and messages`,
    { timeout: 600_000 },
    ({ expect }) => {
      const random = randomBytes(1 << 20);
      for (let round = 0; round < ROUNDS; round++) {
        const at = (round * 4099) & 0xf_ffff;
        const key = random.subarray(at, at + (round % 151));
        const message = random.subarray(at >> 1, (at >> 1) + (round % 331));
        const ours = hexOf(core.hmac(key, message));
        // Counting an assertion takes longer than making a mac.
        if (ours !== createHmac("sha256", key).update(message).digest("hex"))
          expect.fail(`${hexOf(key)} ${hexOf(message)}`);
      }
    },
  );
});

describe("hkdf", () => {
  it.for(hkdf.cases)(
    "gives the key material of RFC 5869 $name",
    ({ secret, salt, info, okm }, { expect }) => {
      const derived = core.hkdf(bytesOf(secret), bytesOf(salt), bytesOf(info), okm.length / 2);
      expect(hexOf(derived)).toBe(okm);
    },
  );

  it("agrees with Node at every length from 1 to 300 and at the longest", ({ expect }) => {
    for (let length = 1; length <= 8160; length = length === 300 ? 8160 : length + 1) {
      const [secret, salt, info] = [pattern(32), pattern(length % 90), pattern(length % 70)];
      const expected = hexOf(new Uint8Array(hkdfSync("sha256", secret, salt, info, length)));
      expect(hexOf(core.hkdf(secret, salt, info, length)), `${length}`).toBe(expected);
    }
  });

  it.for([0, -1, 8161, 1.5, NaN, Infinity, -0])(
    "refuses to derive %d bytes",
    (length, { expect }) => {
      expect(() => core.hkdf(pattern(32), pattern(0), pattern(0), length)).toThrow(CoreInputError);
    },
  );

  it("refuses more salt and secret, or more info, than fit", ({ expect }) => {
    expect(() => core.hkdf(pattern(65_536), pattern(1), pattern(0), 32)).toThrow(CoreInputError);
    expect(() => core.hkdf(pattern(32), pattern(1), pattern(65_537), 32)).toThrow(CoreInputError);
  });
});

describe("base32", () => {
  it.for(base32.cases)(
    "writes $text as $base32 and reads it back",
    ({ text, base32: encoded }, { expect }) => {
      expect(core.encode32(ascii(text))).toBe(encoded);
      expect(core.decode32(encoded, text.length)).toEqual(ascii(text));
    },
  );

  it("carries every length from 0 to 300 there and back", ({ expect }) => {
    for (let length = 0; length <= 300; length++) {
      const text = core.encode32(pattern(length));
      expect(text).toMatch(/^[A-Z2-7]*$/);
      expect(core.decode32(text, length)).toEqual(pattern(length));
    }
  });

  it("has exactly one text per value: of all last characters, those with a padding bit are refused", ({
    expect,
  }) => {
    const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    for (const [byteLength, step] of [
      [1, 4],
      [2, 16],
      [3, 2],
      [4, 8],
      [5, 1],
      [8, 2],
    ] as const) {
      const text = core.encode32(new Uint8Array(byteLength));
      const accepted = [...digits].filter(
        (digit) => core.decode32(text.slice(0, -1) + digit, byteLength) !== null,
      );
      expect(accepted).toEqual([...digits].filter((_, i) => i % step === 0));
    }
  });

  it("refuses every character outside its alphabet, at every place", ({ expect }) => {
    const text = core.encode32(pattern(10));
    for (let code = 0; code < 400; code++) {
      const character = String.fromCharCode(code);
      if (/[A-Z2-7]/.test(character)) continue;
      for (let at = 0; at < text.length; at++) {
        expect(core.decode32(text.slice(0, at) + character + text.slice(at + 1), 10)).toBeNull();
      }
    }
  });

  it("refuses a text of another length", ({ expect }) => {
    const text = core.encode32(pattern(10));
    for (const other of [text.slice(1), `${text}A`, "", `${text}======`])
      expect(core.decode32(other, 10)).toBeNull();
  });

  it.for([-1, 0.5, NaN, Infinity, 16_385, -0])(
    "refuses to read %d bytes",
    (byteLength, { expect }) => {
      expect(() => core.decode32("AA", byteLength)).toThrow(CoreInputError);
    },
  );
});

describe("equal", () => {
  it("is true for equal bytes and false for any flipped bit or another length", ({ expect }) => {
    const bytes = pattern(32);
    expect(core.equal(bytes, pattern(32))).toBe(true);
    expect(core.equal(bytes, pattern(31))).toBe(false);
    for (let bit = 0; bit < 256; bit++) {
      const other = pattern(32);
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(core.equal(bytes, other)).toBe(false);
    }
  });
});
