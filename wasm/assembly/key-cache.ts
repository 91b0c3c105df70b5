// Derived keys, in 256 sets of four, the least recently used of a set going first. Memory is fixed, so the cache is too.
import { MIDSTATES_SIZE } from "./hmac";

/** How many derived keys are remembered. */
export const CACHE_ENTRIES: i32 = 1024;

const WAYS: i32 = 4;
// Midstates, a 16-byte tag that says whose they are, and the time of last use.
const ENTRY_SIZE: usize = 96;
const STAMP: usize = 80;
const SET_SIZE: usize = 384;
const ENTRIES: usize = memory.data(98304, 16);

let clock: u32 = 0;
// The entry asked for last. Tokens come in runs, and a guess lets the mac begin before the tag is even known.
let latest: usize = ENTRIES;

/** Names a key: never all zero, which is the tag of an empty entry. */
export function tagOf(
  slot: i32,
  merchantHigh: u32,
  merchantLow: u32,
  terminal: u32,
  day: u32,
): v128 {
  let tag = i32x4.splat(<i32>(0x80000000 | ((<u32>slot) << 16) | terminal));
  tag = i32x4.replace_lane(tag, 1, merchantHigh);
  tag = i32x4.replace_lane(tag, 2, merchantLow);
  return i32x4.replace_lane(tag, 3, day);
}

function setOf(tag: v128): usize {
  const mixed: u32 =
    (i32x4.extract_lane(tag, 0) ^ i32x4.extract_lane(tag, 1)) * 0x9e3779b1 +
    (i32x4.extract_lane(tag, 2) ^ (i32x4.extract_lane(tag, 3) << 7)) * 0x85ebca6b;
  return ENTRIES + <usize>(((mixed ^ (mixed >> 15)) * 0x2c1b3c6d) >> 24) * SET_SIZE;
}

function isNamed(entry: usize, tag: v128): bool {
  return !v128.any_true(v128.xor(v128.load(entry, 64), tag));
}

/** Marks an entry as used now. */
function touch(entry: usize): usize {
  store<u32>(entry, ++clock, STAMP);
  latest = entry;
  return entry;
}

/** Where the midstates named by `tag` are, or 0. */
export function recall(tag: v128): usize {
  if (isNamed(latest, tag)) return latest;
  let entry = setOf(tag);
  for (let way = 0; way < WAYS; way++) {
    if (isNamed(entry, tag)) return touch(entry);
    entry += ENTRY_SIZE;
  }
  return 0;
}

/** Remembers a copy of `midstates` in place of the least recently used of its set, and says where. */
export function remember(tag: v128, midstates: usize): usize {
  let entry = setOf(tag);
  let oldest = entry;
  for (let way = 1; way < WAYS; way++) {
    entry += ENTRY_SIZE;
    // Ages, not stamps, are compared, so that the clock may wrap.
    if (clock - load<u32>(entry, STAMP) > clock - load<u32>(oldest, STAMP)) oldest = entry;
  }
  memory.copy(oldest, midstates, MIDSTATES_SIZE);
  v128.store(oldest, tag, 64);
  return touch(oldest);
}

export function clearCache(): void {
  memory.fill(ENTRIES, 0, 98304);
}
