// Many tokens checked by fours, each under its own key. What does not fill four goes singly.
import { recall, remember, tagOf } from "./key-cache";
import { DAY_WINDOWS, deriveKey } from "./keys";
import { gatherRows, transposeLow } from "./lanes";
import { macFour, MACS, PAYLOADS, setKeys } from "./mac4";
import { decoySlot, isLoaded, isSigned } from "./roots";
import {
  ageOf,
  check,
  CURRENT,
  INVALID,
  isForged,
  keyIdOf,
  PREVIOUS,
  readToken,
  TEXT_SIZE,
  WORDS_SIZE,
  writeRecord,
} from "./token";

/** Bytes of a record: the verdict, then the fields. */
export const RECORD_SIZE: usize = 32;

/** Instead of a slot: every token is checked under the root that it names. */
export const AS_NAMED: i32 = -1;

const TOKENS: usize = memory.data(192, 16);
// Keys derived for these four only.
const FRESH: usize = memory.data(256, 16);
let derived: i32 = 0;
// Of each of the four: the slot it is checked under, whether that may verify it, where its key is and what its tag is.
const SLOTS: usize = memory.data(16, 16);
const MAY_VERIFY: usize = memory.data(16, 16);
const KEYS: usize = memory.data(16, 16);
const TAGS: usize = memory.data(64, 16);

/** Reads one of four tokens, writes its record, and finds or derives its key. */
function readLane(lane: usize, under: i32, text: usize, record: usize): void {
  const words = TOKENS + lane * WORDS_SIZE;
  const fresh = FRESH + 64 * lane;
  const isToken = readToken(text, words);
  const named = keyIdOf(words);
  const mayVerify = isToken && (under != AS_NAMED || isLoaded(named));
  const slot = under != AS_NAMED ? under : mayVerify ? named : decoySlot();
  writeRecord(words, record);
  store<i32>(SLOTS + 4 * lane, slot);
  store<u32>(MAY_VERIFY + 4 * lane, mayVerify ? 1 : 0);
  store<u32>(KEYS + 4 * lane, <u32>fresh);
  // What is no token goes along under any key, in vain.
  if (!isToken) return;

  const merchantHigh = load<u32>(record, 4);
  const merchantLow = load<u32>(record, 8);
  const terminal = load<u32>(record, 12);
  const day = load<u32>(record, 28) / DAY_WINDOWS;
  const tag = tagOf(slot, merchantHigh, merchantLow, terminal, day);
  v128.store(TAGS + 16 * lane, tag);
  const known = recall(tag);
  if (known != 0) {
    store<u32>(KEYS + 4 * lane, <u32>known);
  } else {
    deriveKey(slot, merchantHigh, merchantLow, terminal, day, fresh);
    derived += 1;
  }
}

/** Remembers the key of a good token, unless another of the four had the same. */
function keepKey(lane: usize): void {
  const fresh = FRESH + 64 * lane;
  const tag = v128.load(TAGS + 16 * lane);
  if (<usize>load<u32>(KEYS + 4 * lane) == fresh && recall(tag) == 0) remember(tag, fresh);
}

/** Compares one of four macs whole, writes the verdict, and says 1 for a good token. */
function judgeLane(lane: usize, now: u32, record: usize): i32 {
  const window = load<u32>(record, 28);
  const isGood =
    !isForged(TOKENS + lane * WORDS_SIZE, MACS + 16 * lane) &&
    load<u32>(MAY_VERIFY + 4 * lane) != 0 &&
    isSigned(load<i32>(SLOTS + 4 * lane), window);
  const verdict = isGood ? ageOf(window, now) : INVALID;
  store<u32>(record, verdict);
  if (verdict != CURRENT && verdict != PREVIOUS) return 0;
  keepKey(lane);
  return 1;
}

/** Sets keys and payloads of the four tokens read. */
function setLanes(): void {
  setKeys(load<u32>(KEYS), load<u32>(KEYS, 4), load<u32>(KEYS, 8), load<u32>(KEYS, 12));
  const second = TOKENS + WORDS_SIZE;
  const third = second + WORDS_SIZE;
  const fourth = third + WORDS_SIZE;
  gatherRows(TOKENS, second, third, fourth, PAYLOADS);
  transposeLow(
    v128.load(TOKENS, 16),
    v128.load(second, 16),
    v128.load(third, 16),
    v128.load(fourth, 16),
    PAYLOADS + 64,
  );
}

/** Checks four texts, writes their records, and says how many are good. */
export function checkFour(under: i32, text: usize, now: u32, record: usize): i32 {
  derived = 0;
  for (let lane: usize = 0; lane < 4; lane++) {
    readLane(lane, under, text + TEXT_SIZE * lane, record + RECORD_SIZE * lane);
  }
  setLanes();
  macFour();
  let good = 0;
  for (let lane: usize = 0; lane < 4; lane++)
    good += judgeLane(lane, now, record + RECORD_SIZE * lane);
  if (derived > 0) memory.fill(FRESH, 0, 256);
  return good;
}

/** Checks `count` texts of 64 characters, writes a record for each, and says how many are good. */
export function checkMany(text: usize, count: i32, now: u32, record: usize): i32 {
  let good = 0;
  for (; count >= 4; count -= 4) {
    good += checkFour(AS_NAMED, text, now, record);
    text += 4 * TEXT_SIZE;
    record += 4 * RECORD_SIZE;
  }
  for (; count > 0; count--) {
    const verdict = check(text, now, record);
    store<u32>(record, verdict);
    if (verdict == CURRENT || verdict == PREVIOUS) good += 1;
    text += TEXT_SIZE;
    record += RECORD_SIZE;
  }
  return good;
}
