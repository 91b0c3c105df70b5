// HKDF-SHA-256 (RFC 5869).
import { absorb } from "./hash-stream";
import { beginMac, finishMac, MIDSTATES_SIZE, prepareKey } from "./hmac";

const BLOCK: usize = memory.data(32, 16);
const COUNTER: usize = memory.data(16, 16);
const KEY: usize = memory.data(64, 16);

/** Extracts: leaves the midstates of the pseudorandom key of `secret` under `salt` at `midstates` (section 2.2). */
export function extract(
  salt: usize,
  saltLength: i32,
  secret: usize,
  secretLength: i32,
  midstates: usize,
): void {
  prepareKey(salt, saltLength, KEY);
  beginMac(KEY);
  absorb(secret, secretLength);
  finishMac(KEY, BLOCK);
  prepareKey(BLOCK, 32, midstates);
  memory.fill(BLOCK, 0, 32);
  memory.fill(KEY, 0, MIDSTATES_SIZE);
}

/** Expands a prepared pseudorandom key into `length` bytes at `to`, at most 255 blocks (section 2.3). */
export function expand(
  midstates: usize,
  info: usize,
  infoLength: i32,
  to: usize,
  length: i32,
): void {
  for (let done = 0, block = 1; done < length; done += 32, block++) {
    beginMac(midstates);
    if (done > 0) absorb(BLOCK, 32);
    absorb(info, infoLength);
    store<u8>(COUNTER, <u8>block);
    absorb(COUNTER, 1);
    finishMac(midstates, BLOCK);
    memory.copy(to + done, BLOCK, min<i32>(32, length - done));
  }
  memory.fill(BLOCK, 0, 32);
}
