// The macs of the core alone, without tokens around them: single and by fours.
import { prepareKey } from "./hmac";
import { macOf } from "./mac";
import { macFour, MACS, PAYLOADS, setKeys } from "./mac4";

const KEY: usize = memory.data(32, 16);
const MIDSTATES: usize = memory.data(64, 16);

/** Where the 32 bytes of the key go before `setKey`. */
export function keyAddress(): usize {
  return KEY;
}

export function setKey(): void {
  prepareKey(KEY, 32, MIDSTATES);
  setKeys(MIDSTATES, MIDSTATES, MIDSTATES, MIDSTATES);
}

/** The first word of the mac of the words 0 0 0 0 0 `window`. */
export function mac(window: u32): u32 {
  const words = i32x4.replace_lane(i32x4(0, 0, 0x80000000, 0), 1, window);
  return load<u32>(macOf(MIDSTATES, i32x4.splat(0), words));
}

/** The same of `count` windows (a multiple of four) by fours: the sum of the first words. */
export function macs(window: u32, count: i32): u32 {
  let sum: u32 = 0;
  for (let done = 0; done < count; done += 4) {
    v128.store(PAYLOADS, i32x4.add(i32x4.splat(window + done), i32x4(0, 1, 2, 3)), 80);
    macFour();
    for (let at: usize = MACS; at < MACS + 64; at += 16) sum += load<u32>(at);
  }
  return sum;
}
