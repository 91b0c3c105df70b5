import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import type { Assertion, NewPasskey } from "../contract/passkey.ts";

/** Where the ceremony takes place: the page's origin, whose host name is the relying party's id. */
export interface Relying {
  readonly origin: string;
}

/** What is kept of a passkey. Public, all of it. */
export interface Passkey {
  /** The credential's id, base64url. */
  readonly id: string;
  /** COSE_Key (RFC 9052 section 7). */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: number;
  readonly transports: readonly string[];
  /** It is kept on more devices than one. */
  readonly isBackedUp: boolean;
}

// EdDSA, ES256, RS256 (IANA COSE algorithms): what platforms make today.
const ALGORITHMS = [-8, -7, -257];

const nameOf = ({ origin }: Relying): string => new URL(origin).hostname;

export interface NewPasskeyWish {
  /** What the device lists the passkey under. */
  readonly account: string;
  /** Names the account to us when the passkey comes back: at most 64 bytes. */
  readonly handle: Uint8Array<ArrayBuffer>;
  /** Passkeys that the account has: one device makes no second. */
  readonly known: readonly Passkey[];
  readonly challenge: Uint8Array<ArrayBuffer>;
}

/** Options for `navigator.credentials.create`: discoverable, and the user verified. */
export function creationOptions(
  relying: Relying,
  { account, handle, known, challenge }: NewPasskeyWish,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName: "Edgetill",
    rpID: nameOf(relying),
    userName: account,
    userDisplayName: account,
    userID: handle,
    challenge,
    attestationType: "none",
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map(({ id }) => ({ id })),
  });
}

/** Options for `navigator.credentials.get`; without ids, the device offers the passkeys that it has for us. */
export function requestOptions(
  relying: Relying,
  challenge: Uint8Array<ArrayBuffer>,
  known: readonly Passkey[] = [],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: nameOf(relying),
    challenge,
    userVerification: "required",
    allowCredentials: known.map(({ id, transports }) => ({
      id,
      transports: [...transports] as AuthenticatorTransport[],
    })),
  });
}

/** The passkey that a device has made for this challenge, or null: one answer, whatever was wrong. */
export async function readNewPasskey(
  relying: Relying,
  response: NewPasskey,
  challenge: string,
): Promise<Passkey | null> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: relying.origin,
      expectedRPID: nameOf(relying),
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified || isFramed(response.response.clientDataJSON)) return null;
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    return {
      id,
      publicKey: new Uint8Array(publicKey),
      counter,
      transports,
      isBackedUp: registrationInfo.credentialBackedUp,
    };
  } catch {
    return null;
  }
}

/** The passkey as it stands after a good answer to the challenge; null for any other answer. */
export async function readAssertion(
  relying: Relying,
  response: Assertion,
  challenge: string,
  passkey: Passkey,
): Promise<Passkey | null> {
  try {
    const { id, publicKey, counter } = passkey;
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: relying.origin,
      expectedRPID: nameOf(relying),
      credential: { id, publicKey, counter },
      requireUserVerification: true,
    });
    if (!verified || isFramed(response.response.clientDataJSON)) return null;
    const { newCounter, credentialBackedUp } = authenticationInfo;
    return { ...passkey, counter: newCounter, isBackedUp: credentialBackedUp };
  } catch {
    return null;
  }
}

/** Made within another site's frame (WebAuthn level 3, section 5.8.1: crossOrigin, topOrigin), where ours is never shown. */
function isFramed(clientDataJSON: string): boolean {
  const text = atob(clientDataJSON.replaceAll("-", "+").replaceAll("_", "/"));
  const { crossOrigin = false, topOrigin } = JSON.parse(text) as Record<string, unknown>;
  return crossOrigin !== false || topOrigin !== undefined;
}
