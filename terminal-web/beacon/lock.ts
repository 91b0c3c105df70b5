/**
 * The answer to a beacon's challenge of 16 bytes: AES-128 of it under the lock code. WebCrypto has no ECB; one block of
 * CBC with an initialisation vector of zeros is the same thing, and the block of padding after it is dropped.
 */
export async function unlockToken(
  lockKey: string,
  challenge: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const raw = Uint8Array.from(lockKey.matchAll(/../g), ([pair]) => Number.parseInt(pair, 16));
  const key = await crypto.subtle.importKey("raw", raw, "AES-CBC", false, ["encrypt"]);
  const iv = new Uint8Array(16);
  const encrypted = await crypto.subtle.encrypt({ name: "AES-CBC", iv }, key, challenge);
  return new Uint8Array(encrypted, 0, 16);
}
