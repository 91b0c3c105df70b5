// The numbers of ISO/IEC 18004 for versions 1 to 11, whose rows fit one u64. Levels are 0 L, 1 M, 2 Q, 3 H.

/** The highest version that the core makes: 61 modules a side. */
export const LAST_VERSION: i32 = 11;

// Table 1: codewords of each version.
const CODEWORDS: usize = memory.data<u16>([26, 44, 70, 100, 134, 172, 196, 242, 292, 346, 404]);

// Table 9: error correction codewords of one block, by level and version.
const CORRECTION: usize = memory.data<u8>([
  7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 13, 22, 18,
  26, 18, 24, 18, 22, 20, 24, 28, 17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24,
]);

// Table 9: blocks, by level and version.
const BLOCKS: usize = memory.data<u8>([
  1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8,
  1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11,
]);

// Table 12: the two bits that name a level.
const LEVEL_BITS: usize = memory.data<u8>([1, 0, 3, 2]);

/** Modules of a side. */
export function sizeOf(version: i32): i32 {
  return 17 + 4 * version;
}

export function codewordsOf(version: i32): i32 {
  return <i32>load<u16>(CODEWORDS + 2 * (version - 1));
}

/** Error correction codewords of each block. */
export function correctionOf(version: i32, level: i32): i32 {
  return <i32>load<u8>(CORRECTION + 11 * level + version - 1);
}

export function blocksOf(version: i32, level: i32): i32 {
  return <i32>load<u8>(BLOCKS + 11 * level + version - 1);
}

/** Codewords left for data. */
export function capacityOf(version: i32, level: i32): i32 {
  return codewordsOf(version) - blocksOf(version, level) * correctionOf(version, level);
}

/** Appends the remainder of a BCH code to `value`; `generator` has degree `bits`. */
function withRemainder(value: u32, generator: u32, bits: i32): u32 {
  let rest = value << bits;
  for (let i = 31 - clz<u32>(rest); i >= bits; i = 31 - clz<u32>(rest))
    rest ^= generator << (i - bits);
  return (value << bits) | rest;
}

/** The 15 bits of format information (section 7.9.1), masked. */
export function formatBits(level: i32, mask: i32): u32 {
  return withRemainder(((<u32>load<u8>(LEVEL_BITS + level)) << 3) | mask, 0x537, 10) ^ 0x5412;
}

/** The 18 bits of version information (section 7.10), for versions from 7 on. */
export function versionBits(version: i32): u32 {
  return withRemainder(version, 0x1f25, 12);
}
