/** Where the page that asks was served from: what an authenticator's answer has to name. */
export interface Site {
  readonly origin: string;
  /** WebAuthn's relying party: the host of the origin. */
  readonly rpId: string;
}

/**
 * What passkeys made here are bound to; null where there can be none: browsers make no passkey for a bare address
 * (WebAuthn level 3 section 5.1.3 asks for a domain).
 */
export function siteOf(origin: string): Site | null {
  const { hostname } = new URL(origin);
  return /^[\d.]+$|:/.test(hostname) ? null : { origin, rpId: hostname };
}
