import * as v from "valibot";
import { KeyConfigurationError, type TokenRoot } from "../../wasm/core.ts";

const Root = v.strictObject({
  id: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15)),
  secret: v.pipe(v.string(), v.regex(/^[\w-]{43}$/, "32 bytes of base64url")),
  notBefore: v.pipe(v.number(), v.integer(), v.minValue(0)),
  notAfter: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/**
 * Reads the configured token roots: `[{ "id": 0-15, "secret": base64url of 32 bytes, "notBefore": s, "notAfter": s }]`,
 * times in Unix seconds. A fault is a sentence that names the key.
 */
export function parseTokenRoots(text: string | undefined): TokenRoot[] {
  if (!text) throw new KeyConfigurationError(null, "TOKEN_ROOTS is not set");
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    throw new KeyConfigurationError(null, "TOKEN_ROOTS is not JSON");
  }
  if (!Array.isArray(list) || list.length === 0) {
    throw new KeyConfigurationError(null, "TOKEN_ROOTS is not a list of keys");
  }
  return list.map(rootOf);
}

function rootOf(entry: unknown, index: number): TokenRoot {
  const parsed = v.safeParse(Root, entry);
  if (parsed.success) {
    const { id, secret, notBefore, notAfter } = parsed.output;
    return { id, secret: bytesOf(secret), notBefore, notAfter };
  }
  const [issue] = parsed.issues;
  const named = v.safeParse(v.object({ id: v.number() }), entry);
  const id = named.success ? named.output.id : null;
  const where = `${id === null ? `entry ${index}` : `key ${id}`} of TOKEN_ROOTS`;
  throw new KeyConfigurationError(
    id,
    `${where}: ${v.getDotPath(issue) ?? "entry"}: ${issue.message}`,
  );
}

function bytesOf(base64url: string): Uint8Array {
  const base64 = base64url.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
