// Known answers through every code path. Run at the start it is the warm-up too: engines optimise what has run.
import { cellAt } from "./cell";
import { checkFour } from "./check-many";
import { absorb, begin, finish } from "./hash-stream";
import { makeSymbol, ROWS } from "./qr-symbol";
import { sizeOf } from "./qr-tables";
import { INPUT, OUTPUT } from "./regions";
import { LAST_WINDOW, storeRoot, TEST_SLOT } from "./roots";
import { signFour, startRun } from "./sign-windows";
import { checkUnder, CURRENT, headWords, INVALID, sign, signingKey, TEXT_SIZE } from "./token";

// The token of the test: root secret 00 01 ... 1f, and these fields.
const MERCHANT_HIGH: u32 = 0x01234567;
const MERCHANT_LOW: u32 = 0x89abcdef;
const TERMINAL: u32 = 7;
const COUNTER: u32 = 42;
const CELL: u64 = 0x123456789a;
const WINDOW: u32 = 178000000;

// FIPS 180-4, the example "abc".
const ABC: usize = memory.data<u8>([0x61, 0x62, 0x63]);
const ABC_DIGEST: usize = memory.data<u8>([
  0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23,
  0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad,
]);

// Digest of the texts of four windows, as an independent implementation writes them.
const TOKENS_DIGEST: usize = memory.data<u8>([
  0xe3, 0x45, 0xac, 0x29, 0x82, 0x7f, 0x9e, 0xdb, 0x72, 0x4b, 0x48, 0x59, 0x00, 0xf8, 0x8c, 0xf7,
  0xc4, 0xbd, 0x01, 0x2d, 0x2c, 0xac, 0xdd, 0xe7, 0xd1, 0x4c, 0x95, 0xc3, 0x30, 0x17, 0xe3, 0x0e,
]);

// Digest of the rows of the symbol of "HTTPS://EDGETILL.WORKERS.DEV/T/" and the first token, which is of version 5.
const PREFIX: usize = memory.data<u8>([
  0x48, 0x54, 0x54, 0x50, 0x53, 0x3a, 0x2f, 0x2f, 0x45, 0x44, 0x47, 0x45, 0x54, 0x49, 0x4c, 0x4c,
  0x2e, 0x57, 0x4f, 0x52, 0x4b, 0x45, 0x52, 0x53, 0x2e, 0x44, 0x45, 0x56, 0x2f, 0x54, 0x2f,
]);
const PREFIX_SIZE: usize = 31;
const SYMBOL: i32 = 0x105;
const SYMBOL_DIGEST: usize = memory.data<u8>([
  0x9a, 0xb7, 0x3f, 0xa4, 0xca, 0x2e, 0x81, 0x38, 0xd0, 0x29, 0x44, 0xf8, 0x8d, 0x70, 0xbd, 0x0f,
  0x37, 0x95, 0xf5, 0xcf, 0xed, 0xcd, 0xbb, 0xb5, 0x24, 0x20, 0xc0, 0x4f, 0x91, 0x72, 0x65, 0x65,
]);

// Where the four tokens are written, behind the prefix; records go to the output.
const TEXT: usize = INPUT + 64;

function isDigest(bytes: usize, length: i32, digest: usize): bool {
  begin();
  absorb(bytes, length);
  finish(OUTPUT);
  return memory.compare(OUTPUT, digest, 32) == 0;
}

function testTokens(): i32 {
  for (let i = 0; i < 32; i++) store<u8>(INPUT + i, <u8>i);
  storeRoot(TEST_SLOT, INPUT, 0, LAST_WINDOW);
  const key = signingKey(TEST_SLOT, MERCHANT_HIGH, MERCHANT_LOW, TERMINAL, WINDOW);
  const head = headWords(0, MERCHANT_HIGH, MERCHANT_LOW, TERMINAL, COUNTER, CELL);
  startRun(key, head, CELL);
  signFour(CELL, WINDOW, TEXT);
  if (!isDigest(TEXT, 256, TOKENS_DIGEST)) return 2;
  // At the second window the first two are good.
  if (checkFour(TEST_SLOT, TEXT, WINDOW + 1, OUTPUT) != 2) return 3;

  const single = TEXT + 256;
  sign(TEST_SLOT, MERCHANT_HIGH, MERCHANT_LOW, TERMINAL, COUNTER, CELL, WINDOW, single);
  if (memory.compare(single, TEXT, TEXT_SIZE) != 0) return 4;
  if (checkUnder(TEST_SLOT, single, WINDOW, OUTPUT) != CURRENT) return 5;
  store<u8>(single, load<u8>(single, 63) ^ 1, 63);
  return checkUnder(TEST_SLOT, single, WINDOW, OUTPUT) == INVALID ? 0 : 6;
}

function testSymbol(): i32 {
  memory.copy(TEXT - PREFIX_SIZE, PREFIX, PREFIX_SIZE);
  const made = makeSymbol(TEXT - PREFIX_SIZE, <i32>(PREFIX_SIZE + TEXT_SIZE), 1, 1);
  return made == SYMBOL && isDigest(ROWS, 8 * sizeOf(made & 255), SYMBOL_DIGEST) ? 0 : 7;
}

/** Runs the known answers; 0 if all are right, else the number of the first that is wrong. */
export function selfTest(): i32 {
  if (!isDigest(ABC, 3, ABC_DIGEST)) return 1;
  let failed = testTokens();
  if (failed == 0) failed = testSymbol();
  if (failed == 0 && cellAt(57.64911, 10.40744) != <f64>0xd12b7d7996) failed = 8;
  memory.fill(INPUT, 0, 512);
  memory.fill(OUTPUT, 0, 128);
  return failed;
}
