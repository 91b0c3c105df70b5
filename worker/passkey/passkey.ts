import type { Site } from "./site.ts";

/** What is kept of a passkey. Public, all of it. */
export interface Passkey {
  /** Base64url, as the authenticator named it. */
  readonly id: string;
  /** COSE_Key (RFC 9052 section 7). */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: number;
  /** Whether it may be on more than one device: the flag "backup eligible", which never changes. */
  readonly syncs: boolean;
}

/** What an authenticator's answer must be about, besides its site. */
export interface Expectation extends Site {
  /** Base64url, as it stands in the client's data. */
  readonly challenge: string;
  /** For a payment: what a browser that showed it must have shown. */
  readonly payment?: { readonly payee: string; readonly minor: number; readonly currency: string };
}

/**
 * Whether a counter may follow the one that is kept; one that has not gone up is what a copied authenticator looks like
 * (WebAuthn level 3, section 6.1.1). Passkeys that sync count nothing and stay at 0.
 */
export const mayFollow = (shown: number, kept: number): boolean =>
  shown > kept || (shown === 0 && kept === 0);
