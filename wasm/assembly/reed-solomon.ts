// Reed-Solomon remainders over GF(256) (ISO/IEC 18004 section 7.5), one table look-up and one SIMD shift per codeword.

// For each byte, its product with the generator but for the leading term: 32 bytes, the unused ones zero.
const PRODUCTS: usize = memory.data(8192, 16);
const GENERATOR: usize = memory.data(32, 16);

let preparedDegree: i32 = 0;

/** Multiplies by two modulo x^8 + x^4 + x^3 + x^2 + 1. */
function twice(x: u32): u32 {
  return (x << 1) ^ ((x >> 7) * 0x11d);
}

function product(x: u32, y: u32): u32 {
  let sum: u32 = 0;
  for (; y != 0; y >>= 1) {
    if (y & 1) sum ^= x;
    x = twice(x);
  }
  return sum;
}

/** Multiplies (x - 1)(x - 2)(x - 4)... out, highest power first, without the leading one. */
function writeGenerator(degree: i32): void {
  memory.fill(GENERATOR, 0, 32);
  store<u8>(GENERATOR + degree - 1, 1);
  let root: u32 = 1;
  for (let i = 0; i < degree; i++) {
    for (let at = 0; at < degree; at++) {
      const below: u32 = at + 1 < degree ? <u32>load<u8>(GENERATOR + at + 1) : 0;
      store<u8>(GENERATOR + at, product(load<u8>(GENERATOR + at), root) ^ below);
    }
    root = twice(root);
  }
}

/** Makes the products for a generator of the degree, unless they are the last ones made. */
export function prepare(degree: i32): void {
  if (degree == preparedDegree) return;
  writeGenerator(degree);
  for (let byte: u32 = 1; byte < 256; byte <<= 1) {
    const row = PRODUCTS + 32 * byte;
    memory.fill(row, 0, 32);
    for (let i = 0; i < degree; i++) store<u8>(row + i, product(load<u8>(GENERATOR + i), byte));
    // The rest of the rows up to the next power of two are sums of this one and earlier ones.
    for (let other: u32 = 1; other < byte; other++) {
      const sum = row + 32 * other;
      v128.store(sum, v128.xor(v128.load(row), v128.load(PRODUCTS + 32 * other)));
      v128.store(sum, v128.xor(v128.load(row, 16), v128.load(PRODUCTS + 32 * other, 16)), 16);
    }
  }
  preparedDegree = degree;
}

/** The first 16 bytes of the remainder, and the rest, after one more codeword: the step of both functions below. */
function stepHigh(high: v128, low: v128, row: usize): v128 {
  const shifted = v128.shuffle<u8>(
    high,
    low,
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    9,
    10,
    11,
    12,
    13,
    14,
    15,
    16,
  );
  return v128.xor(shifted, v128.load(row));
}

function stepLow(low: v128, row: usize): v128 {
  const none = i32x4.splat(0);
  const shifted = v128.shuffle<u8>(
    low,
    none,
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    9,
    10,
    11,
    12,
    13,
    14,
    15,
    16,
  );
  return v128.xor(shifted, v128.load(row, 16));
}

function rowOf(codeword: usize, high: v128): usize {
  return PRODUCTS + ((<usize>load<u8>(codeword) ^ <usize>i8x16.extract_lane_u(high, 0)) << 5);
}

/** Writes the remainder of `length` codewords, for the degree prepared, in 32 bytes at `to`. */
export function remainder(codewords: usize, length: i32, to: usize): void {
  let high = i32x4.splat(0);
  let low = i32x4.splat(0);
  for (const end = codewords + length; codewords < end; codewords++) {
    const row = rowOf(codewords, high);
    high = stepHigh(high, low, row);
    low = stepLow(low, row);
  }
  v128.store(to, high);
  v128.store(to, low, 16);
}

/** Does the same for two blocks that follow each other, side by side, since each step waits for the one before. */
export function remainderOfTwo(codewords: usize, length: i32, to: usize): void {
  let highA = i32x4.splat(0);
  let lowA = i32x4.splat(0);
  let highB = i32x4.splat(0);
  let lowB = i32x4.splat(0);
  for (const end = codewords + length; codewords < end; codewords++) {
    const rowA = rowOf(codewords, highA);
    const rowB = rowOf(codewords + length, highB);
    highA = stepHigh(highA, lowA, rowA);
    lowA = stepLow(lowA, rowA);
    highB = stepHigh(highB, lowB, rowB);
    lowB = stepLow(lowB, rowB);
  }
  v128.store(to, highA);
  v128.store(to, lowA, 16);
  v128.store(to, highB, 32);
  v128.store(to, lowB, 48);
}
