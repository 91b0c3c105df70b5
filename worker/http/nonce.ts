import { env } from "cloudflare:workers";
import { core } from "../../wasm/worker.ts";
import { parseTokenRoots } from "../contract/token-roots.ts";

/** How long a nonce is good. */
export const NONCE_MS = 240_000;

const encoder = new TextEncoder();

// One key per root, so that nonces outlive a rotation as tokens do.
const keys = parseTokenRoots(env.TOKEN_ROOTS).map(({ secret }) =>
  core.hkdf(secret, new Uint8Array(0), encoder.encode("edgetill/nonce/2"), 32),
);

/**
 * Something that nobody could have known before this instant (RFC 9449 section 8): the instant itself, under our mac.
 * Nothing is kept of it.
 */
export const nonceAt = (nowMs: number): string => nonceOf(nowMs, keys[0] ?? new Uint8Array(32));

/** When this nonce was handed out, in milliseconds since the epoch; null when it is not ours or too old. */
export function issueOf(nonce: string, nowMs: number): number | null {
  const issuedAt = Number.parseInt(nonce.split(".", 1)[0] ?? "", 36);
  const age = nowMs - issuedAt;
  if (!(age >= -SKEW_MS && age < NONCE_MS)) return null;
  const isOurs = keys.some((key) =>
    core.equal(encoder.encode(nonce), encoder.encode(nonceOf(issuedAt, key))),
  );
  return isOurs ? issuedAt : null;
}

/** The next request may meet another machine of the edge, whose clock is a little behind. */
const SKEW_MS = 5_000;

const nonceOf = (issuedAt: number, key: Uint8Array): string => {
  const time = issuedAt.toString(36);
  return `${time}.${core.encode32(core.hmac(key, encoder.encode(time)).subarray(0, 16))}`;
};
