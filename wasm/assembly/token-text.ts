// A token's ten words as 64 characters of base32 and back, in SIMD, sixteen characters at a time. All of it stays in
// registers: what was just stored in pieces is slow to load as a whole.
import { bigEndian } from "./sha256";

/** The 16 characters of the first ten bytes. */
function charactersOf(bytes: v128): v128 {
  // Each 16-bit lane gets the two bytes that hold one 5-bit digit; a multiplication moves the digit to the top.
  const low = v128.shuffle<u8>(bytes, bytes, 1, 0, 1, 0, 2, 1, 2, 1, 3, 2, 4, 3, 4, 3, 5, 4);
  const high = v128.shuffle<u8>(bytes, bytes, 6, 5, 6, 5, 7, 6, 7, 6, 8, 7, 9, 8, 9, 8, 10, 9);
  const shifts = i16x8(1, 32, 4, 128, 16, 2, 64, 8);
  const digits = i8x16.narrow_i16x8_u(
    i16x8.shr_u(i16x8.mul(low, shifts), 11),
    i16x8.shr_u(i16x8.mul(high, shifts), 11),
  );
  // Digits 26 to 31 are "2" to "7", which lie 41 below where the letters would go on.
  const numerals = v128.and(i8x16.gt_s(digits, i8x16.splat(25)), i8x16.splat(41));
  return i8x16.sub(i8x16.add(digits, i8x16.splat(65)), numerals);
}

/** Writes the first 32 characters: those of words 0 to 3, and of word 4 in the first lane of `w4`. */
export function writeHead(w0: v128, w4: v128, text: usize): void {
  const a = bigEndian(w0);
  const b = bigEndian(w4);
  v128.store(text, charactersOf(a));
  const tens = v128.shuffle<u8>(
    a,
    b,
    10,
    11,
    12,
    13,
    14,
    15,
    16,
    17,
    18,
    19,
    20,
    21,
    22,
    23,
    24,
    25,
  );
  v128.store(text, charactersOf(tens), 16);
}

/** Writes the last 32 characters, of words 5 to 9: three in `w4` behind its first lane, two in `w8`. */
export function writeTail(w4: v128, w8: v128, text: usize): void {
  const a = bigEndian(w4);
  const b = bigEndian(w8);
  const twenties = v128.shuffle<u8>(a, b, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
  const thirties = v128.shuffle<u8>(
    a,
    b,
    14,
    15,
    16,
    17,
    18,
    19,
    20,
    21,
    22,
    23,
    24,
    25,
    26,
    27,
    28,
    29,
  );
  v128.store(text, charactersOf(twenties));
  v128.store(text, charactersOf(thirties), 16);
}

/** The digits of 16 characters; 255 for a foreign one. */
function digitsOf(characters: v128): v128 {
  const letters = i8x16.sub(characters, i8x16.splat(65));
  const isLetter = i8x16.lt_u(letters, i8x16.splat(26));
  const numerals = i8x16.sub(characters, i8x16.splat(24));
  const isNumeral = i8x16.lt_u(i8x16.sub(characters, i8x16.splat(50)), i8x16.splat(6));
  const digits = v128.bitselect(letters, numerals, isLetter);
  return v128.or(digits, v128.not(v128.or(isLetter, isNumeral)));
}

/** Sixteen digits as two numbers of 40 bits. */
function fortiesOf(digits: v128): v128 {
  const tens = v128.or(v128.and(i16x8.shl(digits, 5), i16x8.splat(0x3ff)), i16x8.shr_u(digits, 8));
  const twenties = i32x4.dot_i16x8_s(tens, i32x4.splat(0x00010400));
  return v128.or(
    i64x2.shl(v128.and(twenties, i64x2.splat(0xffffffff)), 20),
    i64x2.shr_u(twenties, 32),
  );
}

/** Reads 64 characters into ten words at `words`, writing 48 bytes; false if one is foreign. */
export function readWords(text: usize, words: usize): bool {
  const a = digitsOf(v128.load(text));
  const b = digitsOf(v128.load(text, 16));
  const c = digitsOf(v128.load(text, 32));
  const d = digitsOf(v128.load(text, 48));
  const all = v128.or(v128.or(a, b), v128.or(c, d));
  const isForeign = v128.any_true(v128.and(all, i8x16.splat(0x60)));

  // Each shuffle picks bytes of the big-endian 40-bit numbers and puts them down as little-endian words.
  const fa = fortiesOf(a);
  const fb = fortiesOf(b);
  const fc = fortiesOf(c);
  const fd = fortiesOf(d);
  v128.store(
    words,
    v128.shuffle<u8>(fa, fb, 1, 2, 3, 4, 10, 11, 12, 0, 19, 20, 8, 9, 28, 16, 17, 18),
  );
  const middle = v128.shuffle<u8>(
    fb,
    fc,
    8,
    9,
    10,
    11,
    17,
    18,
    19,
    20,
    26,
    27,
    28,
    16,
    0,
    0,
    24,
    25,
  );
  const last = v128.shuffle<u8>(middle, fd, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 19, 20, 14, 15);
  v128.store(words, last, 16);
  v128.store(
    words,
    v128.shuffle<u8>(fd, fd, 12, 0, 1, 2, 8, 9, 10, 11, 0, 0, 0, 0, 0, 0, 0, 0),
    32,
  );
  return !isForeign;
}
