// The token by each peer at its best: 24 bytes packed, a mac cut to 128 bits, base64url as the host has it.
import { jwtVerify, SignJWT } from "jose";
import { mac24, setKey } from "./handwritten-mac.ts";
import { type Mac, nobleMac, nodeMac, webcryptoMac } from "./macs.ts";
import { decode64, encode64 } from "./native-base64.ts";
import { FIELDS, pack, PAYLOAD_BYTES, PEER_KEY, TOKEN_BYTES, unpack } from "./sample.ts";

/** Makes a token for a window, and reads one: its fields, or null if it is not good. */
export interface Peer {
  peer: string;
  issue(window: number): string;
  verify(text: string, now: number): object | null;
}

/** One whose every answer must be awaited. */
export interface AwaitedPeer {
  peer: string;
  issue(window: number): Promise<string>;
  verify(text: string, now: number): Promise<object | null>;
}

export function peers(): Peer[] {
  return [sync("node-crypto", nodeMac()), sync("noble", nobleMac()), handwritten()];
}

export async function awaitedPeers(): Promise<AwaitedPeer[]> {
  return [await webcrypto(), await jose()];
}

async function webcrypto(): Promise<AwaitedPeer> {
  const mac = await webcryptoMac();
  return {
    peer: "webcrypto",
    async issue(window) {
      const bytes = new Uint8Array(TOKEN_BYTES);
      pack(bytes, new DataView(bytes.buffer), window);
      bytes.set((await mac(bytes.subarray(0, PAYLOAD_BYTES))).subarray(0, 16), PAYLOAD_BYTES);
      return encode64(bytes);
    },
    // WebCrypto cannot verify a truncated mac, so it signs again and compares.
    async verify(text, now) {
      const bytes = decode64(text);
      if (bytes.length !== TOKEN_BYTES) return null;
      const expected = await mac(Uint8Array.from(bytes.subarray(0, PAYLOAD_BYTES)));
      return isSame(bytes, expected) ? unpack(bytes, viewOf(bytes), now) : null;
    },
  };
}

function sync(peer: string, mac: Mac): Peer {
  const bytes = new Uint8Array(TOKEN_BYTES);
  const payload = bytes.subarray(0, PAYLOAD_BYTES);
  const view = new DataView(bytes.buffer);
  return {
    peer,
    issue(window) {
      pack(bytes, view, window);
      bytes.set(mac(payload).subarray(0, 16), PAYLOAD_BYTES);
      return encode64(bytes);
    },
    verify(text, now) {
      const token = decode64(text);
      if (token.length !== TOKEN_BYTES) return null;
      payload.set(token.subarray(0, PAYLOAD_BYTES));
      return isSame(token, mac(payload)) ? unpack(token, viewOf(token), now) : null;
    },
  };
}

function handwritten(): Peer {
  setKey(PEER_KEY);
  const bytes = new Uint8Array(TOKEN_BYTES);
  const view = new DataView(bytes.buffer);
  return {
    peer: "handwritten",
    issue(window) {
      pack(bytes, view, window);
      const words = mac24(view);
      for (let i = 0; i < 4; i++) view.setInt32(PAYLOAD_BYTES + 4 * i, words[i] ?? 0);
      return encode64(bytes);
    },
    verify(text, now) {
      const token = decode64(text);
      if (token.length !== TOKEN_BYTES) return null;
      const given = viewOf(token);
      const words = mac24(given);
      let difference = 0;
      for (let i = 0; i < 4; i++)
        difference |= given.getInt32(PAYLOAD_BYTES + 4 * i) ^ (words[i] ?? 0);
      return difference === 0 ? unpack(token, given, now) : null;
    },
  };
}

async function jose(): Promise<AwaitedPeer> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", PEER_KEY, algorithm, false, ["sign", "verify"]);
  const { merchant, terminal, counter, cell } = FIELDS;
  return {
    peer: "jose",
    issue: (w) =>
      new SignJWT({ m: merchant, t: terminal, o: counter, c: cell, w })
        .setProtectedHeader({ alg: "HS256" })
        .sign(key),
    async verify(text, now) {
      const { payload } = await jwtVerify(text, key, { algorithms: ["HS256"] });
      return payload["w"] === now || payload["w"] === now - 1 ? payload : null;
    },
  };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Compares the mac of a token with the one computed, without an early exit. */
function isSame(token: Uint8Array, mac: Uint8Array): boolean {
  let difference = 0;
  for (let i = 0; i < 16; i++) difference |= (token[PAYLOAD_BYTES + i] ?? 0) ^ (mac[i] ?? 0);
  return difference === 0;
}
