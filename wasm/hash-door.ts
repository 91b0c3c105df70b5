import { CoreInputError } from "./core-error.ts";
import type { Exports, LinearMemory } from "./linear-memory.ts";
import { isWhole } from "./whole-number.ts";

/** The most that HKDF-SHA-256 gives: 255 blocks (RFC 5869 section 2.3). */
const MAX_DERIVED_BYTES = 8160;
const MAX_BASE32_BYTES = 16_384;
const DIGEST_BYTES = 32;
const BLOCK_BYTES = 64;

/** SHA-256 and what is built of it. Messages and HMAC keys may have any length. */
export interface HashDoor {
  sha256(message: Uint8Array): Uint8Array;
  /** HMAC-SHA-256, 32 bytes (RFC 2104). */
  hmac(key: Uint8Array, message: Uint8Array): Uint8Array;
  /** HKDF-SHA-256 (RFC 5869): up to 65,536 bytes of salt and secret, as many of info; `length` from 1 to 8160. */
  hkdf(secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Uint8Array;
  /** Compares without an early exit; only the lengths may show in the time. */
  equal(a: Uint8Array, b: Uint8Array): boolean;
  /** Upper-case base32 without padding (RFC 4648 section 6), up to 16,384 bytes. */
  encode32(bytes: Uint8Array): string;
  /** The `byteLength` bytes of a text, or null unless it is the one text that `encode32` gives for them. */
  decode32(text: string, byteLength: number): Uint8Array | null;
}

export function createHashDoor(wasm: Exports, memory: LinearMemory): HashDoor {
  /** Feeds a message through the input region, and wipes what was left there. */
  function feed(message: Uint8Array): void {
    const size = memory.input.length;
    for (let at = 0; at < message.length; at += size) {
      const part = message.subarray(at, at + size);
      memory.put(part);
      wasm.take(part.length);
    }
    wasm.wipe(Math.min(size, message.length), 0);
  }

  function sha256(message: Uint8Array): Uint8Array {
    wasm.beginHash();
    feed(message);
    wasm.endHash();
    return memory.take(DIGEST_BYTES, 0);
  }

  return {
    sha256,
    hmac(key, message) {
      const shortKey = key.length > BLOCK_BYTES ? sha256(key) : key;
      memory.put(shortKey);
      wasm.beginHmac(shortKey.length);
      feed(message);
      wasm.endHmac();
      return memory.take(DIGEST_BYTES, 0);
    },
    hkdf(secret, salt, info, length) {
      if (!isWhole(length, 1, MAX_DERIVED_BYTES)) {
        throw new CoreInputError(`HKDF gives from 1 to ${MAX_DERIVED_BYTES} bytes, not ${length}`);
      }
      checkLength(memory, salt.length + secret.length);
      checkLength(memory, info.length);
      memory.put(salt);
      memory.put(secret, salt.length);
      wasm.extractKey(salt.length, secret.length);
      memory.put(info);
      wasm.expandKey(info.length, length);
      return memory.take(length, Math.max(salt.length + secret.length, info.length));
    },
    equal(a, b) {
      if (a.length !== b.length) return false;
      let difference = 0;
      for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
      return difference === 0;
    },
    encode32(bytes) {
      if (bytes.length > MAX_BASE32_BYTES) {
        throw new CoreInputError(`${bytes.length} bytes are too many for one base32 text`);
      }
      memory.put(bytes);
      const text = memory.text(memory.output, wasm.toBase32(bytes.length));
      wasm.wipe(bytes.length, text.length);
      return text;
    },
    decode32(text, byteLength) {
      if (!isWhole(byteLength, 0, MAX_BASE32_BYTES)) {
        throw new CoreInputError(
          `a base32 text has from 0 to ${MAX_BASE32_BYTES} bytes, not ${byteLength}`,
        );
      }
      if (text.length !== Math.ceil((byteLength * 8) / 5) || !memory.putText(text)) return null;
      const isCanonical = wasm.fromBase32(byteLength) !== 0;
      const bytes = memory.take(byteLength, text.length);
      return isCanonical ? bytes : null;
    },
  };
}

function checkLength(memory: LinearMemory, length: number): void {
  if (length > memory.input.length) {
    throw new CoreInputError(
      `${length} bytes do not fit into the ${memory.input.length} of one call`,
    );
  }
}
