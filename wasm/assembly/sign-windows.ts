// Tokens of consecutive windows, four at a time where one key signs all four.
import { DAY_WINDOWS } from "./keys";
import { transpose } from "./lanes";
import { macFour, MACS, PAYLOADS, setKeys } from "./mac4";
import { signerOf, signerUntil } from "./roots";
import { headWords, lastWords, sign, signingKey, TEXT_SIZE, writeMac } from "./token";
import { writeHead } from "./token-text";

// The 32 characters that all tokens of a run begin with.
const HEAD: usize = memory.data(32, 16);

/** Sets what the tokens of a run have in common: the key, and all of the payload but the window. */
export function startRun(key: usize, head: v128, cell: u64): void {
  setKeys(key, key, key, key);
  transpose(head, head, head, head, PAYLOADS);
  v128.store(PAYLOADS, i32x4.splat(<u32>cell), 64);
  writeHead(head, i32x4.splat(<u32>cell), HEAD);
}

/** Writes four tokens of the run at `text`, from `window` on. */
export function signFour(cell: u64, window: u32, text: usize): void {
  v128.store(PAYLOADS, i32x4.add(i32x4.splat(window), i32x4(0, 1, 2, 3)), 80);
  macFour();
  const first = v128.load(HEAD);
  const second = v128.load(HEAD, 16);
  for (let mac: usize = MACS; mac < MACS + 64; mac += 16) {
    v128.store(text, first);
    v128.store(text, second, 16);
    writeMac(lastWords(cell, window), v128.load(mac), text + 32);
    window += 1;
    text += TEXT_SIZE;
  }
}

/** Writes the tokens of `count` windows at `text`; stops at one that no root signs, and says how many came before. */
export function signWindows(
  merchantHigh: u32,
  merchantLow: u32,
  terminal: u32,
  counter: u32,
  cell: u64,
  window: u32,
  count: i32,
  text: usize,
): i32 {
  let done = 0;
  while (done < count) {
    const slot = signerOf(window);
    if (slot < 0) break;
    // One run after the other: as long as the root and the day stay, so does the key.
    const today = DAY_WINDOWS - (window % DAY_WINDOWS);
    let left = min<i32>(count - done, <i32>min<u32>(today, signerUntil(window) - window));
    done += left;

    if (left >= 4) {
      const key = signingKey(slot, merchantHigh, merchantLow, terminal, window);
      const head = headWords(slot & 15, merchantHigh, merchantLow, terminal, counter, cell);
      startRun(key, head, cell);
      for (; left >= 4; left -= 4) {
        signFour(cell, window, text);
        window += 4;
        text += 4 * TEXT_SIZE;
      }
    }
    for (; left > 0; left--) {
      sign(slot, merchantHigh, merchantLow, terminal, counter, cell, window, text);
      window += 1;
      text += TEXT_SIZE;
    }
  }
  return done;
}
