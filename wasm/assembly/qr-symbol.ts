// A whole symbol: text to codewords, codewords to modules, and of the eight masks the one with the fewest points.
import { transposeBits } from "./bit-matrix";
import { writeMessage } from "./qr-codewords";
import { points, prepareScore, SCORED, widePoints } from "./qr-penalty";
import { placeMessage } from "./qr-place";
import { modeOf, versionFor, writeData } from "./qr-segment";
import { formatBits, sizeOf } from "./qr-tables";
import { FIXED, MASKS, prepareTemplate } from "./qr-template";

/** The rows of the last symbol made, a u64 each. */
export const ROWS: usize = SCORED;

const PLAIN: usize = memory.data(512, 16);
// Format information of every level and mask: its part in row 8, then its part in column 8.
const FORMATS: usize = memory.data(512, 16);
// Per mask the points known of it: a lower bound until the wide patterns are counted too.
const POINTS: usize = memory.data(32, 16);

let preparedSize: i32 = 0;

/** Format information as it lies in row 8 (ISO/IEC 18004 section 7.9.1, figure 25). */
function formatRow(bits: u64, size: i32): u64 {
  // Bits 14 to 9 in columns 0 to 5, 8 and 7 in columns 7 and 8; bits 7 to 0 at the right end.
  let row: u64 = (((bits >> 8) & 1) << 7) | (((bits >> 7) & 1) << 8);
  for (let i = 0; i < 6; i++) row |= ((bits >> (14 - i)) & 1) << i;
  for (let i = 0; i < 8; i++) row |= ((bits >> i) & 1) << (size - 1 - i);
  return row;
}

/** Format information as it lies in column 8, with the module that is always dark. */
function formatColumn(bits: u64, size: i32): u64 {
  // Bits 0 to 5, 6 and 7 from the top with the timing row left out; bits 8 to 14 at the bottom.
  const top = (bits & 0x3f) | ((bits & 0xc0) << 1);
  return top | ((((bits >> 8) << 1) | 1) << (size - 8));
}

/** Prepares for symbols of a size. */
function prepareFormats(size: i32): void {
  if (size == preparedSize) return;
  preparedSize = size;
  for (let level = 0; level < 4; level++) {
    for (let mask = 0; mask < 8; mask++) {
      const bits = <u64>formatBits(level, mask);
      const at = FORMATS + 128 * level + 16 * mask;
      store<u64>(at, formatRow(bits, size));
      store<u64>(at, formatColumn(bits, size), 8);
    }
  }
}

/** Writes the rows of the symbol under a mask, two at a time. */
function writeRows(size: i32, level: i32, mask: i32): void {
  const masks = MASKS + 512 * mask;
  const format = FORMATS + 128 * level + 16 * mask;
  const row8 = load<u64>(format);
  // Bit y of this column is for row y: module 8 of each.
  const column8 = load<u64>(format, 8);
  let column = i64x2.replace_lane(i64x2.splat(column8), 1, column8 >> 1);
  const one = i64x2.splat(1);
  for (let i = 0; i < 8 * size; i += 16) {
    const rows = v128.xor(v128.load(PLAIN + i), v128.load(masks + i));
    v128.store(ROWS + i, v128.or(rows, i64x2.shl(v128.and(column, one), 8)));
    column = i64x2.shr_u(column, 2);
  }
  store<u64>(ROWS, load<u64>(ROWS, 64) | row8, 64);
}

/** Points of the last symbol made, under a mask. Leaves the symbol under that mask. */
export function pointsUnder(version: i32, level: i32, mask: i32): i32 {
  writeRows(sizeOf(version), level, mask);
  return points() + widePoints();
}

/** Writes the symbol under the mask with the fewest points, the first of equals, and says which that is. */
function writeBest(size: i32, level: i32): i32 {
  for (let mask = 0; mask < 8; mask++) {
    writeRows(size, level, mask);
    store<i32>(POINTS + 4 * mask, points());
  }
  let known: u32 = 0;
  while (true) {
    let best = 0;
    for (let mask = 1; mask < 8; mask++) {
      if (load<i32>(POINTS + 4 * mask) < load<i32>(POINTS + 4 * best)) best = mask;
    }
    writeRows(size, level, best);
    if ((known >> best) & 1) return best;
    // The rest can only add to a mask: once the best has all its points and is still the best, it is.
    const rest = widePoints();
    if (rest == 0) return best;
    store<i32>(POINTS + 4 * best, load<i32>(POINTS + 4 * best) + rest);
    known |= 1 << best;
  }
}

/** Makes the symbol of a text: version in the low byte, mask in the next; 0 if no version holds it. */
export function makeSymbol(text: usize, length: i32, level: i32, leastVersion: i32): i32 {
  const mode = modeOf(text, length);
  const version = versionFor(mode, length, level, leastVersion);
  if (version == 0) return 0;
  const size = sizeOf(version);
  prepareTemplate(version);
  prepareScore(size);
  prepareFormats(size);
  writeData(text, length, mode, version, level);
  writeMessage(version, level);

  memory.fill(PLAIN, 0, 512);
  placeMessage(size, PLAIN);
  transposeBits(PLAIN);
  for (let i = 0; i < 8 * size; i += 16) {
    v128.store(PLAIN + i, v128.or(v128.load(PLAIN + i), v128.load(FIXED + i)));
  }
  return (writeBest(size, level) << 8) | version;
}
