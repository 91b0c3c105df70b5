import { env } from "cloudflare:workers";
import { CompactSign, importJWK } from "jose";
import { parseReceiptKeys, publishedKey, signingKeyAt } from "../contract/receipt-keys.ts";
import { type ReceiptView, signedReceiptOf } from "../contract/receipt.ts";

// A broken key configuration stops the start, with a sentence that names the key.
const keys = parseReceiptKeys(env.RECEIPT_KEYS);

/** Every key that a receipt may have been signed with, also those that no longer sign (RFC 7517 section 5). */
export const keySet = { keys: keys.map(publishedKey) };

const encoder = new TextEncoder();
const imported = new Map<string, Awaited<ReturnType<typeof importJWK>>>();

/**
 * The receipt as a compact JWS (RFC 7515, EdDSA by RFC 8037). Signed when it is read, so that a payment waits for no
 * signature and a refund is in it at once.
 */
export async function seal(view: ReceiptView, origin: string, nowMs: number): Promise<string> {
  const seconds = Math.floor(nowMs / 1000);
  const key = signingKeyAt(keys, seconds);
  if (!key) throw new Error("no key of RECEIPT_KEYS has begun yet");
  const { kty, crv, kid, x } = publishedKey(key);
  const privateKey = imported.get(kid) ?? (await importJWK({ kty, crv, x, d: key.d }, "EdDSA"));
  imported.set(kid, privateKey);
  return new CompactSign(encoder.encode(JSON.stringify(signedReceiptOf(view, origin, seconds))))
    .setProtectedHeader({ alg: "EdDSA", kid, typ: "receipt+jws" })
    .sign(privateKey);
}
