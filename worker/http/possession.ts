import type { Context } from "hono";
import { EmbeddedJWK, type JWTPayload, base64url, calculateJwkThumbprint, jwtVerify } from "jose";
import type { Proof } from "../contract/credential.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import { type Host, originOf } from "./host.ts";
import { issueOf } from "./nonce.ts";
import { sha256Of } from "./sha256.ts";

/** How far a proof's own time may be off; beyond it, a nonce of ours shows that it is of these minutes. */
const LEEWAY_SECONDS = 60;
const MAX_PROOF = 2_000;

type ProofRefusal = "proof-stale" | "unauthenticated";

/**
 * Verifies that whoever sent this request holds the key that its proof names (RFC 9449 section 4.3). The proof is of this
 * method and address, of these seconds, and of this credential where there is one.
 */
export async function possessionOf(
  c: Context<Host>,
  credential: string | null,
): Promise<Result<Proof, ProofRefusal>> {
  const text = c.req.header("dpop") ?? "";
  if (text === "" || text.length > MAX_PROOF) return refuse("unauthenticated");
  try {
    const { payload, protectedHeader } = await jwtVerify(text, EmbeddedJWK, {
      typ: "dpop+jwt",
      algorithms: ["ES256"],
      requiredClaims: ["jti", "iat", "htm", "htu"],
    });
    const { jti: id = "" } = payload;
    const isOfThis = payload["htm"] === c.req.method && addressesOf(c).has(String(payload["htu"]));
    const isBound = credential === null || payload["ath"] === hashOf(credential);
    if (!isOfThis || !isBound || id.length < 8 || id.length > 64 || !protectedHeader.jwk)
      return refuse("unauthenticated");
    const since = earliestOf(payload);
    if (since === null) return refuse("proof-stale");
    return ok({ thumbprint: await calculateJwkThumbprint(protectedHeader.jwk), id, since });
  } catch {
    return refuse("unauthenticated");
  }
}

/** Where this request went to, without query and fragment, as the sender may have seen it. */
function addressesOf(c: Context<Host>): ReadonlySet<string> {
  const { origin, pathname } = new URL(c.req.url);
  return new Set([origin + pathname, originOf(c) + pathname]);
}

/** Before when nobody can have shown a proof of these minutes: the making of its nonce says so, or its own time. */
function earliestOf({ iat = 0, nonce }: JWTPayload): number | null {
  const now = Date.now();
  const issuedAt = typeof nonce === "string" ? issueOf(nonce, now) : null;
  if (issuedAt !== null) return issuedAt;
  return Math.abs(now / 1000 - iat) <= LEEWAY_SECONDS ? (iat - LEEWAY_SECONDS) * 1000 : null;
}

const hashOf = (credential: string): string => base64url.encode(sha256Of(credential));
