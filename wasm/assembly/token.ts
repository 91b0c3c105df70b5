// One token: version and key id (1 byte), merchant (8), terminal (2), counter (4), cell (5), window (4), mac (16), as text.
import { recall, remember, tagOf } from "./key-cache";
import { DAY_WINDOWS, deriveKey } from "./keys";
import { macOf } from "./mac";
import { decoySlot, isLoaded, isSigned } from "./roots";
import { readWords, writeHead, writeTail } from "./token-text";

/** Characters of a token. */
export const TEXT_SIZE: usize = 64;

/** The version in the upper half of the first byte. */
export const VERSION: u32 = 1;

// What a check says of a text. The door maps them to its verdicts.
export const INVALID: i32 = 0;
export const CURRENT: i32 = 1;
export const PREVIOUS: i32 = 2;
export const EXPIRED: i32 = 3;
export const EARLY: i32 = 4;

/** Bytes that `readWords` writes for a token: its ten words, and two that mean nothing. */
export const WORDS_SIZE: usize = 48;

const WORDS: usize = memory.data(48, 16);
const FRESH: usize = memory.data(64, 16);

/** The midstates of the key that signs, from the cache or into it. */
export function signingKey(
  slot: i32,
  merchantHigh: u32,
  merchantLow: u32,
  terminal: u32,
  window: u32,
): usize {
  const day = window / DAY_WINDOWS;
  const tag = tagOf(slot, merchantHigh, merchantLow, terminal, day);
  const known = recall(tag);
  if (known != 0) return known;
  deriveKey(slot, merchantHigh, merchantLow, terminal, day, FRESH);
  const entry = remember(tag, FRESH);
  memory.fill(FRESH, 0, 64);
  return entry;
}

/** The first four words of a token. */
export function headWords(
  keyId: u32,
  merchantHigh: u32,
  merchantLow: u32,
  terminal: u32,
  counter: u32,
  cell: u64,
): v128 {
  let words = i32x4.splat((VERSION << 28) | (keyId << 24) | (merchantHigh >> 8));
  words = i32x4.replace_lane(words, 1, (merchantHigh << 24) | (merchantLow >> 8));
  words = i32x4.replace_lane(words, 2, (merchantLow << 24) | (terminal << 8) | (counter >> 24));
  return i32x4.replace_lane(words, 3, (counter << 8) | <u32>(cell >> 32));
}

/** Words 4 and 5, which end the payload, followed by the padding of its block. */
export function lastWords(cell: u64, window: u32): v128 {
  return i32x4.replace_lane(
    i32x4.replace_lane(i32x4(0, 0, 0x80000000, 0), 0, <u32>cell),
    1,
    window,
  );
}

/** Writes the last 32 characters of a token from its words 4 and 5 and its mac, both given as words. */
export function writeMac(w4: v128, mac: v128, text: usize): void {
  writeTail(v128.shuffle<u32>(w4, mac, 0, 1, 4, 5), v128.shuffle<u32>(mac, mac, 2, 3, 2, 3), text);
}

/** Writes the 64 characters of a token signed by the root in `slot`. */
export function sign(
  slot: i32,
  merchantHigh: u32,
  merchantLow: u32,
  terminal: u32,
  counter: u32,
  cell: u64,
  window: u32,
  text: usize,
): void {
  const key = signingKey(slot, merchantHigh, merchantLow, terminal, window);
  const w0 = headWords(slot & 15, merchantHigh, merchantLow, terminal, counter, cell);
  const w4 = lastWords(cell, window);
  const mac = v128.load(macOf(key, w0, w4));
  writeHead(w0, w4, text);
  writeMac(w4, mac, text + 32);
}

/** Reads 64 characters as the words of a token; false if they are none. */
export function readToken(text: usize, words: usize): bool {
  return readWords(text, words) && load<u8>(words, 3) >> 4 == VERSION;
}

/** The key id that a token names. */
export function keyIdOf(words: usize): i32 {
  return <i32>(load<u8>(words, 3) & 15);
}

/** Where a window stands against the clock's. */
export function ageOf(window: u32, now: u32): i32 {
  if (window > now) return EARLY;
  const age = now - window;
  return age == 0 ? CURRENT : age == 1 ? PREVIOUS : EXPIRED;
}

/** Writes what a token says as u32 words: merchant (2), terminal, counter, cell's upper 8 bits, its lower 32, window. */
export function writeRecord(words: usize, record: usize): void {
  const w0 = load<u32>(words);
  const w1 = load<u32>(words, 4);
  const w2 = load<u32>(words, 8);
  const w3 = load<u32>(words, 12);
  store<u32>(record, (w0 << 8) | (w1 >> 24), 4);
  store<u32>(record, (w1 << 8) | (w2 >> 24), 8);
  store<u32>(record, (w2 >> 8) & 0xffff, 12);
  store<u32>(record, (w2 << 24) | (w3 >> 8), 16);
  store<u32>(record, w3 & 0xff, 20);
  store<u32>(record, load<u32>(words, 16), 24);
  store<u32>(record, load<u32>(words, 20), 28);
}

/** Compares all of a token's mac with the one computed, both as words. */
export function isForged(words: usize, mac: usize): bool {
  return v128.any_true(v128.xor(v128.load(words, 24), v128.load(mac)));
}

/**
 * Judges the token in WORDS under the root in `slot`. Whatever is wrong is found out after the mac was computed and
 * compared whole. A derived key is remembered for good tokens only, so that no forger can empty the cache.
 */
function judge(slot: i32, mayVerify: bool, now: u32, record: usize): i32 {
  writeRecord(WORDS, record);
  const merchantHigh = load<u32>(record, 4);
  const merchantLow = load<u32>(record, 8);
  const terminal = load<u32>(record, 12);
  const window = load<u32>(record, 28);
  const day = window / DAY_WINDOWS;
  const tag = tagOf(slot, merchantHigh, merchantLow, terminal, day);
  const known = recall(tag);
  if (known == 0) deriveKey(slot, merchantHigh, merchantLow, terminal, day, FRESH);

  const w4 = v128.shuffle<u32>(v128.load(WORDS, 16), i32x4(0x80000000, 0, 0, 0), 0, 1, 4, 5);
  const mac = macOf(known != 0 ? known : FRESH, v128.load(WORDS), w4);
  const isRefused = isForged(WORDS, mac) || !mayVerify || !isSigned(slot, window);
  const verdict = isRefused ? INVALID : ageOf(window, now);
  if (known == 0) {
    if (verdict == CURRENT || verdict == PREVIOUS) remember(tag, FRESH);
    memory.fill(FRESH, 0, 64);
  }
  return verdict;
}

/** Checks the 64 characters at `text` under the root that they name, and writes their record. */
export function check(text: usize, now: u32, record: usize): i32 {
  if (!readToken(text, WORDS)) return INVALID;
  const slot = keyIdOf(WORDS);
  const mayVerify = isLoaded(slot);
  return judge(mayVerify ? slot : decoySlot(), mayVerify, now, record);
}

/** Checks a text under a given root, whatever key id it names. */
export function checkUnder(slot: i32, text: usize, now: u32, record: usize): i32 {
  if (!readToken(text, WORDS)) return INVALID;
  return judge(slot, true, now, record);
}
