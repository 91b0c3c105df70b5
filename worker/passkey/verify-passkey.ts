import type { Assertion, Registration } from "../contract/passkey.ts";
import { isCurrency } from "../domain/currency.ts";
import type { Expectation, Passkey } from "./passkey.ts";
import { valueText } from "./value-text.ts";

/** EdDSA, ES256, RS256 (COSE): what authenticators in people's hands make, and nothing with SHA-1. */
export const ALGORITHMS = [-8, -7, -257];

// Evaluated at the first passkey, not at every cold start: most requests never need it.
export const library = () => import("@simplewebauthn/server");

/**
 * Checks an answer as WebAuthn level 3 section 7.2 has it, and returns its counter: the library does type, challenge, origin,
 * rpIdHash, user present and verified, backup flags and signature; beside it stand the checks that it leaves to its user.
 */
export async function verifyAssertion(
  assertion: Assertion,
  passkey: Passkey,
  expected: Expectation,
): Promise<number | null> {
  const client = clientDataOf(assertion.response.clientDataJSON);
  if (!client || !isOurs(client) || !showsThePayment(client, expected)) return null;
  const { userHandle: _, ...withoutHandle } = assertion.response;
  const { verifyAuthenticationResponse } = await library();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...assertion, response: withoutHandle, clientExtensionResults: {} },
      expectedChallenge: expected.challenge,
      expectedOrigin: expected.origin,
      expectedRPID: expected.rpId,
      expectedType: expected.payment ? ["webauthn.get", "payment.get"] : "webauthn.get",
      requireUserVerification: true,
      // The counter is compared where it is kept, in the commit that takes it.
      credential: { id: passkey.id, publicKey: passkey.publicKey, counter: 0 },
    });
    const { credentialDeviceType, newCounter } = authenticationInfo;
    const isConsistent = (credentialDeviceType === "multiDevice") === passkey.syncs;
    return verified && isConsistent ? newCounter : null;
  } catch (error) {
    return refused(error);
  }
}

/** Checks a new passkey (WebAuthn level 3 section 7.1). No attestation is asked for: who made the phone is nobody's business. */
export async function verifyRegistration(
  registration: Registration,
  expected: Expectation,
): Promise<Passkey | null> {
  const client = clientDataOf(registration.response.clientDataJSON);
  if (!client || !isOurs(client)) return null;
  const { verifyRegistrationResponse } = await library();
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...registration, clientExtensionResults: {} },
      expectedChallenge: expected.challenge,
      expectedOrigin: expected.origin,
      expectedRPID: expected.rpId,
      expectedType: "webauthn.create",
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified) return null;
    const { credential, credentialDeviceType } = registrationInfo;
    return {
      id: credential.id,
      publicKey: credential.publicKey,
      counter: credential.counter,
      syncs: credentialDeviceType === "multiDevice",
    };
  } catch (error) {
    return refused(error);
  }
}

type ClientData = Readonly<Record<string, unknown>>;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function clientDataOf(base64Url: string): ClientData | null {
  try {
    const text = atob(base64Url.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(text, (character) => character.codePointAt(0) ?? 0);
    const value: unknown = JSON.parse(decoder.decode(bytes));
    return typeof value === "object" ? (value as ClientData) : null;
  } catch {
    return null;
  }
}

/** Our pages are in nobody's frame: the library lets a frame pass where the browser does not name its top. */
const isOurs = ({ crossOrigin, topOrigin }: ClientData): boolean =>
  crossOrigin !== true && topOrigin === undefined;

/**
 * Where the browser itself showed the payment (Secure Payment Confirmation section 4.3), what it showed must be what is
 * being paid. Elsewhere our page showed it, and the challenge says what.
 */
function showsThePayment(client: ClientData, { origin, payment: asked }: Expectation): boolean {
  const shown = client["payment"] as Readonly<Record<string, unknown>> | undefined;
  if (client["type"] !== "payment.get") return shown === undefined;
  if (!asked || typeof shown !== "object" || shown === null || !isCurrency(asked.currency))
    return false;
  const total = shown["total"] as { value?: unknown; currency?: unknown } | undefined;
  return (
    shown["payeeName"] === asked.payee &&
    (shown["payeeOrigin"] === undefined || shown["payeeOrigin"] === origin) &&
    (shown["topOrigin"] === undefined || shown["topOrigin"] === origin) &&
    total?.currency === asked.currency &&
    total.value === valueText(asked.minor, asked.currency)
  );
}

/** The log knows why; to outsiders every failed proof looks the same. */
function refused(error: unknown): null {
  console.warn("a passkey's answer is not good", error instanceof Error ? error.message : error);
  return null;
}
