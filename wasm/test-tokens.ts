// Roots and fields for tests, and the token written out a second time, over Node's own HMAC.
import { createHmac } from "node:crypto";
import type { TokenFields, TokenRoot } from "./core.ts";

/** A root that signs for ever, with a secret that differs by id. */
export function rootOf(id: number, notBefore = 0, notAfter = 43_000_000_000): TokenRoot {
  return {
    id,
    secret: Uint8Array.from({ length: 32 }, (_, i) => (i * 7 + id * 13 + 1) & 255),
    notBefore,
    notAfter,
  };
}

export const SAMPLE: TokenFields = {
  merchant: "AEBAGBAFAYDQQ",
  terminal: 7,
  counter: 99,
  cell: 989_573_304_541,
  window: 178_000_000,
};

const hmac = (key: Uint8Array, ...parts: (string | Uint8Array)[]): Uint8Array =>
  parts.reduce((mac, part) => mac.update(part), createHmac("sha256", key)).digest();

/** The 40 bytes of a token, from the text of the design alone. `merchant` is the eight bytes of the merchant. */
export function referenceToken(
  root: TokenRoot,
  merchant: Uint8Array,
  fields: TokenFields,
): Uint8Array {
  const payload = Buffer.alloc(24);
  payload[0] = 0x10 + root.id;
  payload.set(merchant, 1);
  payload.writeUInt16BE(fields.terminal, 9);
  payload.writeUInt32BE(fields.counter, 11);
  payload.writeUIntBE(fields.cell, 15, 5);
  payload.writeUInt32BE(fields.window, 20);

  const terminalDay = Buffer.alloc(6);
  terminalDay.writeUInt16BE(fields.terminal);
  terminalDay.writeUInt32BE(Math.floor((fields.window * 10) / 86_400), 2);
  const one = Uint8Array.of(1);
  const rootKey = hmac(new TextEncoder().encode("edgetill/token/1/root"), root.secret);
  const merchantKey = hmac(rootKey, "edgetill/token/1/merchant|", merchant, one);
  const key = hmac(merchantKey, "edgetill/token/1/terminal-day|", terminalDay, one);
  return Uint8Array.from(Buffer.concat([payload, hmac(key, payload).subarray(0, 16)]));
}
