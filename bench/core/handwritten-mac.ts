// HMAC-SHA-256 from midstates in plain JavaScript, the way a careful author writes it: no allocation, eight rounds unrolled.
const K = new Int32Array(64);
const INITIAL = new Int32Array(8);

/** Fractional bits of the roots of the first primes (FIPS 180-4 sections 4.2.2 and 5.3.3). */
function fillConstants(): void {
  let found = 0;
  for (let candidate = 2; found < 64; candidate++) {
    let isPrime = true;
    for (let i = 2; i * i <= candidate; i++) if (candidate % i === 0) isPrime = false;
    if (!isPrime) continue;
    if (found < 8) INITIAL[found] = (Math.sqrt(candidate) % 1) * 0x1_0000_0000;
    K[found] = (Math.cbrt(candidate) % 1) * 0x1_0000_0000;
    found++;
  }
}
fillConstants();

const W = new Int32Array(64);

function at(words: Int32Array, i: number): number {
  return words[i] as number;
}

function extend(): void {
  for (let i = 16; i < 64; i++) {
    const x = at(W, i - 15);
    const y = at(W, i - 2);
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    W[i] = (at(W, i - 16) + s0 + at(W, i - 7) + s1) | 0;
  }
}

function sum1(e: number, f: number, g: number): number {
  const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
  return (s1 + (g ^ (e & (f ^ g)))) | 0;
}

function sum0(a: number, b: number, c: number): number {
  const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
  return (s0 + ((a & b) | (c & (a | b)))) | 0;
}

/** Compresses the sixteen words in W from one state into another. */
function compress(from: Int32Array, to: Int32Array): void {
  extend();
  let a = at(from, 0);
  let b = at(from, 1);
  let c = at(from, 2);
  let d = at(from, 3);
  let e = at(from, 4);
  let f = at(from, 5);
  let g = at(from, 6);
  let h = at(from, 7);
  for (let i = 0; i < 64; i += 8) {
    h = (h + sum1(e, f, g) + at(K, i) + at(W, i)) | 0;
    d = (d + h) | 0;
    h = (h + sum0(a, b, c)) | 0;
    g = (g + sum1(d, e, f) + at(K, i + 1) + at(W, i + 1)) | 0;
    c = (c + g) | 0;
    g = (g + sum0(h, a, b)) | 0;
    f = (f + sum1(c, d, e) + at(K, i + 2) + at(W, i + 2)) | 0;
    b = (b + f) | 0;
    f = (f + sum0(g, h, a)) | 0;
    e = (e + sum1(b, c, d) + at(K, i + 3) + at(W, i + 3)) | 0;
    a = (a + e) | 0;
    e = (e + sum0(f, g, h)) | 0;
    d = (d + sum1(a, b, c) + at(K, i + 4) + at(W, i + 4)) | 0;
    h = (h + d) | 0;
    d = (d + sum0(e, f, g)) | 0;
    c = (c + sum1(h, a, b) + at(K, i + 5) + at(W, i + 5)) | 0;
    g = (g + c) | 0;
    c = (c + sum0(d, e, f)) | 0;
    b = (b + sum1(g, h, a) + at(K, i + 6) + at(W, i + 6)) | 0;
    f = (f + b) | 0;
    b = (b + sum0(c, d, e)) | 0;
    a = (a + sum1(f, g, h) + at(K, i + 7) + at(W, i + 7)) | 0;
    e = (e + a) | 0;
    a = (a + sum0(b, c, d)) | 0;
  }
  to[0] = at(from, 0) + a;
  to[1] = at(from, 1) + b;
  to[2] = at(from, 2) + c;
  to[3] = at(from, 3) + d;
  to[4] = at(from, 4) + e;
  to[5] = at(from, 5) + f;
  to[6] = at(from, 6) + g;
  to[7] = at(from, 7) + h;
}

const inner = new Int32Array(8);
const outer = new Int32Array(8);
const state = new Int32Array(8);

/** Takes a key of 32 bytes. */
export function setKey(key: Uint8Array): void {
  const view = new DataView(key.buffer, key.byteOffset, key.length);
  for (const [pad, midstate] of [
    [0x36363636, inner],
    [0x5c5c5c5c, outer],
  ] as const) {
    for (let i = 0; i < 16; i++) W[i] = (i < 8 ? view.getInt32(4 * i) : 0) ^ pad;
    compress(INITIAL, midstate);
  }
}

/** The mac of 24 bytes: its first four words, in a shared array. */
export function mac24(view: DataView): Int32Array {
  for (let i = 0; i < 6; i++) W[i] = view.getInt32(4 * i);
  W[6] = -0x8000_0000;
  for (let i = 7; i < 15; i++) W[i] = 0;
  W[15] = 704;
  compress(inner, state);
  for (let i = 0; i < 8; i++) W[i] = at(state, i);
  W[8] = -0x8000_0000;
  for (let i = 9; i < 15; i++) W[i] = 0;
  W[15] = 768;
  compress(outer, state);
  return state;
}
