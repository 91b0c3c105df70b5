// HMAC-SHA-256 (RFC 2104) from stored midstates: a key costs two compressions once, then none.
import { absorb, begin, finish, resume } from "./hash-stream";
import { compressWords, INITIAL_STATE, bigEndian, wipeSchedule } from "./sha256";

/** Bytes of a stored key: the inner state, then the outer one. */
export const MIDSTATES_SIZE: i32 = 64;

const PADDED: usize = memory.data(64, 16);
const INNER_DIGEST: usize = memory.data(32, 16);

function absorbPad(state: usize, pad: i32): void {
  const mask = i8x16.splat(<i8>pad);
  compressWords(
    INITIAL_STATE,
    state,
    bigEndian(v128.xor(v128.load(PADDED), mask)),
    bigEndian(v128.xor(v128.load(PADDED, 16), mask)),
    bigEndian(v128.xor(v128.load(PADDED, 32), mask)),
    bigEndian(v128.xor(v128.load(PADDED, 48), mask)),
  );
}

/** Stores the midstates of a key of any length at `midstates`, and forgets its padded copy. */
export function prepareKey(key: usize, length: i32, midstates: usize): void {
  memory.fill(PADDED, 0, 64);
  if (length > 64) {
    begin();
    absorb(key, length);
    finish(PADDED);
  } else {
    memory.copy(PADDED, key, length);
  }
  absorbPad(midstates, 0x36);
  absorbPad(midstates + 32, 0x5c);
  memory.fill(PADDED, 0, 64);
  wipeSchedule();
}

/** Opens a message under a prepared key; feed it with `absorb`. */
export function beginMac(midstates: usize): void {
  resume(midstates, 64);
}

/** Closes the message and leaves its 32-byte mac at `mac`. */
export function finishMac(midstates: usize, mac: usize): void {
  finish(INNER_DIGEST);
  resume(midstates + 32, 64);
  absorb(INNER_DIGEST, 32);
  finish(mac);
  memory.fill(INNER_DIGEST, 0, 32);
}
