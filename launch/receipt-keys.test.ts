import {
  CompactSign,
  calculateJwkThumbprint,
  compactVerify,
  createLocalJWKSet,
  importJWK,
} from "jose";
import { describe, it } from "vitest";
import {
  type ReceiptKey,
  parseReceiptKeys,
  publishedKey,
  signingKeyAt,
} from "../worker/contract/receipt-keys.ts";
import { newReceiptKey, rotatedReceiptKeys } from "./receipt-keys.ts";

const NOW = 1_800_000_000;
const DAY = 86_400;

async function signedAt(keys: readonly ReceiptKey[], seconds: number): Promise<string> {
  const key = signingKeyAt(keys, seconds);
  if (!key) throw new Error("nobody signs");
  const { kty, crv, kid, x } = publishedKey(key);
  return new CompactSign(new TextEncoder().encode(`at ${seconds}`))
    .setProtectedHeader({ alg: "EdDSA", kid })
    .sign(await importJWK({ kty, crv, x, d: key.d }, "EdDSA"));
}

describe("rotating the receipt keys", () => {
  it("keeps every receipt true that was ever signed, and no more private keys than sign", async ({
    expect,
  }) => {
    let keys: ReceiptKey[] = [newReceiptKey(0)];
    const receipts: string[] = [];
    for (let turn = 0; turn < 10; turn++) {
      const now = NOW + turn * DAY;
      receipts.push(await signedAt(keys, now));
      keys = parseReceiptKeys(JSON.stringify(rotatedReceiptKeys(keys, now)));
      // Before and after the change there is always one that signs.
      receipts.push(await signedAt(keys, now + 3_599), await signedAt(keys, now + 3_600));
    }
    const published = createLocalJWKSet({ keys: keys.map((key) => ({ ...publishedKey(key) })) });
    for (const receipt of receipts) await compactVerify(receipt, published);
    expect(keys.filter(({ d }) => d !== undefined)).toHaveLength(2);
    expect(keys).toHaveLength(11);
  });

  it("leaves the present key its hour even when it is done twice within it", ({ expect }) => {
    const first = [newReceiptKey(0)];
    const twice = rotatedReceiptKeys(rotatedReceiptKeys(first, NOW), NOW + 60);
    expect(signingKeyAt(twice, NOW + 120)?.id).toBe(first[0]?.id);
    expect(signingKeyAt(twice, NOW + 3_660)?.id).toBe(twice.at(-1)?.id);
  });

  it("names a key by its thumbprint", async ({ expect }) => {
    const key = newReceiptKey(0);
    expect(await calculateJwkThumbprint({ ...publishedKey(key) })).toBe(key.id);
  });
});
