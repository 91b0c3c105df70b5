import type { Site } from "./surroundings.ts";

/**
 * What passkeys made here are bound to; null where there can be none: browsers make no passkey for a bare address
 * (WebAuthn level 3 section 5.1.3 asks for a domain).
 */
export function siteOf(origin: string): Site | null {
  const { hostname } = new URL(origin);
  return /^[\d.]+$|:/.test(hostname) ? null : { origin, rpId: hostname };
}
