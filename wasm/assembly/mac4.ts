// Macs of four payloads at once.
import { gatherRows } from "./lanes";
import { compress4 } from "./sha256x4";

/** Six rows of payload, to be filled by the caller, who finds them again afterwards. */
export const PAYLOADS: usize = memory.data(1024, 16);

/** The four macs: four words each, in host order. */
export const MACS: usize = memory.data(64, 16);

// The messages of the outer compression, the inner and outer states of the keys, and the states that come out.
const DIGESTS: usize = memory.data(1024, 16);
const INNER_KEYS: usize = memory.data(128, 16);
const OUTER_KEYS: usize = memory.data(128, 16);
const STATES: usize = memory.data(128, 16);

let isPadded: bool = false;

/** Writes, behind `length` words of message, the padding of one that has `bits` bits. Nothing but padding is ever there. */
function pad(words: usize, length: usize, bits: i32): void {
  v128.store(words + 16 * length, i32x4.splat(0x80000000));
  v128.store(words, i32x4.splat(bits), 240);
}

/** Sets the four keys, given where their midstates are. */
export function setKeys(a: usize, b: usize, c: usize, d: usize): void {
  for (let half: usize = 0; half < 32; half += 16) {
    gatherRows(a + half, b + half, c + half, d + half, INNER_KEYS + 4 * half);
    gatherRows(a + half + 32, b + half + 32, c + half + 32, d + half + 32, OUTER_KEYS + 4 * half);
  }
  if (isPadded) return;
  pad(PAYLOADS, 6, 704);
  pad(DIGESTS, 8, 768);
  isPadded = true;
}

/** Writes MACS for the payloads. */
export function macFour(): void {
  compress4(PAYLOADS, INNER_KEYS, DIGESTS);
  compress4(DIGESTS, OUTER_KEYS, STATES);
  gatherRows(STATES, STATES + 16, STATES + 32, STATES + 48, MACS);
}
