/** The most that the runtime takes (developers.cloudflare.com/workers/runtime-apis/web-crypto, PBKDF2). */
const ITERATIONS = 100_000;

/** What is kept of a PIN: slow to make (RFC 8018 section 5.2), because a PIN has few digits. */
export async function pinHash(
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const digits = new TextEncoder().encode(pin);
  const key = await crypto.subtle.importKey("raw", digits, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ITERATIONS };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 256));
}
