import { env } from "cloudflare:workers";
import { core } from "../../wasm/worker.ts";
import { parseTokenRoots } from "../contract/token-roots.ts";

/** A nonce is good in its own span of time and the next, so for two to four minutes. */
const SPAN_MS = 120_000;

const encoder = new TextEncoder();

// One key per root, so that nonces outlive a rotation as tokens do.
const keys = parseTokenRoots(env.TOKEN_ROOTS).map(({ secret }) =>
  core.hkdf(secret, new Uint8Array(0), encoder.encode("edgetill/nonce/1"), 32),
);

/** Something that nobody could have known before these minutes (RFC 9449 section 8). Nothing is kept of it. */
export const nonceAt = (nowMs: number): string =>
  nonceOf(spanAt(nowMs), keys[0] ?? new Uint8Array(32));

export function isFreshNonce(nonce: string, nowMs: number): boolean {
  const present = spanAt(nowMs);
  return [present, present - 1].some((span) =>
    keys.some((key) => core.equal(encoder.encode(nonce), encoder.encode(nonceOf(span, key)))),
  );
}

const spanAt = (nowMs: number): number => Math.floor(nowMs / SPAN_MS);

const nonceOf = (span: number, key: Uint8Array): string =>
  core.encode32(core.hmac(key, encoder.encode(String(span))).subarray(0, 16));
