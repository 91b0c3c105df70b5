import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import type { Passkey } from "./passkey.ts";
import type { Site } from "./site.ts";
import { ALGORITHMS, library } from "./verify-passkey.ts";

/** What a device needs to know of the account that a new passkey opens. */
export interface PasskeyAccount {
  /** What the device lists the passkey under. */
  readonly account: string;
  /** Names the account to us when the passkey comes back: at most 64 bytes. */
  readonly handle: Uint8Array<ArrayBuffer>;
  /** Passkeys that the account has: one device makes no second. */
  readonly known: readonly Passkey[];
}

/** Options for `navigator.credentials.create`: discoverable, and the user verified. */
export async function creationOptions(
  { rpId }: Site,
  { account, handle, known }: PasskeyAccount,
  challenge: Uint8Array<ArrayBuffer>,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await library();
  return generateRegistrationOptions({
    rpName: "Edgetill",
    rpID: rpId,
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

/** Options for `navigator.credentials.get`: the device offers the passkeys that it has for us. */
export async function requestOptions(
  { rpId }: Site,
  challenge: Uint8Array<ArrayBuffer>,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await library();
  return generateAuthenticationOptions({
    rpID: rpId,
    challenge,
    userVerification: "required",
    allowCredentials: [],
  });
}
