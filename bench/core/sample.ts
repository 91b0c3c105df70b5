// The token that all contestants make and check, and what they may prepare beforehand.
import type { TokenFields, TokenRoot } from "../../wasm/core.ts";

export const ROOT: TokenRoot = {
  id: 1,
  secret: Uint8Array.from({ length: 32 }, (_, i) => i * 5 + 1),
  notBefore: 0,
  notAfter: 40_000_000_000,
};

export const FIELDS: TokenFields = {
  merchant: "AEBAGBAFAYDQQ",
  terminal: 7,
  counter: 99,
  cell: 989_573_304_541,
  window: 178_000_000,
};

/** What peers sign with: they are spared the derivation that the core does, and the look-up that it does each time. */
export const PEER_KEY = Uint8Array.from({ length: 32 }, (_, i) => i * 3 + 2);

export const PAYLOAD_BYTES = 24;
export const MAC_BYTES = 16;
export const TOKEN_BYTES = 40;

const MERCHANT = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);

/** Writes the 24 payload bytes of the token for a window, as every peer does. */
export function pack(bytes: Uint8Array, view: DataView, window: number): void {
  bytes[0] = 0x11;
  bytes.set(MERCHANT, 1);
  view.setUint16(9, FIELDS.terminal);
  view.setUint32(11, FIELDS.counter);
  view.setUint8(15, Math.floor(FIELDS.cell / 0x1_0000_0000));
  view.setUint32(16, FIELDS.cell % 0x1_0000_0000);
  view.setUint32(20, window);
}

/** Reads them back. The merchant stays bytes: peers are spared its text. */
export function unpack(
  bytes: Uint8Array,
  view: DataView,
  now: number,
): Record<string, unknown> | null {
  const window = view.getUint32(20);
  if (window !== now && window !== now - 1) return null;
  return {
    merchant: bytes.subarray(1, 9),
    terminal: view.getUint16(9),
    counter: view.getUint32(11),
    cell: view.getUint8(15) * 0x1_0000_0000 + view.getUint32(16),
    window,
  };
}
