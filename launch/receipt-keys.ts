import { createHash, generateKeyPairSync } from "node:crypto";
import type { ReceiptKey } from "../worker/contract/receipt-keys.ts";

/** Long enough for every running copy of the Worker, and every cache, to have the new key before it signs. */
const LEAD_SECONDS = 3600;

/** A new Ed25519 key that signs from this instant (Unix seconds), named by its thumbprint (RFC 7638). */
export function newReceiptKey(notBefore: number): ReceiptKey {
  const { x = "", d = "" } = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  const thumbprint = createHash("sha256").update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`);
  return { id: thumbprint.digest("base64url"), x, d, notBefore };
}

/**
 * The keys with a new one that takes over in an hour. No public key is ever dropped, so a receipt that was kept stays
 * true; the private half of a key goes once its successor signs.
 */
export function rotatedReceiptKeys(keys: readonly ReceiptKey[], nowSeconds: number): ReceiptKey[] {
  // A key that has not begun yet gives way to the new one.
  const begun = keys.filter(({ notBefore }) => notBefore <= nowSeconds);
  const signing = begun.toSorted((a, b) => a.notBefore - b.notBefore).at(-1);
  const kept = keys.map((key) => (key === signing ? key : publicHalf(key)));
  return [...kept, newReceiptKey(nowSeconds + LEAD_SECONDS)];
}

/**
 * The keys after one of them has leaked: a new one signs at once, and no other signs again. Public halves stay, since
 * receipts of before were signed with them; which of those the thief signed, nobody can say.
 */
export const receiptKeysAfterLeak = (
  keys: readonly ReceiptKey[],
  nowSeconds: number,
): ReceiptKey[] => [...keys.map(publicHalf), newReceiptKey(nowSeconds)];

const publicHalf = ({ id, x, notBefore }: ReceiptKey): ReceiptKey => ({ id, x, notBefore });
