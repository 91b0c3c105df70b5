// Penalty points of ISO/IEC 18004 section 7.8.3 (table 11), two rows at a time. Bit x of a row is its module x, dark
// is 1, and what lies outside the symbol is light, as the quiet zone is. Columns are read across rows: the row below
// is an unaligned load away, so no transposed copy is needed.

/** Rows of the symbol to be scored. Those before and after it stay zero. */
export const SCORED: usize = memory.data(768, 16) + 64;

// Per row, the modules at which a feature may begin: a run along the row, a run down the column, a block of 2 x 2.
const ALONG: usize = memory.data(512, 16);
const DOWN: usize = memory.data(512, 16);
const BLOCK: usize = memory.data(512, 16);
// All ones for row 0, which no row above can continue.
const TOP: usize = memory.data(512, 16);

let preparedSize: i32 = 0;

/** Prepares for symbols of a size; their rows go to SCORED. */
export function prepareScore(size: i32): void {
  if (size == preparedSize) return;
  preparedSize = size;
  memory.fill(SCORED, 0, 704);
  store<u64>(TOP, -1);
  const width = ((1 as u64) << size) - 1;
  for (let y = 0; y < 64; y++) {
    store<u64>(ALONG + 8 * y, y < size ? width >> 4 : 0);
    store<u64>(DOWN + 8 * y, y < size - 4 ? width : 0);
    store<u64>(BLOCK + 8 * y, y < size - 1 ? width >> 1 : 0);
  }
}

function bitsOf(x: v128): i32 {
  return <i32>(popcnt<u64>(i64x2.extract_lane(x, 0)) + popcnt<u64>(i64x2.extract_lane(x, 1)));
}

function or4(a: v128, b: v128, c: v128, d: v128): v128 {
  return v128.or(v128.or(a, b), v128.or(c, d));
}

/** Feature 1 along two rows, given where a module differs from the next: 3 for a run of five, 1 for each one more. */
function rowRuns(differs: v128, y: usize): i32 {
  const twos = v128.or(differs, i64x2.shr_u(differs, 1));
  // A bit for every module that four alike follow: a run of n leaves n - 4 of them.
  const fives = v128.andnot(v128.load(ALONG + y), v128.or(twos, i64x2.shr_u(twos, 2)));
  return bitsOf(fives) + 2 * bitsOf(v128.andnot(fives, i64x2.shl(fives, 1)));
}

/** Feature 1 down the columns, for the runs whose first module lies in one of the two rows at `at`. */
function columnRuns(at: usize, differs: v128, y: usize): i32 {
  const b = v128.load(at, 8);
  const c = v128.load(at, 16);
  const d = v128.load(at, 24);
  const e = v128.load(at, 32);
  const any = or4(differs, v128.xor(b, c), v128.xor(c, d), v128.xor(d, e));
  const fives = v128.andnot(v128.load(DOWN + y), any);
  const starts = v128.or(v128.xor(v128.load(at - 8), v128.load(at)), v128.load(TOP + y));
  return bitsOf(fives) + 2 * bitsOf(v128.and(fives, starts));
}

/** Feature 3 along two rows, for units of one module: dark, light, three dark, light, dark beside four light. */
function rowFinders(row: v128): i32 {
  const ends = v128.andnot(row, i64x2.shr_u(row, 1));
  const threes = v128.and(row, v128.and(i64x2.shr_u(row, 1), i64x2.shr_u(row, 2)));
  const bars = v128.and(ends, i64x2.shr_u(ends, 6));
  const light = v128.or(i64x2.shl(row, 1), i64x2.shr_u(row, 5));
  const starts = v128.andnot(v128.and(bars, i64x2.shr_u(threes, 2)), light);
  if (!v128.any_true(starts)) return 0;
  const before = or4(i64x2.shl(row, 1), i64x2.shl(row, 2), i64x2.shl(row, 3), i64x2.shl(row, 4));
  const after = or4(
    i64x2.shr_u(row, 7),
    i64x2.shr_u(row, 8),
    i64x2.shr_u(row, 9),
    i64x2.shr_u(row, 10),
  );
  return bitsOf(v128.andnot(starts, v128.and(before, after)));
}

/** The same down the columns, for patterns that begin in one of the two rows at `at`. */
function columnFinders(at: usize, row: v128): i32 {
  const bars = v128.and(row, v128.load(at, 48));
  const core = v128.and(v128.load(at, 16), v128.and(v128.load(at, 24), v128.load(at, 32)));
  const light = or4(v128.load(at - 8), v128.load(at, 8), v128.load(at, 40), v128.load(at, 56));
  const starts = v128.andnot(v128.and(bars, core), light);
  if (!v128.any_true(starts)) return 0;
  const before = or4(v128.load(at - 8), v128.load(at - 16), v128.load(at - 24), v128.load(at - 32));
  const after = or4(v128.load(at, 56), v128.load(at, 64), v128.load(at, 72), v128.load(at, 80));
  return bitsOf(v128.andnot(starts, v128.and(before, after)));
}

