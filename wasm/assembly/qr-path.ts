// The dark modules as the path of an SVG: one stroke of width 1 along the middle of each row, a dash per run.
import { ROWS } from "./qr-symbol";

const H: u8 = 0x68;
const M: u8 = 0x6d;
const MOVE_TO: u8 = 0x4d;
const SPACE: u16 = 0x20;

/** Writes a number below 100. */
function writeNumber(text: usize, value: u32): usize {
  if (value >= 10) store<u8>(text++, <u8>(48 + value / 10));
  store<u8>(text++, <u8>(48 + (value % 10)));
  return text;
}

/** Writes the path of a symbol whose first module lies at (quiet, quiet), and says how long it is. */
export function writePath(size: i32, quiet: i32, text: usize): i32 {
  const start = text;
  for (let y = 0; y < size; y++) {
    let row = load<u64>(ROWS + 8 * y);
    if (row == 0) continue;
    const gap = ctz<u64>(row);
    // "M4 4.5": to the first dark module of the row.
    store<u8>(text++, MOVE_TO);
    text = writeNumber(text, quiet + <u32>gap);
    store<u8>(text++, <u8>SPACE);
    text = writeNumber(text, quiet + y);
    store<u16>(text, 0x352e);
    text += 2;
    row >>= gap;
    while (true) {
      const run = ctz<u64>(~row);
      store<u8>(text++, H);
      text = writeNumber(text, <u32>run);
      row >>= run;
      if (row == 0) break;
      // "m2 0": over the light modules to the next dark one.
      const light = ctz<u64>(row);
      store<u8>(text++, M);
      text = writeNumber(text, <u32>light);
      store<u16>(text, 0x3020);
      text += 2;
      row >>= light;
    }
  }
  return <i32>(text - start);
}
