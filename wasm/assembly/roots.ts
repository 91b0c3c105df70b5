// The root keys, one slot per key id, each with the windows in which it signs. Only midstates are kept, never a secret.
import { extract } from "./hkdf";
import { MIDSTATES_SIZE } from "./hmac";

/** A slot that no token can name: the root of the self-test, and of the work done for an unknown key id. */
export const TEST_SLOT: i32 = 16;

/** A root still verifies tokens of this many windows after its last one, for signers that learnt of its end late. */
export const GRACE_WINDOWS: u32 = 6;

/** The latest window there is: windows are u32. */
export const LAST_WINDOW: u32 = 0xffffffff;

// Per slot: midstates of the extracted root, then its first window and the one after its last.
const SLOT_SIZE: usize = 80;
const SLOTS: usize = memory.data(1360, 16);
const NEWEST_FIRST: usize = memory.data(16, 16);
// "edgetill/token/1/root"
const SALT: usize = memory.data<u8>([
  0x65, 0x64, 0x67, 0x65, 0x74, 0x69, 0x6c, 0x6c, 0x2f, 0x74, 0x6f, 0x6b, 0x65, 0x6e, 0x2f, 0x31,
  0x2f, 0x72, 0x6f, 0x6f, 0x74,
]);
const SALT_LENGTH: i32 = 21;

let count: i32 = 0;
let loaded: u32 = 0;

/** Forgets every root but the self-test's. */
export function clearRoots(): void {
  memory.fill(SLOTS, 0, <usize>TEST_SLOT * SLOT_SIZE);
  count = 0;
  loaded = 0;
}

/** Takes in the 32-byte secret at `secret` for the windows from `first` until before `end`, and wipes it. */
export function storeRoot(slot: i32, secret: usize, first: u32, end: u32): void {
  const at = SLOTS + <usize>slot * SLOT_SIZE;
  extract(SALT, SALT_LENGTH, secret, 32, at);
  store<u32>(at, first, MIDSTATES_SIZE);
  store<u32>(at, end, MIDSTATES_SIZE + 4);
  memory.fill(secret, 0, 32);
}

/** Adds a root to those that tokens may name. Roots are added newest first. */
export function addRoot(slot: i32, secret: usize, first: u32, end: u32): void {
  storeRoot(slot, secret, first, end);
  store<u8>(NEWEST_FIRST + count, <u8>slot);
  count += 1;
  loaded |= 1 << slot;
}

export function rootMidstates(slot: i32): usize {
  return SLOTS + <usize>slot * SLOT_SIZE;
}

/** The slot of the newest root that signs in `window`, or -1. */
export function signerOf(window: u32): i32 {
  for (let i = 0; i < count; i++) {
    const slot = <i32>load<u8>(NEWEST_FIRST + i);
    const at = SLOTS + <usize>slot * SLOT_SIZE;
    if (window >= load<u32>(at, MIDSTATES_SIZE) && window < load<u32>(at, MIDSTATES_SIZE + 4))
      return slot;
  }
  return -1;
}

/** The first window after `window` in which another root may sign, or none. */
export function signerUntil(window: u32): u32 {
  let until = LAST_WINDOW;
  for (let i = 0; i < count; i++) {
    const at = SLOTS + <usize>load<u8>(NEWEST_FIRST + i) * SLOT_SIZE;
    const first = load<u32>(at, MIDSTATES_SIZE);
    const end = load<u32>(at, MIDSTATES_SIZE + 4);
    if (first > window) until = min<u32>(until, first);
    if (end > window) until = min<u32>(until, end);
  }
  return until;
}

/** Whether the root in `slot` may have signed in `window`, its grace included. */
export function isSigned(slot: i32, window: u32): bool {
  const at = SLOTS + <usize>slot * SLOT_SIZE;
  const end = load<u32>(at, MIDSTATES_SIZE + 4);
  const last = end > LAST_WINDOW - GRACE_WINDOWS ? LAST_WINDOW : end + GRACE_WINDOWS;
  return window >= load<u32>(at, MIDSTATES_SIZE) && window < last;
}

export function isLoaded(slot: i32): bool {
  return ((loaded >> slot) & 1) != 0;
}

/** The slot whose key an unknown key id is checked against in vain, so that it costs what a forged mac costs. */
export function decoySlot(): i32 {
  return count > 0 ? <i32>load<u8>(NEWEST_FIRST) : TEST_SLOT;
}
