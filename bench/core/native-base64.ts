// Base64url as fast as the host has it: natively on Uint8Array where that exists, else by Buffer.
interface NativeBytes {
  toBase64?(options: { alphabet: "base64url" }): string;
}

interface NativeConstructor {
  fromBase64?(text: string, options: { alphabet: "base64url" }): Uint8Array;
}

const OPTIONS = { alphabet: "base64url" } as const;
const { fromBase64 } = Uint8Array as NativeConstructor;
const hasNative = "toBase64" in Uint8Array.prototype && fromBase64 !== undefined;

export const base64Source = hasNative ? "Uint8Array.toBase64" : "Buffer";

export const encode64: (bytes: Uint8Array) => string = hasNative
  ? (bytes) => (bytes as NativeBytes).toBase64?.(OPTIONS) ?? ""
  : (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("base64url");

export const decode64: (text: string) => Uint8Array =
  hasNative && fromBase64
    ? (text) => fromBase64.call(Uint8Array, text, OPTIONS)
    : (text) => Buffer.from(text, "base64url");
