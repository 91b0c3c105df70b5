// Five SHA-256 compressions at once: four in SIMD lanes, and a fifth in scalar registers, which would else lie idle. It
// takes no longer than the four. Rows are four lanes; what belongs to the fifth stands behind the rows as plain words.
import { ROUND_CONSTANTS } from "./sha256";

/** Where the fifth's words begin in a state, after eight rows, and in a schedule, after sixty-four. */
export const FIFTH_STATE: usize = 128;
export const FIFTH_SCHEDULE: usize = 1024;

function turn(x: v128, bits: i32): v128 {
  return v128.or(i32x4.shr_u(x, bits), i32x4.shl(x, 32 - bits));
}

function lower0(x: v128): v128 {
  return v128.xor(v128.xor(turn(x, 7), turn(x, 18)), i32x4.shr_u(x, 3));
}

function lower1(x: v128): v128 {
  return v128.xor(v128.xor(turn(x, 17), turn(x, 19)), i32x4.shr_u(x, 10));
}

/** h, the round's word and constant, choose and sigma 1. What e was made last is added last. */
function first4(h: v128, given: v128, e: v128, f: v128, g: v128): v128 {
  const sigma1 = v128.xor(v128.xor(turn(e, 6), turn(e, 11)), turn(e, 25));
  return i32x4.add(
    i32x4.add(i32x4.add(h, given), v128.xor(g, v128.and(e, v128.xor(f, g)))),
    sigma1,
  );
}

function first(h: u32, given: u32, e: u32, f: u32, g: u32): u32 {
  return h + given + (g ^ (e & (f ^ g))) + (rotr<u32>(e, 6) ^ rotr<u32>(e, 11) ^ rotr<u32>(e, 25));
}

/** That, majority and sigma 0; `differences` is where both a and c differ from b. */
function second4(sum: v128, a: v128, b: v128, differences: v128): v128 {
  const sigma0 = v128.xor(v128.xor(turn(a, 2), turn(a, 13)), turn(a, 22));
  return i32x4.add(i32x4.add(sum, v128.xor(b, differences)), sigma0);
}

function second(sum: u32, a: u32, b: u32, differences: u32): u32 {
  return sum + (b ^ differences) + (rotr<u32>(a, 2) ^ rotr<u32>(a, 13) ^ rotr<u32>(a, 22));
}

/** Writes the row sixteen rows on. */
function extend4(w: usize): void {
  const near = i32x4.add(lower1(v128.load(w, 224)), v128.load(w, 144));
  const far = i32x4.add(lower0(v128.load(w, 16)), v128.load(w));
  v128.store(w, i32x4.add(near, far), 256);
}

/** Writes the word sixteen words on. */
function extend(w: usize): void {
  const near = load<u32>(w, 56);
  const far = load<u32>(w, 4);
  const sigma0 = rotr<u32>(far, 7) ^ rotr<u32>(far, 18) ^ (far >> 3);
  const sigma1 = rotr<u32>(near, 17) ^ rotr<u32>(near, 19) ^ (near >> 10);
  store<u32>(w, load<u32>(w) + sigma0 + load<u32>(w, 36) + sigma1, 64);
}

/**
 * Compresses the five messages at `words` from the states at `from` into the rows at `to` and the words at `to5`.
 * Rounds of the one, rounds of the four and the schedules take turns, since each alone would wait for its own results.
 */
