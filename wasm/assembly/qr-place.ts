// Data modules in the order of ISO/IEC 18004 section 7.7.3: two columns at a time, upwards and downwards in turn.
// A pair of columns is filled by stretches of rows in which the same modules are free.
import { MESSAGE, REVERSED } from "./qr-codewords";
import { FREE } from "./qr-template";

/** Rows whose two modules each an unaligned load of 64 bits always feeds. */
const MOST_ROWS: u64 = 26;

// Message bits placed so far.
let placed: u32 = 0;

/** Every other one of 52 bits, packed. */
function evenBits(x: u64): u64 {
  x = x & 0x5555555555555;
  x = (x | (x >> 1)) & 0x3333333333333;
  x = (x | (x >> 2)) & 0xf0f0f0f0f0f0f;
  x = (x | (x >> 4)) & 0xf00ff00ff00ff;
  x = (x | (x >> 8)) & 0xffff0000ffff;
  return (x | (x >> 16)) & 0xffffffff;
}

/** The lowest `bits` bits. */
function lowest(bits: u64): u64 {
  return ((1 as u64) << bits) - 1;
}

/** The next bits of the message: the first is the highest where the way leads up, the lowest where it leads down. */
function takeBits(bits: u64, isUpward: bool): u64 {
  const from = <usize>(placed >> 3);
  const shift = <u64>(placed & 7);
  placed += <u32>bits;
  if (isUpward) return (bswap<u64>(load<u64>(MESSAGE + from)) << shift) >> (64 - bits);
  return (load<u64>(REVERSED + from) >> shift) & lowest(bits);
}

/** Fills the column `right` and the one to its left with the next bits of the message. */
function placePair(right: i32, isUpward: bool, columns: usize): void {
  const freeRight = load<u64>(FREE + 8 * right);
  const freeLeft = load<u64>(FREE + 8 * right - 8);
  let columnRight: u64 = 0;
  let columnLeft: u64 = 0;
  let open = freeRight | freeLeft;

  while (open != 0) {
    const y = isUpward ? 63 - clz<u64>(open) : ctz<u64>(open);
    const takesRight = (freeRight >> y) & 1;
    const takesLeft = (freeLeft >> y) & 1;
    const changes = (freeRight ^ (0 - takesRight)) | (freeLeft ^ (0 - takesLeft));
    let top = y;
    let end = y + 1;
    if (isUpward) {
      const change = 64 - clz<u64>(changes & lowest(y));
      top = change + MOST_ROWS > end ? change : end - MOST_ROWS;
    } else {
      end = min<u64>(ctz<u64>(changes & ~lowest(y)), top + MOST_ROWS);
    }

    const bits = takeBits((end - top) * (takesRight + takesLeft), isUpward);
    if (takesRight & takesLeft) {
      const even = evenBits(bits) << top;
      const odd = evenBits(bits >> 1) << top;
      columnRight |= isUpward ? odd : even;
      columnLeft |= isUpward ? even : odd;
    } else if (takesRight) {
      columnRight |= bits << top;
    } else {
      columnLeft |= bits << top;
    }
    open &= isUpward ? lowest(top) : ~lowest(end);
  }
  store<u64>(columns + 8 * right, columnRight);
  store<u64>(columns + 8 * right - 8, columnLeft);
}

/** Writes the columns of the message, unmasked and without anything else, as `size` lines at `columns`. */
export function placeMessage(size: i32, columns: usize): void {
  placed = 0;
  let isUpward = true;
  for (let right = size - 1; right > 0; right -= 2) {
    // The timing column takes no part: from here on the pairs lie one further to the left.
    if (right == 6) right = 5;
    placePair(right, isUpward, columns);
    isUpward = !isUpward;
  }
}
