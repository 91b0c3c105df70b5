import type { Assertion, Registration } from "../contract/passkey.ts";

// A fake authenticator: the phone's secure part cannot exist here. It is built from WebAuthn level 3, sections 6.1
// (authenticator data), 6.5 (attestation, format "none") and 5.8.1 (client data), and can be told to be wrong.

const encoder = new TextEncoder();
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(encoder.encode(text));

export const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

export const bytesIn = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

const concat = (...parts: Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

/** How an answer differs from a good one. */
export interface Wrong {
  readonly type?: string;
  readonly origin?: string;
  readonly rpId?: string;
  readonly clientData?: object;
  /** Flags (section 6.1): 0x01 UP, 0x04 UV, 0x08 BE, 0x10 BS, 0x40 AT. */
  readonly flags?: number;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly algorithm?: number;
}

const UP_UV_BE_BS = 0x1d;

type Keys = Awaited<ReturnType<typeof newKeys>>;

/** ES256 (RFC 7518 section 3.4). */
const newKeys = () => {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" } as const;
  return crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]) as Promise<{
    publicKey: Parameters<typeof crypto.subtle.exportKey>[1];
    privateKey: Parameters<typeof crypto.subtle.exportKey>[1];
  }>;
};

export class Authenticator {
  readonly #keys: Keys;
  readonly id: Uint8Array<ArrayBuffer>;
  readonly #origin: string;
  /** As text, or as bytes. */
  userHandle: string | Uint8Array = "";

  private constructor(keys: Keys, origin: string) {
    this.#keys = keys;
    this.#origin = origin;
    this.id = crypto.getRandomValues(new Uint8Array(16));
  }

  static async make(origin: string): Promise<Authenticator> {
    return new Authenticator(await newKeys(), origin);
  }

  async register(
    challenge: string,
    userHandle: string | Uint8Array,
    wrong: Wrong = {},
  ): Promise<Registration> {
    this.userHandle = userHandle;
    const raw = new Uint8Array(
      (await crypto.subtle.exportKey("raw", this.#keys.publicKey)) as ArrayBuffer,
    );
    const [x, y] = [raw.subarray(1, 33), raw.subarray(33, 65)];
    // {1: 2 (EC2), 3: algorithm, -1: 1 (P-256), -2: x, -3: y} (RFC 9053 section 7.1).
    const algorithm = wrong.algorithm ?? -7;
    const cose = concat(
      new Uint8Array([0xa5, 1, 2, 3]),
      negative(algorithm),
      new Uint8Array([0x20, 1, 0x21, 0x58, 32]),
      x,
      new Uint8Array([0x22, 0x58, 32]),
      y,
    );
    const credential = concat(new Uint8Array(16), new Uint8Array([0, 16]), this.id, cose);
    const authData = concat(
      await this.#authData({ ...wrong, flags: wrong.flags ?? UP_UV_BE_BS | 0x40 }),
      credential,
    );
    const attestation = concat(
      new Uint8Array([0xa3]),
      text("fmt"),
      text("none"),
      text("attStmt"),
      new Uint8Array([0xa0]),
      text("authData"),
      new Uint8Array([0x58, authData.length]),
      authData,
    );
    return {
      ...this.#named(),
      response: {
        clientDataJSON: base64Url(this.#clientData("webauthn.create", challenge, wrong)),
        attestationObject: base64Url(attestation),
      },
    };
  }

  async assert(challenge: string, wrong: Wrong = {}): Promise<Assertion> {
    const client = this.#clientData("webauthn.get", challenge, wrong);
    const authData = await this.#authData(wrong);
    const signed = concat(authData, await sha256(client));
    const signature = new Uint8Array(
      await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, this.#keys.privateKey, signed),
    );
    return {
      ...this.#named(),
      response: {
        clientDataJSON: base64Url(client),
        authenticatorData: base64Url(authData),
        signature: base64Url(der(signature)),
        userHandle: base64Url(handleBytes(wrong.userHandle ?? this.userHandle)),
      },
    };
  }

  #named() {
    const id = base64Url(this.id);
    return { id, rawId: id, type: "public-key" as const };
  }

  #clientData(type: string, challenge: string, wrong: Wrong): Uint8Array<ArrayBuffer> {
    const { type: otherType = type, origin = this.#origin, clientData = {} } = wrong;
    return bytesOf(
      JSON.stringify({ type: otherType, challenge, origin, crossOrigin: false, ...clientData }),
    );
  }

  async #authData({
    rpId,
    flags = UP_UV_BE_BS,
    counter = 0,
  }: Wrong): Promise<Uint8Array<ArrayBuffer>> {
    const host = rpId ?? new URL(this.#origin).hostname;
    const count = new Uint8Array(4);
    new DataView(count.buffer).setUint32(0, counter);
    return concat(await sha256(bytesOf(host)), new Uint8Array([flags]), count);
  }
}

const handleBytes = (handle: string | Uint8Array): Uint8Array =>
  typeof handle === "string" ? encoder.encode(handle) : handle;

/** A short text in CBOR (RFC 8949 section 3.1). */
const text = (value: string): Uint8Array =>
  concat(new Uint8Array([0x60 + value.length]), encoder.encode(value));

/** A negative whole number in CBOR, down to -65,536. */
function negative(value: number): Uint8Array {
  const n = -1 - value;
  if (n < 24) return new Uint8Array([0x20 + n]);
  return n < 256 ? new Uint8Array([0x38, n]) : new Uint8Array([0x39, n >> 8, n & 255]);
}

/** An ECDSA signature as WebAuthn has it: DER instead of two halves side by side. */
function der(signature: Uint8Array): Uint8Array {
  const whole = (half: Uint8Array): Uint8Array => {
    let start = 0;
    while (start < half.length - 1 && half[start] === 0) start += 1;
    const digits = half.subarray(start);
    const padded = (digits[0] ?? 0) & 0x80 ? concat(new Uint8Array([0]), digits) : digits;
    return concat(new Uint8Array([2, padded.length]), padded);
  };
  const body = concat(whole(signature.subarray(0, 32)), whole(signature.subarray(32)));
  return concat(new Uint8Array([0x30, body.length]), body);
}