export function compress5(words: usize, from: usize, to: usize, to5: usize): void {
  let a = v128.load(from);
  let b = v128.load(from, 16);
  let c = v128.load(from, 32);
  let d = v128.load(from, 48);
  let e = v128.load(from, 64);
  let f = v128.load(from, 80);
  let g = v128.load(from, 96);
  let h = v128.load(from, 112);
  let a5 = load<u32>(from, 128);
  let b5 = load<u32>(from, 132);
  let c5 = load<u32>(from, 136);
  let d5 = load<u32>(from, 140);
  let e5 = load<u32>(from, 144);
  let f5 = load<u32>(from, 148);
  let g5 = load<u32>(from, 152);
  let h5 = load<u32>(from, 156);
  // Where b and c differ: one of the two differences that a majority is built from, the other being the round's own.
  let x = v128.xor(b, c);
  let x5: u32 = b5 ^ c5;
  let y: v128;
  let y5: u32;
  let k: usize = ROUND_CONSTANTS;
  let w5 = words + FIFTH_SCHEDULE;

  for (let w = words; w < words + 1024; w += 128) {
    const isExtending = w < words + 768;
    h5 = first(h5, load<u32>(k) + load<u32>(w5), e5, f5, g5);
    d5 += h5;
    y5 = a5 ^ b5;
    h5 = second(h5, a5, b5, y5 & x5);
    h = first4(h, i32x4.add(v128.load32_splat(k), v128.load(w)), e, f, g);
    d = i32x4.add(d, h);
    y = v128.xor(a, b);
    h = second4(h, a, b, v128.and(y, x));
    if (isExtending) {
      extend(w5);
      extend4(w);
    }
    g5 = first(g5, load<u32>(k, 4) + load<u32>(w5, 4), d5, e5, f5);
    c5 += g5;
    x5 = h5 ^ a5;
    g5 = second(g5, h5, a5, x5 & y5);
    g = first4(g, i32x4.add(v128.load32_splat(k, 4), v128.load(w, 16)), d, e, f);
    c = i32x4.add(c, g);
    x = v128.xor(h, a);
    g = second4(g, h, a, v128.and(x, y));
    if (isExtending) {
      extend(w5 + 4);
      extend4(w + 16);
    }
    f5 = first(f5, load<u32>(k, 8) + load<u32>(w5, 8), c5, d5, e5);
    b5 += f5;
    y5 = g5 ^ h5;
    f5 = second(f5, g5, h5, y5 & x5);
    f = first4(f, i32x4.add(v128.load32_splat(k, 8), v128.load(w, 32)), c, d, e);
    b = i32x4.add(b, f);
    y = v128.xor(g, h);
    f = second4(f, g, h, v128.and(y, x));
    if (isExtending) {
      extend(w5 + 8);
      extend4(w + 32);
    }
    e5 = first(e5, load<u32>(k, 12) + load<u32>(w5, 12), b5, c5, d5);
    a5 += e5;
    x5 = f5 ^ g5;
    e5 = second(e5, f5, g5, x5 & y5);
    e = first4(e, i32x4.add(v128.load32_splat(k, 12), v128.load(w, 48)), b, c, d);
    a = i32x4.add(a, e);
    x = v128.xor(f, g);
    e = second4(e, f, g, v128.and(x, y));
    if (isExtending) {
      extend(w5 + 12);
      extend4(w + 48);
    }
    d5 = first(d5, load<u32>(k, 16) + load<u32>(w5, 16), a5, b5, c5);
    h5 += d5;
    y5 = e5 ^ f5;
    d5 = second(d5, e5, f5, y5 & x5);
    d = first4(d, i32x4.add(v128.load32_splat(k, 16), v128.load(w, 64)), a, b, c);
    h = i32x4.add(h, d);
    y = v128.xor(e, f);
    d = second4(d, e, f, v128.and(y, x));
    if (isExtending) {
      extend(w5 + 16);
      extend4(w + 64);
    }
    c5 = first(c5, load<u32>(k, 20) + load<u32>(w5, 20), h5, a5, b5);
    g5 += c5;
    x5 = d5 ^ e5;
    c5 = second(c5, d5, e5, x5 & y5);
    c = first4(c, i32x4.add(v128.load32_splat(k, 20), v128.load(w, 80)), h, a, b);
    g = i32x4.add(g, c);
    x = v128.xor(d, e);
    c = second4(c, d, e, v128.and(x, y));
    if (isExtending) {
      extend(w5 + 20);
      extend4(w + 80);
    }
    b5 = first(b5, load<u32>(k, 24) + load<u32>(w5, 24), g5, h5, a5);
    f5 += b5;
    y5 = c5 ^ d5;
    b5 = second(b5, c5, d5, y5 & x5);
    b = first4(b, i32x4.add(v128.load32_splat(k, 24), v128.load(w, 96)), g, h, a);
    f = i32x4.add(f, b);
    y = v128.xor(c, d);
    b = second4(b, c, d, v128.and(y, x));
    if (isExtending) {
      extend(w5 + 24);
      extend4(w + 96);
    }
    a5 = first(a5, load<u32>(k, 28) + load<u32>(w5, 28), f5, g5, h5);
    e5 += a5;
    x5 = b5 ^ c5;
    a5 = second(a5, b5, c5, x5 & y5);
    a = first4(a, i32x4.add(v128.load32_splat(k, 28), v128.load(w, 112)), f, g, h);
    e = i32x4.add(e, a);
    x = v128.xor(b, c);
    a = second4(a, b, c, v128.and(x, y));
    if (isExtending) {
      extend(w5 + 28);
      extend4(w + 112);
    }
    w5 += 32;
    k += 32;
  }

  v128.store(to, i32x4.add(v128.load(from), a));
  v128.store(to, i32x4.add(v128.load(from, 16), b), 16);
  v128.store(to, i32x4.add(v128.load(from, 32), c), 32);
  v128.store(to, i32x4.add(v128.load(from, 48), d), 48);
  v128.store(to, i32x4.add(v128.load(from, 64), e), 64);
  v128.store(to, i32x4.add(v128.load(from, 80), f), 80);
  v128.store(to, i32x4.add(v128.load(from, 96), g), 96);
  v128.store(to, i32x4.add(v128.load(from, 112), h), 112);
  store<u32>(to5, load<u32>(from, 128) + a5);
  store<u32>(to5, load<u32>(from, 132) + b5, 4);
  store<u32>(to5, load<u32>(from, 136) + c5, 8);
  store<u32>(to5, load<u32>(from, 140) + d5, 12);
  store<u32>(to5, load<u32>(from, 144) + e5, 16);
  store<u32>(to5, load<u32>(from, 148) + f5, 20);
  store<u32>(to5, load<u32>(from, 152) + g5, 24);
  store<u32>(to5, load<u32>(from, 156) + h5, 28);
}
