import type { LinearMemory } from "./linear-memory.ts";

/** Characters of a token. */
export const TOKEN_LENGTH = 64;

/** The 64 characters at the start of the input region, to and from strings: a quarter of a token's cost, so done with care. */
export interface TokenCharacters {
  /** Writes a text of exactly 64 characters; false if one of them is not ASCII. */
  put(text: string): boolean;
  get(): string;
}

// Typed for what an index of a typed array may give; all 64 are there.
const spell = String.fromCharCode as (...codes: (number | undefined)[]) => string;

export function createTokenCharacters(memory: LinearMemory): TokenCharacters {
  const m = memory.input.subarray(0, TOKEN_LENGTH);
  const words = new Uint32Array(m.buffer, m.byteOffset, TOKEN_LENGTH / 4);

  return {
    put(text) {
      let seen = 0;
      for (let i = 0, at = 0; i < words.length; i++, at += 4) {
        const a = text.charCodeAt(at);
        const b = text.charCodeAt(at + 1);
        const c = text.charCodeAt(at + 2);
        const d = text.charCodeAt(at + 3);
        seen |= a | b | c | d;
        words[i] = a | (b << 8) | (c << 16) | (d << 24);
      }
      // Wider codes have spilt into their neighbours: U+0141 must not pass for "A".
      return seen < 128;
    },
    // Written out, this is the fastest way from bytes to a string in workerd: a TextDecoder takes 40 ns longer.
    get: () =>
      // prettier-ignore
      spell(
        m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7],
        m[8], m[9], m[10], m[11], m[12], m[13], m[14], m[15],
        m[16], m[17], m[18], m[19], m[20], m[21], m[22], m[23],
        m[24], m[25], m[26], m[27], m[28], m[29], m[30], m[31],
        m[32], m[33], m[34], m[35], m[36], m[37], m[38], m[39],
        m[40], m[41], m[42], m[43], m[44], m[45], m[46], m[47],
        m[48], m[49], m[50], m[51], m[52], m[53], m[54], m[55],
        m[56], m[57], m[58], m[59], m[60], m[61], m[62], m[63],
      ),
  };
}
