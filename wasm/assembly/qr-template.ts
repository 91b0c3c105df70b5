// What a version's symbols have in common: the modules that are fixed, those that are free for data, and the masks.
// But for the masks it is the same read by rows and by columns. `qr-symbol.ts` adds the format information.
import { sizeOf, versionBits } from "./qr-tables";

/** Per line a bit for every module that carries data. */
export const FREE: usize = memory.data(512, 16);
/** Per line a bit for every module that is always dark. */
export const FIXED: usize = memory.data(512, 16);
/** Eight masks of 64 rows each, only over free modules. */
export const MASKS: usize = memory.data(4096, 16);

let preparedVersion: i32 = 0;

/** A bit for every column from `from` on, `count` of them. */
function span(from: i32, count: i32): u64 {
  return (((1 as u64) << count) - 1) << from;
}

/** Takes a rectangle away from the data. */
function reserve(x: i32, y: i32, width: i32, height: i32): void {
  for (let line = y; line < y + height; line++) {
    const at = FREE + 8 * line;
    store<u64>(at, load<u64>(at) & ~span(x, width));
  }
}

/** Draws `width` columns of up to eight rows, given as bytes of one u64 from the top, least bit to the left. */
function draw(x: i32, y: i32, height: i32, rows: u64): void {
  for (let line = y; line < y + height; line++) {
    const at = FIXED + 8 * line;
    store<u64>(at, load<u64>(at) | ((rows & 255) << x));
    rows >>= 8;
  }
}

function drawAlignment(size: i32, version: i32): void {
  const last = size - 7;
  const step = version < 7 ? last - 6 : (last - 6) / 2;
  for (let y = 6; y <= last; y += step) {
    for (let x = 6; x <= last; x += step) {
      // The finder patterns take three of the corners.
      if ((x == 6 && y == 6) || (x == 6 && y == last) || (x == last && y == 6)) continue;
      reserve(x - 2, y - 2, 5, 5);
      draw(x - 2, y - 2, 5, 0x1f1115111f);
    }
  }
}

function drawVersion(size: i32, version: i32): void {
  let bits = versionBits(version);
  reserve(size - 11, 0, 3, 6);
  reserve(0, size - 11, 6, 3);
  for (let i = 0; i < 18; i++) {
    draw(size - 11 + (i % 3), i / 3, 1, bits & 1);
    draw(i / 3, size - 11 + (i % 3), 1, bits & 1);
    bits >>= 1;
  }
}

/** Draws the function patterns of a version (ISO/IEC 18004 section 6.3). */
function drawPatterns(version: i32): void {
  const size = sizeOf(version);
  memory.fill(FIXED, 0, 512);
  for (let line = 0; line < size; line++) store<u64>(FREE + 8 * line, span(0, size));

  // Timing first: the finder patterns and their separators lie over its ends.
  reserve(0, 6, size, 1);
  reserve(6, 0, 1, size);
  for (let i = 8; i < size - 8; i += 2) {
    draw(i, 6, 1, 1);
    draw(6, i, 1, 1);
  }
  // Finder patterns with separators and the format information beside them.
  reserve(0, 0, 9, 9);
  reserve(size - 8, 0, 8, 9);
  reserve(0, size - 8, 9, 8);
  const finder: u64 = ((0x7f415d as u64) << 32) | 0x5d5d417f;
  draw(0, 0, 7, finder);
  draw(size - 7, 0, 7, finder);
  draw(0, size - 7, 7, finder);
  if (version > 1) drawAlignment(size, version);
  if (version > 6) drawVersion(size, version);
}

/** Whether a mask turns the module over: conditions of table 10. */
function isTurned(mask: i32, x: i32, y: i32): bool {
  switch (mask) {
    case 0:
      return (x + y) % 2 == 0;
    case 1:
      return y % 2 == 0;
    case 2:
      return x % 3 == 0;
    case 3:
      return (x + y) % 3 == 0;
    case 4:
      return (x / 3 + y / 2) % 2 == 0;
    case 5:
      return ((x * y) % 2) + ((x * y) % 3) == 0;
    case 6:
      return (((x * y) % 2) + ((x * y) % 3)) % 2 == 0;
    default:
      return (((x + y) % 2) + ((x * y) % 3)) % 2 == 0;
  }
}

/** Every mask repeats after twelve modules in either direction, so twelve rows of twelve bits make all of it. */
function drawMasks(size: i32): void {
  const every12: u64 = ((0x1001001 as u64) << 36) | 0x1001001;
  // The rows below the symbol stay empty too: they are read in pairs.
  memory.fill(MASKS, 0, 4096);
  for (let mask = 0; mask < 8; mask++) {
    for (let phase = 0; phase < 12; phase++) {
      let row: u64 = 0;
      for (let i = 0; i < 12; i++) {
        if (isTurned(mask, i, phase)) row |= (1 as u64) << i;
      }
      for (let y = phase; y < size; y += 12) {
        store<u64>(MASKS + 512 * mask + 8 * y, (row * every12) & load<u64>(FREE + 8 * y));
      }
    }
  }
}

/** Makes the template of a version, unless it is the last one made. */
export function prepareTemplate(version: i32): void {
  if (version == preparedVersion) return;
  drawPatterns(version);
  drawMasks(sizeOf(version));
  preparedVersion = version;
}
