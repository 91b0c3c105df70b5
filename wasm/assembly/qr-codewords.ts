// The message of a symbol: data and error correction codewords of all blocks, interleaved (ISO/IEC 18004 section 7.6).
import { DATA } from "./qr-segment";
import { blocksOf, codewordsOf, correctionOf } from "./qr-tables";
import { prepare, remainder, remainderOfTwo } from "./reed-solomon";

/** The codewords in the order of placement, followed by at least eight zero bytes: the remainder bits. */
export const MESSAGE: usize = memory.data(432, 16);
/** The same with the bits of every byte in reverse. */
export const REVERSED: usize = memory.data(432, 16);

// Remainders of up to 11 blocks, 32 bytes each.
const CORRECTIONS: usize = memory.data(352, 16);

/** Turns the bits of sixteen bytes round, by nibbles. */
function reverseBits(bytes: v128): v128 {
  const low = i8x16(0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15);
  const high = i8x16.swizzle(low, v128.and(bytes, i8x16.splat(15)));
  return v128.or(i8x16.shl(high, 4), i8x16.swizzle(low, i8x16.shr_u(bytes, 4)));
}

/** Copies bytes to every `stride`-th place. */
function scatter(bytes: usize, length: i32, to: usize, stride: i32): void {
  for (const end = bytes + length; bytes < end; bytes++) {
    store<u8>(to, load<u8>(bytes));
    to += stride;
  }
}

/** Writes the corrections of `count` blocks of the same length. */
function correct(block: usize, length: i32, count: i32, to: usize): void {
  for (; count >= 2; count -= 2) {
    remainderOfTwo(block, length, to);
    block += 2 * length;
    to += 64;
  }
  if (count > 0) remainder(block, length, to);
}

/** Writes MESSAGE and REVERSED from DATA. */
export function writeMessage(version: i32, level: i32): void {
  const blocks = blocksOf(version, level);
  const correction = correctionOf(version, level);
  const total = codewordsOf(version);
  // The last blocks are one codeword longer where the division leaves a rest.
  const short = total / blocks - correction;
  const shortBlocks = blocks - (total % blocks);
  const long = DATA + short * shortBlocks;
  prepare(correction);
  correct(DATA, short, shortBlocks, CORRECTIONS);
  correct(long, short + 1, blocks - shortBlocks, CORRECTIONS + 32 * shortBlocks);

  const corrections = MESSAGE + total - blocks * correction;
  for (let b = 0; b < blocks; b++) {
    const block = DATA + b * short + max<i32>(0, b - shortBlocks);
    scatter(block, short, MESSAGE + b, blocks);
    if (b >= shortBlocks)
      store<u8>(MESSAGE + short * blocks + b - shortBlocks, load<u8>(block + short));
    scatter(CORRECTIONS + 32 * b, correction, corrections + b, blocks);
  }
  store<u64>(MESSAGE + total, 0);
  for (let i = 0; i < total + 8; i += 16)
    v128.store(REVERSED + i, reverseBits(v128.load(MESSAGE + i)));
}
