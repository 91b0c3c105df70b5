import { EDDYSTONE_FRAMES } from "./profile.ts";

/**
 * Eddystone frames (google/eddystone: protocol-specification.md, eddystone-uid, eddystone-url). A frame as a slot takes
 * it has no transmit power in it; on the air it has, in the second byte.
 */
export type Frame = Uint8Array<ArrayBuffer>;

const UID_TYPE = 0x00;
const URL_TYPE = 0x10;
const MAX_URL_BYTES = 17;
const MAX_ADVERTISEMENT_BYTES = 31;

const SCHEMES: readonly string[] = ["http://www.", "https://www.", "http://", "https://"];
const DOMAINS: readonly string[] = [".com", ".org", ".edu", ".net", ".info", ".biz", ".gov"];
/** Codes 0 to 6 end in a slash, 7 to 13 do not; what is longer is looked for first. */
const EXPANSIONS = [...DOMAINS.map((domain) => `${domain}/`), ...DOMAINS];

/** Namespace (20 hexadecimal digits) and instance (12) as an Eddystone-UID frame of 17 bytes. Throws a RangeError for others. */
export function uidFrame(namespace: string, instance: string): Frame {
  if (!/^[\da-f]{20}$/.test(namespace) || !/^[\da-f]{12}$/.test(instance)) {
    throw new RangeError("a UID frame takes 10 bytes of namespace and 6 of instance");
  }
  return Uint8Array.of(UID_TYPE, ...bytesOf(namespace), ...bytesOf(instance));
}

/** The address as an Eddystone-URL frame of at most 19 bytes; null when it does not fit, or is no web address in ASCII. */
export function urlFrame(url: string): Frame | null {
  // The schemes with "www." stand before those without, so the first that fits is the longest.
  const scheme = SCHEMES.findIndex((known) => url.startsWith(known));
  if (scheme < 0) return null;
  const encoded: number[] = [];
  for (let at = SCHEMES[scheme]?.length ?? 0; at < url.length;) {
    const expansion = EXPANSIONS.findIndex((known) => url.startsWith(known, at));
    const code = expansion < 0 ? url.charCodeAt(at) : expansion;
    if (expansion < 0 && (code <= 0x20 || code >= 0x7f)) return null;
    encoded.push(code);
    at += EXPANSIONS[expansion]?.length ?? 1;
  }
  if (encoded.length > MAX_URL_BYTES) return null;
  return Uint8Array.of(URL_TYPE, scheme, ...encoded);
}

/** What goes on the air for a frame: flags, the Eddystone service, and the frame with the power (dBm) that it is sent with. */
export function advertisementOf(frame: Frame, powerDbm: number): Frame {
  const [type = UID_TYPE, ...rest] = frame;
  // Bytes 18 and 19 of a UID frame are reserved and zero.
  const body = [type, powerDbm & 0xff, ...rest, ...(type === UID_TYPE ? [0, 0] : [])];
  const service = littleEndian(EDDYSTONE_FRAMES);
  return advertisement(FLAGS, [0x03, ...service], [0x16, ...service, ...body]);
}

/** What goes on the air so that a chooser finds the beacon: a 128-bit service, and as much of the name as there is room for. */
export function invitation(service: string, name: string): Frame {
  const uuid = bytesOf(service.replaceAll("-", "")).toReversed();
  const room = MAX_ADVERTISEMENT_BYTES - FLAGS.length - 1 - uuid.length - 2 - 2;
  const label = cut(name, room);
  const isWhole = label.length === new TextEncoder().encode(name).length;
  return advertisement(FLAGS, [0x07, ...uuid], [isWhole ? 0x09 : 0x08, ...label]);
}

/** General discoverable, no classic Bluetooth (Core Specification Supplement, part A, section 1.3). */
const FLAGS = [0x01, 0x06];

/** Each part is a type and its data; the length is put before. */
function advertisement(...parts: readonly (readonly number[])[]): Frame {
  const bytes = parts.flatMap((part) => [part.length].concat(part));
  if (bytes.length > MAX_ADVERTISEMENT_BYTES) throw new RangeError("an advertisement is too long");
  return Uint8Array.from(bytes);
}

/** The longest beginning that has at most so many bytes in UTF-8. */
function cut(text: string, maxBytes: number): number[] {
  const kept: number[] = [];
  for (const character of text) {
    const bytes = new TextEncoder().encode(character);
    if (kept.length + bytes.length > maxBytes) break;
    kept.push(...bytes);
  }
  return kept;
}

function bytesOf(hex: string): number[] {
  return Array.from(hex.matchAll(/../g), ([pair]) => Number.parseInt(pair, 16));
}

const littleEndian = (value: number): number[] => [value & 0xff, value >> 8];
