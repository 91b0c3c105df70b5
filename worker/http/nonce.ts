import { env } from "cloudflare:workers";
import { core } from "../../wasm/worker.ts";
import { type RingKey, keyAt } from "../contract/key-ring.ts";
import { parseTokenRoots } from "../contract/token-roots.ts";

/** How long a nonce is good. */
export const NONCE_MS = 240_000;

const encoder = new TextEncoder();

// One key per root, so that nonces outlive a rotation as tokens do.
const keys: readonly RingKey[] = parseTokenRoots(env.TOKEN_ROOTS).map((root) => ({
  ...root,
  secret: core.hkdf(root.secret, new Uint8Array(0), encoder.encode("edgetill/nonce/2"), 32),
}));

/**
 * Something that nobody could have known before this instant (RFC 9449 section 8): the instant itself, under our mac.
 * Nothing is kept of it.
 */
export function nonceAt(nowMs: number): string {
  const key = keyAt(keys, nowMs / 1000);
  if (!key) throw new Error("no token root is good now");
  return nonceOf(nowMs, key.secret);
}

/** When this nonce was handed out, in milliseconds since the epoch; null when it is not ours or too old. */
export function issueOf(nonce: string, nowMs: number): number | null {
  const issuedAt = Number.parseInt(nonce.split(".", 1)[0] ?? "", 36);
  const age = nowMs - issuedAt;
  if (!(age >= -SKEW_MS && age < NONCE_MS)) return null;
  const isOurs = keys.some(({ secret }) =>
    core.equal(encoder.encode(nonce), encoder.encode(nonceOf(issuedAt, secret))),
  );
  return isOurs ? issuedAt : null;
}

/** The next request may meet another machine of the edge, whose clock is a little behind. */
const SKEW_MS = 5_000;

const nonceOf = (issuedAt: number, key: Uint8Array): string => {
  const time = issuedAt.toString(36);
  return `${time}.${core.encode32(core.hmac(key, encoder.encode(time)).subarray(0, 16))}`;
};
