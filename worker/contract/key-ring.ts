import * as v from "valibot";
import type { TokenRoot } from "../../wasm/core.ts";
import { keyListOf } from "./key-list.ts";

/** A shared key of the configuration, by its id; good from one Unix second to another. */
export type RingKey = TokenRoot;

const Key = v.strictObject({
  id: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15)),
  secret: v.pipe(v.string(), v.regex(/^[\w-]{43}$/, "32 bytes of base64url")),
  notBefore: v.pipe(v.number(), v.integer(), v.minValue(0)),
  notAfter: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/**
 * Reads configured keys: `[{ "id": 0-15, "secret": base64url of 32 bytes, "notBefore": s, "notAfter": s }]`, times in
 * Unix seconds. A fault is a sentence that names the setting and the key.
 */
export const parseKeyRing = (name: string, text: string | undefined): RingKey[] =>
  keyListOf(name, text, Key).map((key) => ({ ...key, secret: bytesOf(key.secret) }));

/** The key that signs at an instant; null when there is none. */
export const keyAt = (keys: readonly RingKey[], seconds: number): RingKey | null =>
  keys.find(({ notBefore, notAfter }) => notBefore <= seconds && seconds < notAfter) ?? null;

/** The key that a token names (RFC 7515 section 4.1.4), also past its end; null where it is none of ours. */
export const keyNamed = (keys: readonly RingKey[], kid: string | undefined): RingKey | null =>
  keys.find(({ id }) => String(id) === kid) ?? null;

function bytesOf(base64url: string): Uint8Array {
  const base64 = base64url.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
