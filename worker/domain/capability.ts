import type { Brand } from "./brand.ts";
import { type OrderNumber, orderNumberText, parseOrderNumber } from "./order-number.ts";

/** Eight random bytes as 13 characters of base32: names the merchant's object. Public. */
export type MerchantId = Brand<string, "MerchantId">;

/** 130 random bits as 26 characters of base32. Who knows it may act. */
export type Secret = Brand<string, "Secret">;

/** Where an order lives, and the secret that opens one side of it: a claim or a receipt. */
export interface Capability {
  readonly merchant: MerchantId;
  readonly number: OrderNumber;
  readonly secret: Secret;
}

// 64 bits leave four in the last character, whose fifth bit must then be zero: one text per id.
const MERCHANT = /^[A-Z2-7]{12}[ACEGIKMOQSUWY246]$/;
const SECRET = /^[A-Z2-7]{26}$/;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export const isMerchantId = (text: string): text is MerchantId => MERCHANT.test(text);
export const isSecret = (text: string): text is Secret => SECRET.test(text);

/** Makes a secret of at least 26 random bytes. Five bits of each are used, so none is more likely than another. */
export function secretFrom(random: Uint8Array): Secret {
  const text = Array.from(random.subarray(0, 26), (byte) => ALPHABET[byte & 31]).join("");
  if (!isSecret(text)) throw new RangeError("a secret takes 26 random bytes");
  return text;
}

/** "MERCHANT.3-1042.SECRET": readable, safe in a path, and every character fits a QR code's alphanumeric mode. */
export const capabilityText = ({ merchant, number, secret }: Capability): string =>
  `${merchant}.${orderNumberText(number)}.${secret}`;

/** Reads exactly what {@link capabilityText} writes. */
export function parseCapability(text: string): Capability | null {
  const parts = text.split(".", 4);
  if (parts.length !== 3) return null;
  const [merchant = "", orderText = "", secret = ""] = parts;
  const number = parseOrderNumber(orderText);
  if (!isMerchantId(merchant) || !isSecret(secret) || number === null) return null;
  return { merchant, number, secret };
}
