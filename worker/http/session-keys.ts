import { env } from "cloudflare:workers";
import { type JWTHeaderParameters, errors } from "jose";
import { type RingKey, keyAt, keyNamed, parseKeyRing } from "../contract/key-ring.ts";

const keys = parseKeyRing("SESSION_KEYS", env.SESSION_KEYS);

/** The key that signs what owners hold now. */
export function signingKey(): RingKey {
  const key = keyAt(keys, Date.now() / 1000);
  if (!key) throw new Error("no session key is good now");
  return key;
}

/** The secret of the key that a token names, as jose asks for it; throws where it is none of ours. */
export function secretNamedBy({ kid }: JWTHeaderParameters): Uint8Array {
  const key = keyNamed(keys, kid);
  if (!key) throw new errors.JWKSNoMatchingKey();
  return key.secret;
}
