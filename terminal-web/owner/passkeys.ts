import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  WebAuthnError,
  type WebAuthnErrorCode,
  browserSupportsWebAuthn,
  platformAuthenticatorIsAvailable,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import { type Result, ok, refuse } from "../../worker/domain/result.ts";

/** Why there is no passkey. A closed window is among them: the owner knows, and only wants the button back. */
export type PasskeyFault =
  | "passkey-cancelled"
  | "passkey-here-already"
  | "passkey-unverifiable"
  | "passkey-failed"
  | "passkeys-unsupported"
  | "passkeys-insecure"
  | "passkeys-elsewhere";

/** The browser's passkeys (WebAuthn level 3). */
export interface Passkeys {
  /** What stands in the way before anything is tried; null: nothing. */
  readonly obstacle: PasskeyFault | null;
  /** Whether this device can keep a passkey itself; else it asks for a phone or a security key. */
  canKeep(): Promise<boolean>;
  make(options: object): Promise<Result<object, PasskeyFault>>;
  show(options: object): Promise<Result<object, PasskeyFault>>;
}

export function createPasskeys(
  { hostname }: Pick<Location, "hostname">,
  isSecure: boolean,
): Passkeys {
  return {
    obstacle: obstacleOf(hostname, isSecure),
    canKeep: () => platformAuthenticatorIsAvailable().catch(() => false),
    make: (options) =>
      // The contract gives the options as the server's half of the library made them.
      outcomeOf(
        startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON }),
      ),
    show: (options) =>
      outcomeOf(
        startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON }),
      ),
  };
}

/** Browsers keep passkeys for names, on pages that nobody on the way could have changed. */
function obstacleOf(hostname: string, isSecure: boolean): PasskeyFault | null {
  if (/^[\d.]+$|:/.test(hostname)) return "passkeys-elsewhere";
  if (!isSecure) return "passkeys-insecure";
  return browserSupportsWebAuthn() ? null : "passkeys-unsupported";
}

const FAULTS: Partial<Record<WebAuthnErrorCode, PasskeyFault>> = {
  ERROR_CEREMONY_ABORTED: "passkey-cancelled",
  ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED: "passkey-here-already",
  ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT: "passkey-unverifiable",
  ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT: "passkey-unverifiable",
  ERROR_AUTHENTICATOR_NO_SUPPORTED_PUBKEYCREDPARAMS_ALG: "passkey-unverifiable",
  ERROR_INVALID_DOMAIN: "passkeys-elsewhere",
  ERROR_INVALID_RP_ID: "passkeys-elsewhere",
};

async function outcomeOf(ceremony: Promise<object>): Promise<Result<object, PasskeyFault>> {
  try {
    return ok(await ceremony);
  } catch (error) {
    return refuse(faultOf(error));
  }
}

function faultOf(error: unknown): PasskeyFault {
  if (!(error instanceof Error)) return "passkey-failed";
  // Browsers say "not allowed" for a closed window, for too long a wait, and for having no passkey here.
  if (error.name === "NotAllowedError" || error.name === "AbortError") return "passkey-cancelled";
  const known = error instanceof WebAuthnError ? FAULTS[error.code] : undefined;
  return known ?? "passkey-failed";
}
