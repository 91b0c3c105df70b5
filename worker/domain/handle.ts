import type { Brand } from "./brand.ts";

/** 48 random bits that a beacon may carry: it names one live order, and nothing once that order has moved on. */
export type Handle = Brand<number, "Handle">;

export function handleFrom(random: Uint8Array): Handle {
  if (random.length < 6) throw new RangeError("a handle takes 6 random bytes");
  return random.subarray(0, 6).reduce((value, byte) => value * 256 + byte, 0) as Handle;
}

/** Twelve lower-case hexadecimal digits, as a scanner prints an Eddystone-UID's instance. */
export const handleText = (handle: Handle): string => handle.toString(16).padStart(12, "0");

export function parseHandle(text: string): Handle | null {
  return /^[\da-f]{12}$/.test(text) ? (Number.parseInt(text, 16) as Handle) : null;
}
