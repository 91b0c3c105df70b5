// What the core exports, and nothing else. Bytes cross through the input and output regions; numbers as arguments.
import { cellAt, latitudeOf, longitudeOf } from "./cell";
import { decode32, encode32, textLength } from "./base32";
import { halfChordSquared, threshold } from "./distance";
import { absorb, begin, finish } from "./hash-stream";
import { expand, extract } from "./hkdf";
import { beginMac, finishMac, prepareKey } from "./hmac";
import { clearCache } from "./key-cache";
import { writePath } from "./qr-path";
import { makeSymbol, pointsUnder, ROWS } from "./qr-symbol";
import { LAST_VERSION, sizeOf } from "./qr-tables";
import { INPUT, INPUT_SIZE, OUTPUT, OUTPUT_SIZE } from "./regions";
import { addRoot, clearRoots, signerOf } from "./roots";
import { selfTest } from "./self-test";
import { check, sign } from "./token";
import { checkMany } from "./check-many";
import { signWindows } from "./sign-windows";

export { cellAt, latitudeOf, longitudeOf, halfChordSquared, threshold, selfTest };

const KEY: usize = memory.data(64, 16);

export function inputAddress(): usize {
  return INPUT;
}

export function inputSize(): i32 {
  return INPUT_SIZE;
}

export function outputAddress(): usize {
  return OUTPUT;
}

export function outputSize(): i32 {
  return OUTPUT_SIZE;
}

/** Forgets what crossed. */
export function wipe(inputLength: i32, outputLength: i32): void {
  memory.fill(INPUT, 0, inputLength);
  memory.fill(OUTPUT, 0, outputLength);
}

/** Opens a message. */
export function beginHash(): void {
  begin();
}

/** Opens a message under the key in the input, which is wiped. */
export function beginHmac(keyLength: i32): void {
  prepareKey(INPUT, keyLength, KEY);
  memory.fill(INPUT, 0, keyLength);
  beginMac(KEY);
}

/** Takes in the next bytes of the message, from the input. */
export function take(length: i32): void {
  absorb(INPUT, length);
}

/** Closes a message opened by `beginHash`: its digest is at the output. */
export function endHash(): void {
  finish(OUTPUT);
}

/** Closes a message opened by `beginHmac`: its mac is at the output, and the key is forgotten. */
export function endHmac(): void {
  finishMac(KEY, OUTPUT);
  memory.fill(KEY, 0, 64);
}

/** Extracts from the input: `saltLength` bytes of salt, then the secret. The result is the key of the next `expandKey`. */
export function extractKey(saltLength: i32, secretLength: i32): void {
  extract(INPUT, saltLength, INPUT + saltLength, secretLength, KEY);
}

/** Expands the key under the info in the input to `length` bytes at the output; the key is forgotten. */
export function expandKey(infoLength: i32, length: i32): void {
  expand(KEY, INPUT, infoLength, OUTPUT, length);
  memory.fill(KEY, 0, 64);
}

/** Writes the text of the input at the output, and says how long it is. */
export function toBase32(length: i32): i32 {
  encode32(INPUT, length, OUTPUT);
  return textLength(length);
}

/** Reads the text of exactly `length` bytes from the input. */
export function fromBase32(length: i32): bool {
  return decode32(INPUT, OUTPUT, length);
}

export function resetRoots(): void {
  clearRoots();
  clearCache();
}

/** Adds the root whose secret is the first 32 bytes of the input, and wipes them. Newest first. */
export function pushRoot(id: i32, first: u32, end: u32): void {
  addRoot(id, INPUT, first, end);
}

// Through the signed type: that conversion is one instruction.
function cellOf(cell: f64): u64 {
  return <i64>cell;
}

/** Writes one token at the input region; false if no root signs in that window. */
export function issue(
  merchantHigh: u32,
  merchantLow: u32,
  terminal: u32,
  counter: u32,
  cell: f64,
  window: u32,
): bool {
  const slot = signerOf(window);
  if (slot < 0) return false;
  sign(slot, merchantHigh, merchantLow, terminal, counter, cellOf(cell), window, INPUT);
  return true;
}

/** Writes the tokens of `count` consecutive windows at the input region, and says how many a root signs. */
export function issueWindows(
  merchantHigh: u32,
  merchantLow: u32,
  terminal: u32,
  counter: u32,
  cell: f64,
  window: u32,
  count: i32,
): i32 {
  return signWindows(
    merchantHigh,
    merchantLow,
    terminal,
    counter,
    cellOf(cell),
    window,
    count,
    INPUT,
  );
}

/** Checks the token text in the input. Its record, at the output, holds the verdict, then the fields as u32 words. */
export function verify(now: u32): i32 {
  return check(INPUT, now, OUTPUT);
}

/** Checks `count` token texts in the input, leaves a record of 32 bytes for each at the output, and counts the good. */
export function verifyMany(count: i32, now: u32): i32 {
  return checkMany(INPUT, count, now, OUTPUT);
}

/** Makes the symbol of the text in the input: version, then mask in the next byte; 0 if no version holds it. Rows (u64) go to the output. */
export function qrMatrix(length: i32, level: i32, leastVersion: i32): i32 {
  const made = makeSymbol(INPUT, length, level, leastVersion);
  if (made != 0) memory.copy(OUTPUT, ROWS, 8 * sizeOf(made & 255));
  return made;
}

/** Makes a symbol and writes its SVG path at the output: the path's length above the version's 8 bits, or 0. */
export function qrPath(length: i32, level: i32, leastVersion: i32, quiet: i32): i32 {
  const made = makeSymbol(INPUT, length, level, leastVersion);
  if (made == 0) return 0;
  return (writePath(sizeOf(made & 255), quiet, OUTPUT) << 8) | (made & 255);
}

/** Penalty points of the symbol made last, under any of the eight masks. */
export function qrPoints(version: i32, level: i32, mask: i32): i32 {
  return pointsUnder(version, level, mask);
}

export function qrLastVersion(): i32 {
  return LAST_VERSION;
}
