import type { Fetch } from "./call.ts";

/**
 * Sends each request with a proof that this device holds the key (RFC 9449), and with the credential that is bound to
 * that key, if there is one yet.
 */
export function provingFetch(
  fetch: Fetch,
  keys: CryptoKeyPair,
  credential: string | null,
  base: string,
): Fetch {
  /** What the server last asked to be put into proofs (section 8), which it does where this device's clock is off. */
  let nonce: string | undefined;

  async function send(input: string, init: RequestInit): Promise<Response> {
    const { generateProof } = await import("dpop");
    const { origin, pathname } = new URL(input, base);
    const bound = credential ?? undefined;
    const proof = await generateProof(keys, origin + pathname, init.method ?? "GET", nonce, bound);
    const headers = new Headers(init.headers);
    if (credential !== null) headers.set("authorization", `DPoP ${credential}`);
    headers.set("dpop", proof);
    const response = await fetch(input, { ...init, headers });
    nonce = response.headers.get("dpop-nonce") ?? nonce;
    return response;
  }

  return async (input, init) => {
    const response = await send(input, init);
    // A proof is good once and for seconds: browsers by themselves repeat a request whose connection broke, and clocks are
    // off. Nothing was done for a refused one, so it is sent once more, with a proof of its own.
    return response.status === 401 ? send(input, init) : response;
  };
}
