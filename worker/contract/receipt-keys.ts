import * as v from "valibot";
import { KeyConfigurationError } from "../../wasm/core.ts";
import { keyListOf } from "./key-list.ts";

const Bytes32 = v.pipe(v.string(), v.regex(/^[\w-]{43}$/, "32 bytes of base64url"));

const Key = v.strictObject({
  /** Names the key for ever: its thumbprint (RFC 7638). */
  id: Bytes32,
  /** The Ed25519 public key (RFC 8032), as `x` of its JWK (RFC 8037 section 2). */
  x: Bytes32,
  /** The private key; a key that has been succeeded no longer has it, and only vouches for what it signed. */
  d: v.optional(Bytes32),
  /** From when it signs, in Unix seconds. */
  notBefore: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

export type ReceiptKey = v.InferOutput<typeof Key>;

/** A key that can sign. */
export type SigningKey = ReceiptKey & { readonly d: string };

/**
 * Reads the configured receipt keys: `[{ "id": thumbprint, "x": …, "d": …, "notBefore": s }]`. A fault is a sentence
 * that names the key.
 */
export function parseReceiptKeys(text: string | undefined): ReceiptKey[] {
  const keys = keyListOf("RECEIPT_KEYS", text, Key);
  if (!keys.some(canSign)) throw new KeyConfigurationError(null, "no key of RECEIPT_KEYS can sign");
  return keys;
}

/** The key that signs at this instant (Unix seconds): the latest that has begun. */
export function signingKeyAt(keys: readonly ReceiptKey[], seconds: number): SigningKey | null {
  const begun = keys.filter(canSign).filter(({ notBefore }) => notBefore <= seconds);
  return begun.toSorted((a, b) => a.notBefore - b.notBefore).at(-1) ?? null;
}

const canSign = (key: ReceiptKey): key is SigningKey => key.d !== undefined;

/** A public key as it is published (RFC 7517, RFC 8037). */
export interface PublishedKey {
  readonly kty: "OKP";
  readonly crv: "Ed25519";
  readonly alg: "EdDSA";
  readonly use: "sig";
  readonly kid: string;
  readonly x: string;
}

export const publishedKey = ({ id, x }: ReceiptKey): PublishedKey => ({
  kty: "OKP",
  crv: "Ed25519",
  alg: "EdDSA",
  use: "sig",
  kid: id,
  x,
});
