import { type MerchantId, type Secret, isMerchantId, isSecret } from "../domain/capability.ts";
import { MAX_TERMINAL } from "../domain/order-number.ts";
import type { Scope } from "./api-key.ts";

/** What a terminal shows with each request: whose it is, which one, its secret, and its device's key where it has one. */
export interface Credential {
  readonly merchant: MerchantId;
  readonly terminal: number;
  readonly secret: Secret;
  readonly proof: Proof | null;
  /** The pass of whoever stands at the terminal, where somebody has to. */
  readonly staff: Secret | null;
  /** What the request is about to do, which a key of the shop's own software must be let do; null: what none may. */
  readonly scope: Scope | null;
}

/** What the edge found in a proof of possession (RFC 9449) that it verified. */
export interface Proof {
  /** SHA-256 of the device's public key (RFC 7638), base64url. */
  readonly thumbprint: string;
  /** Names this one proof, so that nobody can show it again. */
  readonly id: string;
  /** Nobody can have shown it before this instant, in milliseconds since the epoch. */
  readonly since: number;
}

/** "MERCHANT.3.SECRET": the merchant's object is named from here and from nowhere else. */
export const credentialText = ({
  merchant,
  terminal,
  secret,
}: Pick<Credential, "merchant" | "terminal" | "secret">): string =>
  `${merchant}.${terminal}.${secret}`;

/** Reads exactly what {@link credentialText} writes; no proof is part of it. */
export function parseCredential(text: string): Credential | null {
  const parts = text.split(".", 4);
  if (parts.length !== 3) return null;
  const [merchant = "", terminalText = "", secret = ""] = parts;
  const terminal = /^[1-9]\d{0,4}$/.test(terminalText) ? Number(terminalText) : 0;
  if (!isMerchantId(merchant) || !isSecret(secret) || terminal < 1 || terminal > MAX_TERMINAL)
    return null;
  return { merchant, terminal, secret, proof: null, staff: null, scope: null };
}
