// Moving words between "one vector per stream" and "one SIMD lane per stream", for four streams.

/** Writes the transpose of a 4 x 4 matrix of words to the four rows at `rows`. */
export function transpose(a: v128, b: v128, c: v128, d: v128, rows: usize): void {
  transposeLow(a, b, c, d, rows);
  const highAB = v128.shuffle<u32>(a, b, 2, 6, 3, 7);
  const highCD = v128.shuffle<u32>(c, d, 2, 6, 3, 7);
  v128.store(rows, v128.shuffle<u64>(highAB, highCD, 0, 2), 32);
  v128.store(rows, v128.shuffle<u64>(highAB, highCD, 1, 3), 48);
}

/** Writes the first two of those rows only. */
export function transposeLow(a: v128, b: v128, c: v128, d: v128, rows: usize): void {
  const lowAB = v128.shuffle<u32>(a, b, 0, 4, 1, 5);
  const lowCD = v128.shuffle<u32>(c, d, 0, 4, 1, 5);
  v128.store(rows, v128.shuffle<u64>(lowAB, lowCD, 0, 2));
  v128.store(rows, v128.shuffle<u64>(lowAB, lowCD, 1, 3), 16);
}

/** Turns the four words at each of four addresses into four rows. */
export function gatherRows(a: usize, b: usize, c: usize, d: usize, rows: usize): void {
  transpose(v128.load(a), v128.load(b), v128.load(c), v128.load(d), rows);
}
