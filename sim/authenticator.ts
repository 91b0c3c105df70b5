import type { Assertion, Registration } from "../worker/contract/passkey.ts";
import type { Expectation } from "../worker/passkey/passkey.ts";

// A phone's authenticator and the check of its answers, as much of them as a protocol can tell: an answer is good for one
// challenge. The real cryptography has its own tests; it has no part in what happens between two objects.

const part = { rawId: "passkey", type: "public-key" } as const;
const SITE = { origin: "https://pay.example", rpId: "pay.example" };

export const site = SITE;

export const registration: Registration = {
  id: "passkey",
  ...part,
  response: { clientDataJSON: "", attestationObject: "" },
};

export const expectation: Expectation = { ...SITE, challenge: "open" };

/** What the phone makes when its owner confirms this challenge. */
export const confirms = (challenge: string): Assertion => ({
  id: "passkey",
  ...part,
  response: { clientDataJSON: challenge, authenticatorData: "", signature: "", userHandle: null },
});

export const passkey = {
  id: "passkey",
  publicKey: new Uint8Array(1),
  counter: 0,
  syncs: true,
};

export const isGood = (assertion: Assertion, { challenge }: Expectation): boolean =>
  assertion.response.clientDataJSON === challenge;
