// Root -> merchant -> terminal and day, by HKDF-Expand (RFC 5869 section 2.3) with a purpose string at each step.
import { expand } from "./hkdf";
import { MIDSTATES_SIZE, prepareKey } from "./hmac";
import { rootMidstates } from "./roots";

/** Windows of 10 s in a day. */
export const DAY_WINDOWS: u32 = 8640;

// "edgetill/token/1/merchant|" and the merchant's 8 bytes.
const MERCHANT_INFO: usize = memory.data<u8>(
  [
    0x65, 0x64, 0x67, 0x65, 0x74, 0x69, 0x6c, 0x6c, 0x2f, 0x74, 0x6f, 0x6b, 0x65, 0x6e, 0x2f, 0x31,
    0x2f, 0x6d, 0x65, 0x72, 0x63, 0x68, 0x61, 0x6e, 0x74, 0x7c, 0, 0, 0, 0, 0, 0, 0, 0,
  ],
  16,
);
const MERCHANT_PREFIX: i32 = 26;

// "edgetill/token/1/terminal-day|", the terminal's 2 bytes and the day's 4.
const TERMINAL_INFO: usize = memory.data<u8>(
  [
    0x65, 0x64, 0x67, 0x65, 0x74, 0x69, 0x6c, 0x6c, 0x2f, 0x74, 0x6f, 0x6b, 0x65, 0x6e, 0x2f, 0x31,
    0x2f, 0x74, 0x65, 0x72, 0x6d, 0x69, 0x6e, 0x61, 0x6c, 0x2d, 0x64, 0x61, 0x79, 0x7c, 0, 0, 0, 0,
    0, 0,
  ],
  16,
);
const TERMINAL_PREFIX: i32 = 30;

const DERIVED: usize = memory.data(32, 16);
const MERCHANT_KEY: usize = memory.data(64, 16);

/** Leaves the midstates of a terminal's key for a day at `midstates`. */
export function deriveKey(
  slot: i32,
  merchantHigh: u32,
  merchantLow: u32,
  terminal: u32,
  day: u32,
  midstates: usize,
): void {
  store<u32>(MERCHANT_INFO + MERCHANT_PREFIX, bswap<u32>(merchantHigh));
  store<u32>(MERCHANT_INFO + MERCHANT_PREFIX, bswap<u32>(merchantLow), 4);
  expand(rootMidstates(slot), MERCHANT_INFO, MERCHANT_PREFIX + 8, DERIVED, 32);
  prepareKey(DERIVED, 32, MERCHANT_KEY);

  store<u16>(TERMINAL_INFO + TERMINAL_PREFIX, bswap<u16>(<u16>terminal));
  store<u32>(TERMINAL_INFO + TERMINAL_PREFIX, bswap<u32>(day), 2);
  expand(MERCHANT_KEY, TERMINAL_INFO, TERMINAL_PREFIX + 6, DERIVED, 32);
  prepareKey(DERIVED, 32, midstates);

  memory.fill(DERIVED, 0, 32);
  memory.fill(MERCHANT_KEY, 0, MIDSTATES_SIZE);
}
