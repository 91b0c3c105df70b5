// Reads what is on the air, from the specifications alone: Bluetooth Core Specification Supplement part A (advertising
// data), google/eddystone protocol-specification.md, eddystone-uid and eddystone-url. Shares nothing with the encoder.

export type HeardFrame =
  | {
      readonly type: "uid";
      readonly power: number;
      readonly namespace: string;
      readonly instance: string;
    }
  | { readonly type: "url"; readonly power: number; readonly url: string };

export interface Heard {
  readonly flags: number | null;
  readonly services16: readonly string[];
  readonly services128: readonly string[];
  readonly name: string | null;
  readonly frame: HeardFrame | null;
}

const SCHEMES = ["http://www.", "https://www.", "http://", "https://"];
const EXPANSIONS = [
  ".com/",
  ".org/",
  ".edu/",
  ".net/",
  ".info/",
  ".biz/",
  ".gov/",
  ".com",
  ".org",
  ".edu",
  ".net",
  ".info",
  ".biz",
  ".gov",
];

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

const signed = (byte: number): number => (byte > 127 ? byte - 256 : byte);

/** A whole advertisement of at most 31 bytes; null where its structures do not add up. */
export function hear(packet: Uint8Array): Heard | null {
  if (packet.length > 31) return null;
  const heard = {
    flags: null as number | null,
    services16: [] as string[],
    services128: [] as string[],
    name: null as string | null,
    frame: null as HeardFrame | null,
  };
  for (let at = 0; at < packet.length;) {
    const length = packet[at] ?? 0;
    const end = at + 1 + length;
    // A length of zero ends the significant part early (Core, volume 3, part C, section 11).
    if (length === 0) break;
    if (end > packet.length) return null;
    const data = packet.subarray(at + 2, end);
    switch (packet[at + 1]) {
      case 0x01:
        heard.flags = data[0] ?? null;
        break;
      case 0x03:
        for (let i = 0; i + 1 < data.length; i += 2)
          heard.services16.push(hex(data.slice(i, i + 2).toReversed()));
        break;
      case 0x07:
        for (let i = 0; i + 15 < data.length; i += 16)
          heard.services128.push(uuidOf(data.slice(i, i + 16).toReversed()));
        break;
      case 0x08:
      case 0x09:
        heard.name = new TextDecoder().decode(data);
        break;
      case 0x16:
        if (data[0] === 0xaa && data[1] === 0xfe) heard.frame = readFrame(data.subarray(2));
        break;
    }
    at = end;
  }
  return heard;
}

/** The service data of 0xFEAA, transmit power included; null for what is no UID or URL frame. */
export function readFrame(data: Uint8Array): HeardFrame | null {
  const [type, power = 0, ...rest] = data;
  if (type === 0x00) {
    // 20 bytes; those that leave out the two reserved ones still stand.
    if (data.length !== 20 && data.length !== 18) return null;
    const body = Uint8Array.from(rest);
    if (body.subarray(16).some((byte) => byte !== 0)) return null;
    return {
      type: "uid",
      power: signed(power),
      namespace: hex(body.subarray(0, 10)),
      instance: hex(body.subarray(10, 16)),
    };
  }
  const [scheme = 255, ...encoded] = rest;
  const start = SCHEMES[scheme];
  if (type !== 0x10 || start === undefined || encoded.length > 17) return null;
  let url = start;
  for (const code of encoded) {
    const isCharacter = code > 0x20 && code < 0x7f;
    const text = isCharacter ? String.fromCodePoint(code) : EXPANSIONS[code];
    if (text === undefined) return null;
    url += text;
  }
  return { type: "url", power: signed(power), url };
}

function uuidOf(bytes: Uint8Array): string {
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
