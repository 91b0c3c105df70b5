import type { Assertion, NewPasskey } from "../contract/passkey.ts";

/** What a test makes the device say that an honest one would not. */
export interface Lies {
  readonly type?: string;
  readonly challenge?: string;
  readonly origin?: string;
  readonly crossOrigin?: boolean;
  readonly topOrigin?: string;
  readonly rpId?: string;
  /** Authenticator data flags (WebAuthn level 3, section 6.1): 1 present, 4 verified, 8 eligible for backup, 16 backed up. */
  readonly flags?: number;
  readonly counter?: number;
  /** The answer is signed by another key than the passkey's. */
  readonly isForged?: boolean;
}

const PRESENT_AND_VERIFIED = 0x05;
const HAS_CREDENTIAL = 0x40;

/**
 * A fake: a phone's authenticator with one ES256 passkey, made from WebAuthn level 3 (sections 6.1, 6.5.1 and 8.7), for
 * tests where no browser is.
 */
export class FakeAuthenticator {
  readonly id = crypto.getRandomValues(new Uint8Array(16));
  readonly #keys: CryptoKeyPair;
  readonly #origin: string;
  #handle = "";
  counter = 0;

  private constructor(keys: CryptoKeyPair, origin: string) {
    this.#keys = keys;
    this.#origin = origin;
  }

  static async make(origin: string): Promise<FakeAuthenticator> {
    return new FakeAuthenticator(await newKeys(), origin);
  }

  /** Answers the options of `navigator.credentials.create`. */
  async create(
    options: { challenge: string; rp: { id?: string }; user: { id: string } },
    lies: Lies = {},
  ): Promise<NewPasskey> {
    this.#handle = options.user.id;
    const { x = "", y = "" } = (await crypto.subtle.exportKey(
      "jwk",
      this.#keys.publicKey,
    )) as JsonWebKey;
    // COSE_Key: EC2, ES256, P-256 (RFC 9053 section 7.1.1).
    const key = bytes(
      [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20],
      decode(x),
      [0x22, 0x58, 0x20],
      decode(y),
    );
    const credential = bytes(new Uint8Array(16), [0, this.id.length], this.id, key);
    const head = await this.#authenticatorData(options.rp.id ?? "", HAS_CREDENTIAL, lies);
    const data = bytes(head, credential);
    const attestation = bytes(
      [0xa3],
      text("fmt"),
      text("none"),
      text("attStmt"),
      [0xa0],
      text("authData"),
      [0x59, data.length >> 8, data.length & 255],
      data,
    );
    return {
      ...this.#names(),
      response: {
        clientDataJSON: encode(this.#clientData("webauthn.create", options.challenge, lies)),
        attestationObject: encode(attestation),
        transports: ["internal"],
      },
    };
  }

  /** Answers the options of `navigator.credentials.get`. */
  async get(options: { challenge: string; rpId?: string }, lies: Lies = {}): Promise<Assertion> {
    this.counter += 1;
    const data = await this.#authenticatorData(options.rpId ?? "", 0, lies);
    const clientData = this.#clientData("webauthn.get", options.challenge, lies);
    const signed = bytes(data, new Uint8Array(await crypto.subtle.digest("SHA-256", clientData)));
    const { privateKey } = lies.isForged ? await newKeys() : this.#keys;
    const raw = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, signed);
    return {
      ...this.#names(),
      response: {
        clientDataJSON: encode(clientData),
        authenticatorData: encode(data),
        signature: encode(derOf(new Uint8Array(raw))),
        userHandle: this.#handle,
      },
    };
  }

  #names() {
    const id = encode(this.id);
    return { id, rawId: id, type: "public-key" as const, clientExtensionResults: {} };
  }

  #clientData(type: string, challenge: string, lies: Lies): Uint8Array<ArrayBuffer> {
    const { rpId: _, flags: __, counter: ___, isForged: ____, ...said } = lies;
    const origin = this.#origin;
    return bytes(new TextEncoder().encode(JSON.stringify({ type, challenge, origin, ...said })));
  }

  async #authenticatorData(
    rpId: string,
    more: number,
    { rpId: otherId, flags = PRESENT_AND_VERIFIED, counter = this.counter }: Lies,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const name = new TextEncoder().encode(otherId ?? rpId);
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", name));
    const count = new Uint8Array(4);
    new DataView(count.buffer).setUint32(0, counter);
    return bytes(hash, [flags | more], count);
  }
}

async function newKeys(): Promise<CryptoKeyPair> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  return (await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
}

const bytes = (...parts: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(parts.flatMap((part) => Array.from(part)));

/** A CBOR text string of less than 24 bytes. */
const text = (value: string): Uint8Array =>
  bytes([0x60 + value.length], new TextEncoder().encode(value));

export const encode = (value: Uint8Array): string =>
  btoa(String.fromCharCode(...value))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const decode = (value: string): Uint8Array =>
  Uint8Array.from(atob(value.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

/** An ECDSA signature as WebAuthn has it (RFC 3279 section 2.2.3), from the two numbers that WebCrypto gives. */
function derOf(raw: Uint8Array): Uint8Array {
  const integer = (part: Uint8Array): Uint8Array => {
    const first = part.findIndex((byte) => byte !== 0);
    const trimmed = part.slice(Math.max(first, 0));
    const value = (trimmed[0] ?? 0) > 127 ? bytes([0], trimmed) : trimmed;
    return bytes([2, value.length], value);
  };
  const body = bytes(integer(raw.slice(0, 32)), integer(raw.slice(32)));
  return bytes([0x30, body.length], body);
}
