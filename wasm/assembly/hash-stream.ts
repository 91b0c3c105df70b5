// A message of any length, hashed block by block. One message at a time: HMAC and HKDF take turns with it.
import { bigEndian, compress, INITIAL_STATE, wipeSchedule } from "./sha256";

const STATE: usize = memory.data(32, 16);
const TAIL: usize = memory.data(64, 16);

let fill: i32 = 0;
let total: u64 = 0;

/** Starts from a stored state that has taken in `taken` bytes (a multiple of 64). */
export function resume(state: usize, taken: i32): void {
  memory.copy(STATE, state, 32);
  fill = 0;
  total = <u64>taken;
}

export function begin(): void {
  resume(INITIAL_STATE, 0);
}

export function absorb(bytes: usize, length: i32): void {
  total += <u64>length;
  while (length > 0) {
    if (fill == 0 && length >= 64) {
      compress(STATE, STATE, bytes);
      bytes += 64;
      length -= 64;
      continue;
    }
    const room = min<i32>(64 - fill, length);
    memory.copy(TAIL + fill, bytes, room);
    fill += room;
    bytes += room;
    length -= room;
    if (fill == 64) {
      compress(STATE, STATE, TAIL);
      fill = 0;
    }
  }
}

/** Pads (FIPS 180-4 section 5.1.1), leaves the 32-byte digest at `digest` and forgets the message. */
export function finish(digest: usize): void {
  store<u8>(TAIL + fill, 0x80);
  memory.fill(TAIL + fill + 1, 0, 63 - fill);
  if (fill > 55) {
    compress(STATE, STATE, TAIL);
    memory.fill(TAIL, 0, 64);
  }
  store<u64>(TAIL, bswap<u64>(total << 3), 56);
  compress(STATE, STATE, TAIL);
  v128.store(digest, bigEndian(v128.load(STATE)));
  v128.store(digest, bigEndian(v128.load(STATE, 16)), 16);
  memory.fill(STATE, 0, 32);
  memory.fill(TAIL, 0, 64);
  wipeSchedule();
}