/** All points of the symbol in SCORED but those of `widePoints`. */
export function points(): i32 {
  let runs = 0;
  let blocks = 0;
  let finders = 0;
  let dark = 0;
  for (let y: usize = 0; y < <usize>(8 * preparedSize); y += 16) {
    const at = SCORED + y;
    const row = v128.load(at);
    const under = v128.load(at, 8);
    const differs = v128.xor(row, i64x2.shr_u(row, 1));
    const differsDown = v128.xor(row, under);
    const differsUnder = v128.xor(under, i64x2.shr_u(under, 1));
    const uneven = v128.or(differs, v128.or(differsDown, differsUnder));
    runs += rowRuns(differs, y) + columnRuns(at, differsDown, y);
    blocks += bitsOf(v128.andnot(v128.load(BLOCK + y), uneven));
    finders += rowFinders(row) + columnFinders(at, row);
    dark += bitsOf(row);
  }
  const modules = preparedSize * preparedSize;
  return runs + 3 * blocks + 40 * finders + 10 * (abs<i32>(20 * dark - 10 * modules) / modules);
}

/** A bit where `count` dark modules follow each other. */
function darkRun(line: u64, count: i32): u64 {
  for (let done = 1; done < count; done <<= 1) line &= line >> min<i32>(done, count - done);
  return line;
}

/** Feature 3 in one line, for units of two modules and more. */
function wideFinders(line: u64): i32 {
  const before = (line << 1) | (line << 2) | (line << 3) | (line << 4);
  let count = 0;
  for (let unit = 2; unit <= 8; unit++) {
    const bar = darkRun(line, unit);
    const gap = darkRun(~line, unit);
    const core = darkRun(line, 3 * unit);
    const middle = (gap >> unit) & (core >> (2 * unit)) & (gap >> (5 * unit));
    const after = line >> (7 * unit);
    // The outer bars end where the ratio says.
    const starts = bar & middle & (bar >> (6 * unit)) & ~(line << 1) & ~after;
    count += <i32>(
      popcnt<u64>(starts & ~(before & (after | (after >> 1) | (after >> 2) | (after >> 3))))
    );
  }
  return count;
}

/** Column `x` of the symbol in SCORED. */
function columnOf(x: u64): u64 {
  let column: u64 = 0;
  for (let y = preparedSize - 1; y >= 0; y--)
    column = (column << 1) | ((load<u64>(SCORED + 8 * y) >> x) & 1);
  return column;
}

/** Along two rows, a superset of the cores of wide patterns: six dark between two light and two dark, or nine dark. */
function wideCores(row: v128): v128 {
  const bars = v128.and(row, i64x2.shr_u(row, 1));
  const gaps = v128.or(row, i64x2.shr_u(row, 1));
  const threes = v128.and(bars, i64x2.shr_u(row, 2));
  const sixes = v128.and(threes, i64x2.shr_u(threes, 3));
  const sides = v128.and(i64x2.shl(bars, 4), i64x2.shr_u(bars, 8));
  const exact = v128.andnot(
    v128.and(sixes, sides),
    v128.or(i64x2.shl(gaps, 2), i64x2.shr_u(gaps, 6)),
  );
  const before = v128.or(i64x2.shl(gaps, 2), i64x2.shl(row, 3));
  return v128.or(exact, v128.andnot(v128.and(sixes, i64x2.shr_u(threes, 6)), before));
}

/** The same down the columns, for cores that begin in one of the two rows at `at`. */
function wideCoresDown(at: usize): v128 {
  const sixes = v128.and(
    v128.and(v128.load(at), v128.and(v128.load(at, 8), v128.load(at, 16))),
    v128.and(v128.load(at, 24), v128.and(v128.load(at, 32), v128.load(at, 40))),
  );
  const bars = v128.and(
    v128.and(v128.load(at - 32), v128.load(at - 24)),
    v128.and(v128.load(at, 64), v128.load(at, 72)),
  );
  const before = v128.or(v128.load(at - 16), v128.load(at - 8));
  const exact = v128.andnot(bars, v128.or(before, v128.or(v128.load(at, 48), v128.load(at, 56))));
  const nines = v128.and(v128.load(at, 48), v128.and(v128.load(at, 56), v128.load(at, 64)));
  return v128.and(sixes, v128.or(exact, v128.andnot(nines, v128.or(before, v128.load(at - 24)))));
}

/** Feature 3 for units of two modules and more. They are rare, so they are looked for in masks that may win only. */
export function widePoints(): i32 {
  let count = 0;
  let columns = i32x4.splat(0);
  for (let at: usize = SCORED; at < SCORED + <usize>(8 * preparedSize); at += 16) {
    if (v128.any_true(wideCores(v128.load(at))))
      count += wideFinders(load<u64>(at)) + wideFinders(load<u64>(at, 8));
    columns = v128.or(columns, wideCoresDown(at));
  }
  let suspects: u64 = i64x2.extract_lane(columns, 0) | i64x2.extract_lane(columns, 1);
  for (; suspects != 0; suspects &= suspects - 1)
    count += wideFinders(columnOf(ctz<u64>(suspects)));
  return 40 * count;
}
