// Text into data codewords: one segment in the densest of the modes that hold it all (ISO/IEC 18004 section 7.4).
import { capacityOf, LAST_VERSION } from "./qr-tables";

/** Data codewords of the symbol in work. */
export const DATA: usize = memory.data(448, 16);

// Mode indicators, table 2.
const NUMERIC: i32 = 1;
const ALPHANUMERIC: i32 = 2;
const BYTE: i32 = 4;

// Table 5 by ASCII code: 0 to 9 for digits, 10 to 44 for the rest of the 45, 255 for what needs the byte mode.
const VALUES: usize = memory.data<u8>([
  255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
  255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 36, 255, 255, 255, 37, 38, 255,
  255, 255, 255, 39, 40, 255, 41, 42, 43, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 44, 255, 255, 255, 255, 255,
  255, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32,
  33, 34, 35, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
  255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
  255,
]);

// Bits on their way to DATA: the lower `held` of `pending` are not yet written.
let pending: u64 = 0;
let held: u32 = 0;
let next: usize = 0;

/** Appends at most 32 bits. */
function append(value: u32, bits: u32): void {
  pending = (pending << bits) | value;
  held += bits;
  if (held < 32) return;
  held -= 32;
  store<u32>(next, bswap<u32>(<u32>(pending >> held)));
  next += 4;
}

/** The densest mode that holds every byte. */
export function modeOf(text: usize, length: i32): i32 {
  let highest: u32 = 0;
  for (let i = 0; i < length; i++) {
    const code = <u32>load<u8>(text + i);
    highest = max<u32>(highest, code > 127 ? 255 : <u32>load<u8>(VALUES + code));
  }
  return highest < 10 ? NUMERIC : highest < 45 ? ALPHANUMERIC : BYTE;
}

/** Bits of the character count, table 3. */
function countBits(mode: i32, version: i32): i32 {
  if (mode == NUMERIC) return version < 10 ? 10 : 12;
  if (mode == ALPHANUMERIC) return version < 10 ? 9 : 11;
  return version < 10 ? 8 : 16;
}

function textBits(mode: i32, length: i32): i32 {
  if (mode == NUMERIC) return (10 * length + 2) / 3;
  if (mode == ALPHANUMERIC) return (11 * length + 1) / 2;
  return 8 * length;
}

/** The smallest version from `least` on that holds the text, or 0. */
export function versionFor(mode: i32, length: i32, level: i32, least: i32): i32 {
  for (let version = least; version <= LAST_VERSION; version++) {
    const bits = 4 + countBits(mode, version) + textBits(mode, length);
    if (bits <= 8 * capacityOf(version, level)) return version;
  }
  return 0;
}

function valueAt(text: usize): u32 {
  return <u32>load<u8>(VALUES + <usize>load<u8>(text));
}

function appendNumeric(text: usize, length: i32): void {
  for (; length >= 3; length -= 3) {
    append(100 * valueAt(text) + 10 * valueAt(text + 1) + valueAt(text + 2), 10);
    text += 3;
  }
  if (length == 2) append(10 * valueAt(text) + valueAt(text + 1), 7);
  if (length == 1) append(valueAt(text), 4);
}

function appendAlphanumeric(text: usize, length: i32): void {
  for (; length >= 4; length -= 4) {
    const high = 45 * valueAt(text) + valueAt(text + 1);
    append((high << 11) | (45 * valueAt(text + 2) + valueAt(text + 3)), 22);
    text += 4;
  }
  if (length >= 2) append(45 * valueAt(text) + valueAt(text + 1), 11);
  if (length & 1) append(valueAt(text + (length & 2)), 6);
}

function appendBytes(text: usize, length: i32): void {
  for (; length >= 4; length -= 4) {
    append(bswap<u32>(load<u32>(text)), 32);
    text += 4;
  }
  for (; length > 0; length--) append(<u32>load<u8>(text++), 8);
}

/** Fills DATA for the version: segment, terminator, padding (section 7.4.10). The text must fit. */
export function writeData(text: usize, length: i32, mode: i32, version: i32, level: i32): void {
  pending = 0;
  held = 0;
  next = DATA;
  append(<u32>mode, 4);
  append(<u32>length, countBits(mode, version));
  if (mode == NUMERIC) appendNumeric(text, length);
  else if (mode == ALPHANUMERIC) appendAlphanumeric(text, length);
  else appendBytes(text, length);

  const end = DATA + capacityOf(version, level);
  const bits = 8 * <i32>(end - next) - <i32>held;
  append(0, min<i32>(4, bits));
  // What is held now ends within the last word; the rest of its last byte is zero.
  const whole = next + ((held + 7) >> 3);
  store<u32>(next, bswap<u32>(<u32>(pending << (32 - held))));
  for (let pad: u32 = 0xec, at = whole; at < end; at++) {
    store<u8>(at, pad);
    pad ^= 0xec ^ 0x11;
  }
}
