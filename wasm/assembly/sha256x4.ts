// Four SHA-256 compressions at once, one in each SIMD lane. A fifth in the scalar registers beside them was free on one
// machine, and cost every mac a tenth to a quarter on the next.
import { ROUND_CONSTANTS } from "./sha256";

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
function first(h: v128, given: v128, e: v128, f: v128, g: v128): v128 {
  const sigma1 = v128.xor(v128.xor(turn(e, 6), turn(e, 11)), turn(e, 25));
  return i32x4.add(
    i32x4.add(i32x4.add(h, given), v128.xor(g, v128.and(e, v128.xor(f, g)))),
    sigma1,
  );
}

/** That, majority and sigma 0; `differences` is where both a and c differ from b. */
function second(sum: v128, a: v128, b: v128, differences: v128): v128 {
  const sigma0 = v128.xor(v128.xor(turn(a, 2), turn(a, 13)), turn(a, 22));
  return i32x4.add(i32x4.add(sum, v128.xor(b, differences)), sigma0);
}

/** Writes the row sixteen rows on. */
function extend(w: usize): void {
  const near = i32x4.add(lower1(v128.load(w, 224)), v128.load(w, 144));
  const far = i32x4.add(lower0(v128.load(w, 16)), v128.load(w));
  v128.store(w, i32x4.add(near, far), 256);
}

/** Compresses the four messages whose rows begin at `words`, with room for all 64, from the rows at `from` into those at `to`. */
export function compress4(words: usize, from: usize, to: usize): void {
  let a = v128.load(from);
  let b = v128.load(from, 16);
  let c = v128.load(from, 32);
  let d = v128.load(from, 48);
  let e = v128.load(from, 64);
  let f = v128.load(from, 80);
  let g = v128.load(from, 96);
  let h = v128.load(from, 112);
  // Where b and c differ: one of the two differences that a majority is built from, the other being the round's own.
  let x = v128.xor(b, c);
  let y: v128;
  let k: usize = ROUND_CONSTANTS;

  for (let w = words; w < words + 1024; w += 128) {
    const isExtending = w < words + 768;
    h = first(h, i32x4.add(v128.load32_splat(k), v128.load(w)), e, f, g);
    d = i32x4.add(d, h);
    y = v128.xor(a, b);
    h = second(h, a, b, v128.and(y, x));
    if (isExtending) extend(w);
    g = first(g, i32x4.add(v128.load32_splat(k, 4), v128.load(w, 16)), d, e, f);
    c = i32x4.add(c, g);
    x = v128.xor(h, a);
    g = second(g, h, a, v128.and(x, y));
    if (isExtending) extend(w + 16);
    f = first(f, i32x4.add(v128.load32_splat(k, 8), v128.load(w, 32)), c, d, e);
    b = i32x4.add(b, f);
    y = v128.xor(g, h);
    f = second(f, g, h, v128.and(y, x));
    if (isExtending) extend(w + 32);
    e = first(e, i32x4.add(v128.load32_splat(k, 12), v128.load(w, 48)), b, c, d);
    a = i32x4.add(a, e);
    x = v128.xor(f, g);
    e = second(e, f, g, v128.and(x, y));
    if (isExtending) extend(w + 48);
    d = first(d, i32x4.add(v128.load32_splat(k, 16), v128.load(w, 64)), a, b, c);
    h = i32x4.add(h, d);
    y = v128.xor(e, f);
    d = second(d, e, f, v128.and(y, x));
    if (isExtending) extend(w + 64);
    c = first(c, i32x4.add(v128.load32_splat(k, 20), v128.load(w, 80)), h, a, b);
    g = i32x4.add(g, c);
    x = v128.xor(d, e);
    c = second(c, d, e, v128.and(x, y));
    if (isExtending) extend(w + 80);
    b = first(b, i32x4.add(v128.load32_splat(k, 24), v128.load(w, 96)), g, h, a);
    f = i32x4.add(f, b);
    y = v128.xor(c, d);
    b = second(b, c, d, v128.and(y, x));
    if (isExtending) extend(w + 96);
    a = first(a, i32x4.add(v128.load32_splat(k, 28), v128.load(w, 112)), f, g, h);
    e = i32x4.add(e, a);
    x = v128.xor(b, c);
    a = second(a, b, c, v128.and(x, y));
    if (isExtending) extend(w + 112);
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
}
