// HMAC-SHA-256 under one prepared key, by each peer at its best. A mac is 32 bytes, or four words where the peer stops there.
import { createHmac, createSecretKey } from "node:crypto";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { PEER_KEY } from "./sample.ts";

export type Mac = (payload: Uint8Array<ArrayBuffer>) => Uint8Array;

/** A non-extractable key, imported once; each mac is one call that must be awaited. */
export async function webcryptoMac(): Promise<
  (payload: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>
> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", PEER_KEY, algorithm, false, ["sign"]);
  return async (payload) => new Uint8Array(await crypto.subtle.sign("HMAC", key, payload));
}

/** A KeyObject, made once: bytes instead cost Node 24 several times as much. */
export function nodeMac(): Mac {
  const key = createSecretKey(PEER_KEY);
  return (payload) => createHmac("sha256", key).update(payload).digest();
}

/** A keyed state, cloned for each mac, so that the key's own blocks are hashed once. */
export function nobleMac(): Mac {
  const keyed = hmac.create(sha256, PEER_KEY);
  return (payload) => keyed.clone().update(payload).digest();
}
