import type { Exports, LinearMemory } from "./linear-memory.ts";

const MERCHANT_BYTES = 8;
const MERCHANT_LENGTH = 13;
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A merchant's 13 characters as the two words that the core takes, and back. The last of each is kept: tokens come in runs. */
export interface MerchantText {
  /** The two words of the selected merchant. */
  high: number;
  low: number;
  /** Selects a merchant; false if the text is not the one text of 8 bytes. */
  select(text: string): boolean;
  textOf(high: number, low: number): string;
}

export function createMerchantText(wasm: Exports, memory: LinearMemory): MerchantText {
  const words = new DataView(memory.output.buffer, memory.output.byteOffset, MERCHANT_BYTES);
  // Thirteen "A" are eight zero bytes, so that words and text agree from the start.
  let selected = "A".repeat(MERCHANT_LENGTH);
  let readHigh = 0;
  let readLow = 0;
  let readText = selected;

  return {
    high: 0,
    low: 0,
    select(text) {
      if (text === selected) return true;
      const isText =
        typeof text === "string" && text.length === MERCHANT_LENGTH && memory.putText(text);
      if (!isText || wasm.fromBase32(MERCHANT_BYTES) === 0) return false;
      this.high = words.getUint32(0);
      this.low = words.getUint32(4);
      selected = text;
      return true;
    },
    textOf(high, low) {
      if (high !== readHigh || low !== readLow) {
        readText = spell(high, low);
        readHigh = high;
        readLow = low;
      }
      return readText;
    },
  };
}

/** 64 bits by fives from the top; the last character holds four, over a padding bit of zero. */
function spell(high: number, low: number): string {
  let text = "";
  for (let shift = 27; shift > 0; shift -= 5) text += DIGITS[(high >>> shift) & 31];
  text += DIGITS[((high << 3) | (low >>> 29)) & 31];
  for (let shift = 24; shift >= 4; shift -= 5) text += DIGITS[(low >>> shift) & 31];
  return text + DIGITS[(low << 1) & 31];
}
