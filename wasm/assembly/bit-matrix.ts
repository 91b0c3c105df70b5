// A square of 64 x 64 bits, one u64 per line.

/** Exchanges, within each pair of lines, the upper of every two groups of `width` bits with the lower of the other line. */
function exchange(a: v128, b: v128, width: i32, mask: v128): v128 {
  return v128.and(v128.xor(i64x2.shr_u(a, width), b), mask);
}

/** Turns lines into columns, in place. */
export function transposeBits(lines: usize): void {
  let mask: u64 = 0xffffffff;
  // Squares of 32, then of 16 and so on change places across the diagonal, two lines at a time.
  for (let width = 32; width > 1; width >>= 1) {
    const masks = i64x2.splat(mask);
    for (let line = 0; line < 64; line = (line + width + 2) & ~width) {
      const at = lines + 8 * line;
      const to = at + 8 * width;
      const a = v128.load(at);
      const b = v128.load(to);
      const swap = exchange(a, b, width, masks);
      v128.store(to, v128.xor(b, swap));
      v128.store(at, v128.xor(a, i64x2.shl(swap, width)));
    }
    mask ^= mask << (width >> 1);
  }
  for (let at = lines; at < lines + 512; at += 16) {
    const a = load<u64>(at);
    const b = load<u64>(at, 8);
    const swap = ((a >> 1) ^ b) & mask;
    store<u64>(at, a ^ (swap << 1));
    store<u64>(at, b ^ swap, 8);
  }
}
