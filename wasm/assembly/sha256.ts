// SHA-256 compression (FIPS 180-4 section 6.2.2), the message schedule four words at a time in SIMD.

/** Round constants, FIPS 180-4 section 4.2.2. */
export const ROUND_CONSTANTS: usize = memory.data<u32>(
  [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    // Eight more that are read ahead and not used.
    0, 0, 0, 0, 0, 0, 0, 0,
  ],
  16,
);

/** The initial hash value, FIPS 180-4 section 5.3.3. */
export const INITIAL_STATE: usize = memory.data<u32>(
  [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19],
  16,
);

// Eight words of schedule plus round constant, handed from the vector side to the scalar rounds.
const SCHEDULED: usize = memory.data(32, 16);

function upper0(x: u32): u32 {
  return rotr<u32>(x, 2) ^ rotr<u32>(x, 13) ^ rotr<u32>(x, 22);
}

function upper1(x: u32): u32 {
  return rotr<u32>(x, 6) ^ rotr<u32>(x, 11) ^ rotr<u32>(x, 25);
}

function choose(x: u32, y: u32, z: u32): u32 {
  return z ^ (x & (y ^ z));
}

// The lower-case sigma 1 of the two words that sit in the low halves of `pairs`, left in lanes 0 and 2.
function lower1(pairs: v128): v128 {
  const rotated = v128.xor(i64x2.shr_u(pairs, 17), i64x2.shr_u(pairs, 19));
  return v128.xor(rotated, i32x4.shr_u(pairs, 10));
}

/** The next four words of the schedule from the sixteen before them. */
export function schedule(w0: v128, w1: v128, w2: v128, w3: v128): v128 {
  const w = v128.shuffle<u32>(w0, w1, 1, 2, 3, 4);
  const turned = v128.xor(
    v128.or(i32x4.shr_u(w, 7), i32x4.shl(w, 25)),
    v128.or(i32x4.shr_u(w, 18), i32x4.shl(w, 14)),
  );
  const sigma0 = v128.xor(turned, i32x4.shr_u(w, 3));
  const base = i32x4.add(i32x4.add(w0, sigma0), v128.shuffle<u32>(w2, w3, 1, 2, 3, 4));

  const low = i32x4.add(
    base,
    v128.shuffle<u32>(lower1(v128.shuffle<u32>(w3, w3, 2, 2, 3, 3)), w3, 0, 2, 0, 2),
  );
  const high = i32x4.add(
    base,
    v128.shuffle<u32>(lower1(v128.shuffle<u32>(low, low, 0, 0, 1, 1)), low, 0, 2, 0, 2),
  );
  return v128.shuffle<u32>(low, high, 0, 1, 6, 7);
}

/** Turns sixteen message bytes into four words. */
export function bigEndian(bytes: v128): v128 {
  return v128.shuffle<u8>(bytes, bytes, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
}

function fourWords(a: u32, b: u32, c: u32, d: u32): v128 {
  const half = i32x4.replace_lane(i32x4.splat(a), 1, b);
  return i32x4.replace_lane(i32x4.replace_lane(half, 2, c), 3, d);
}

/**
 * Compresses one block of sixteen words, given as four vectors, from the state at `from` into the state at `to`.
 * Eight rounds are written out, so that no variable has to move; the schedule runs sixteen words ahead of them, and its
 * sums eight, so that neither waits for the other. In every sum, what was made last is added last. A majority is built
 * from two differences, x and y, one of them the last round's.
 */
export function compressWords(
  from: usize,
  to: usize,
  w0: v128,
  w1: v128,
  w2: v128,
  w3: v128,
): void {
  let a = load<u32>(from);
  let b = load<u32>(from, 4);
  let c = load<u32>(from, 8);
  let d = load<u32>(from, 12);
  let e = load<u32>(from, 16);
  let f = load<u32>(from, 20);
  let g = load<u32>(from, 24);
  let h = load<u32>(from, 28);
  let x: u32 = b ^ c;
  let y: u32 = 0;

  v128.store(SCHEDULED, i32x4.add(w0, v128.load(ROUND_CONSTANTS)));
  v128.store(SCHEDULED, i32x4.add(w1, v128.load(ROUND_CONSTANTS, 16)), 16);
  for (let k: usize = ROUND_CONSTANTS; k < ROUND_CONSTANTS + 256; k += 32) {
    const isExtending = k < ROUND_CONSTANTS + 192;
    h = h + load<u32>(SCHEDULED, 0) + choose(e, f, g) + upper1(e);
    d += h;
    y = a ^ b;
    h = h + (b ^ (y & x)) + upper0(a);
    g = g + load<u32>(SCHEDULED, 4) + choose(d, e, f) + upper1(d);
    c += g;
    x = h ^ a;
    g = g + (a ^ (x & y)) + upper0(h);
    f = f + load<u32>(SCHEDULED, 8) + choose(c, d, e) + upper1(c);
    b += f;
    y = g ^ h;
    f = f + (h ^ (y & x)) + upper0(g);
    e = e + load<u32>(SCHEDULED, 12) + choose(b, c, d) + upper1(b);
    a += e;
    x = f ^ g;
    e = e + (g ^ (x & y)) + upper0(f);

    v128.store(SCHEDULED, i32x4.add(w2, v128.load(k, 32)));
    if (isExtending) w0 = schedule(w0, w1, w2, w3);

    d = d + load<u32>(SCHEDULED, 16) + choose(a, b, c) + upper1(a);
    h += d;
    y = e ^ f;
    d = d + (f ^ (y & x)) + upper0(e);
    c = c + load<u32>(SCHEDULED, 20) + choose(h, a, b) + upper1(h);
    g += c;
    x = d ^ e;
    c = c + (e ^ (x & y)) + upper0(d);
    b = b + load<u32>(SCHEDULED, 24) + choose(g, h, a) + upper1(g);
    f += b;
    y = c ^ d;
    b = b + (d ^ (y & x)) + upper0(c);
    a = a + load<u32>(SCHEDULED, 28) + choose(f, g, h) + upper1(f);
    e += a;
    x = b ^ c;
    a = a + (c ^ (x & y)) + upper0(b);

    v128.store(SCHEDULED, i32x4.add(w3, v128.load(k, 48)), 16);
    if (isExtending) w1 = schedule(w1, w2, w3, w0);

    let next = w0;
    w0 = w2;
    w2 = next;
    next = w1;
    w1 = w3;
    w3 = next;
  }

  // As vectors, since the next reader takes them as such.
  v128.store(to, i32x4.add(v128.load(from), fourWords(a, b, c, d)));
  v128.store(to, i32x4.add(v128.load(from, 16), fourWords(e, f, g, h)), 16);
}

/** Compresses the 64 message bytes at `block` from the state at `from` into the state at `to`. */
export function compress(from: usize, to: usize, block: usize): void {
  compressWords(
    from,
    to,
    bigEndian(v128.load(block)),
    bigEndian(v128.load(block, 16)),
    bigEndian(v128.load(block, 32)),
    bigEndian(v128.load(block, 48)),
  );
}

/** Forgets the schedule of the last block, which may have been key material. */
export function wipeSchedule(): void {
  memory.fill(SCHEDULED, 0, 32);
}
