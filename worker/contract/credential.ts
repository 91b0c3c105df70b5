import { type MerchantId, type Secret, isMerchantId, isSecret } from "../domain/capability.ts";
import { MAX_TERMINAL } from "../domain/order-number.ts";

/** What a terminal shows with each request: whose it is, which one, and its secret. */
export interface Credential {
  readonly merchant: MerchantId;
  readonly terminal: number;
  readonly secret: Secret;
}

/** "MERCHANT.3.SECRET": the merchant's object is named from here and from nowhere else. */
export const credentialText = ({ merchant, terminal, secret }: Credential): string =>
  `${merchant}.${terminal}.${secret}`;

export function parseCredential(text: string): Credential | null {
  const parts = text.split(".", 4);
  if (parts.length !== 3) return null;
  const [merchant = "", terminalText = "", secret = ""] = parts;
  const terminal = /^[1-9]\d{0,4}$/.test(terminalText) ? Number(terminalText) : 0;
  if (!isMerchantId(merchant) || !isSecret(secret) || terminal < 1 || terminal > MAX_TERMINAL)
    return null;
  return { merchant, terminal, secret };
}
