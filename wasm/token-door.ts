import { CoreInputError, KeyConfigurationError } from "./core-error.ts";
import type { Exports, LinearMemory } from "./linear-memory.ts";
import { createMerchantText } from "./merchant-text.ts";
import { loadRoots, type TokenRoot } from "./root-door.ts";
import { createTokenCharacters, TOKEN_LENGTH } from "./token-characters.ts";
import { isWhole } from "./whole-number.ts";

/** Words of a record that `verifyInto` writes. */
export const RECORD_WORDS = 8;

/** Tokens that cross in one go, a multiple of the four that are made at once. So many texts stay in the fastest cache. */
const CHUNK = 252;

/** What a token says. */
export interface TokenFields {
  /** 13 characters of base32: 8 bytes. */
  merchant: string;
  /** 1 to 65,535. */
  terminal: number;
  /** u32. */
  counter: number;
  /** 40-bit geohash; 0 where no place is known. */
  cell: number;
  /** Unix seconds / 10, u32. */
  window: number;
}

/** `age` is in windows. A token that is malformed, of an unknown key or forged is "invalid" and nothing more is said. */
export type Verdict =
  | { ok: true; fields: TokenFields; age: 0 | 1 }
  | { ok: false; reason: "invalid" | "expired" | "early" };

/** Tokens, one and many. Fields out of range throw; texts never do. */
export interface TokenDoor {
  /** Replaces the root keys; throws a KeyConfigurationError that names the key, and then keeps the old ones. */
  loadRoots(roots: readonly TokenRoot[]): void;
  /** The token's 64 characters; throws a KeyConfigurationError if no root signs in that window. */
  issue(fields: TokenFields): string;
  /** Tokens of `count` consecutive windows from `fields.window` on. */
  issueWindows(fields: TokenFields, count: number): string[];
  /** The same as bytes, 64 per token, into `out`. */
  issueWindowsInto(fields: TokenFields, count: number, out: Uint8Array): void;
  verify(text: string, nowWindow: number): Verdict;
  verifyMany(texts: readonly string[], nowWindow: number): Verdict[];
  /**
   * Checks the tokens in `texts`, 64 bytes each, and says how many are good. Eight words per token go into `records`:
   * 0 invalid, 1 good, 2 good and of the window before, 3 expired or 4 early; then merchant (2 words), terminal,
   * counter, the cell's upper 8 bits, its lower 32, window. Fields of a token that is not good mean nothing.
   */
  verifyInto(texts: Uint8Array, nowWindow: number, records: Uint32Array): number;
}

const encoder = new TextEncoder();

const INVALID: Verdict = Object.freeze({ ok: false, reason: "invalid" });
const EXPIRED: Verdict = Object.freeze({ ok: false, reason: "expired" });
const EARLY: Verdict = Object.freeze({ ok: false, reason: "early" });

export function createTokenDoor(wasm: Exports, memory: LinearMemory): TokenDoor {
  const { input, outputWords } = memory;
  const merchants = createMerchantText(wasm, memory);
  const characters = createTokenCharacters(memory);

  function verdictAt(at: number): Verdict {
    const verdict = outputWords[at];
    if (verdict !== 1 && verdict !== 2)
      return verdict === 3 ? EXPIRED : verdict === 4 ? EARLY : INVALID;
    const fields = {
      merchant: merchants.textOf(outputWords[at + 1] ?? 0, outputWords[at + 2] ?? 0),
      terminal: outputWords[at + 3] ?? 0,
      counter: outputWords[at + 4] ?? 0,
      cell: (outputWords[at + 5] ?? 0) * 0x1_0000_0000 + (outputWords[at + 6] ?? 0),
      window: outputWords[at + 7] ?? 0,
    };
    return { ok: true, fields, age: verdict === 1 ? 0 : 1 };
  }

  /** Writes the tokens of at most CHUNK windows at the start of the input. */
  function issueChunk(fields: TokenFields, skip: number, count: number): void {
    const window = fields.window + skip;
    const done = wasm.issueWindows(
      merchants.high,
      merchants.low,
      fields.terminal,
      fields.counter,
      fields.cell,
      window,
      count,
    );
    if (done < count) throw noRoot(window + done);
  }

  function checkFields(fields: TokenFields, count: number): void {
    const { terminal, counter, cell, window } = fields;
    if (!isU32(terminal) || terminal === 0 || terminal > 0xffff) throw wrong("terminal", terminal);
    if (!isU32(counter)) throw wrong("counter", counter);
    if (!isWhole(cell, 0, 2 ** 40 - 1)) throw wrong("cell", cell);
    if (!isU32(window) || window + count > 0x1_0000_0000) throw wrong("window", window);
    if (!merchants.select(fields.merchant)) throw wrong("merchant", fields.merchant);
  }

  return {
    loadRoots: (roots) => loadRoots(wasm, memory, roots),
    issue(fields) {
      checkFields(fields, 1);
      const { terminal, counter, cell, window } = fields;
      if (wasm.issue(merchants.high, merchants.low, terminal, counter, cell, window) === 0)
        throw noRoot(window);
      return characters.get();
    },
    issueWindows(fields, count) {
      checkCount(count);
      checkFields(fields, count);
      const texts: string[] = [];
      for (let done = 0; done < count; done += CHUNK) {
        const size = Math.min(CHUNK, count - done);
        issueChunk(fields, done, size);
        const text = memory.text(input, size * TOKEN_LENGTH);
        for (let at = 0; at < text.length; at += TOKEN_LENGTH)
          texts.push(text.slice(at, at + TOKEN_LENGTH));
      }
      return texts;
    },
    issueWindowsInto(fields, count, out) {
      checkCount(count);
      checkFields(fields, count);
      if (out.length < count * TOKEN_LENGTH)
        throw new CoreInputError("the buffer is too small for the tokens");
      for (let done = 0; done < count; done += CHUNK) {
        const size = Math.min(CHUNK, count - done);
        issueChunk(fields, done, size);
        out.set(input.subarray(0, size * TOKEN_LENGTH), done * TOKEN_LENGTH);
      }
    },
    verify(text, nowWindow) {
      if (!isU32(nowWindow)) throw wrong("nowWindow", nowWindow);
      if (typeof text !== "string" || text.length !== TOKEN_LENGTH) return INVALID;
      if (!characters.put(text)) return INVALID;
      outputWords[0] = wasm.verify(nowWindow);
      return verdictAt(0);
    },
    verifyMany(texts, nowWindow) {
      if (!isU32(nowWindow)) throw wrong("nowWindow", nowWindow);
      const verdicts: Verdict[] = [];
      for (let done = 0; done < texts.length; done += CHUNK) {
        const chunk = texts.slice(done, done + CHUNK);
        putTexts(input, chunk);
        wasm.verifyMany(chunk.length, nowWindow);
        for (let i = 0; i < chunk.length; i++) verdicts.push(verdictAt(i * RECORD_WORDS));
      }
      return verdicts;
    },
    verifyInto(texts, nowWindow, records) {
      if (!isU32(nowWindow)) throw wrong("nowWindow", nowWindow);
      const count = texts.length / TOKEN_LENGTH;
      if (!Number.isInteger(count))
        throw new CoreInputError(`tokens are ${TOKEN_LENGTH} bytes each`);
      if (records.length < count * RECORD_WORDS)
        throw new CoreInputError("the buffer is too small for the records");
      let good = 0;
      for (let done = 0; done < count; done += CHUNK) {
        const size = Math.min(CHUNK, count - done);
        input.set(texts.subarray(done * TOKEN_LENGTH, (done + size) * TOKEN_LENGTH));
        good += wasm.verifyMany(size, nowWindow);
        records.set(outputWords.subarray(0, size * RECORD_WORDS), done * RECORD_WORDS);
      }
      return good;
    },
  };
}

/** Writes texts one after the other; in place of what cannot be a token, something that is none. */
function putTexts(input: Uint8Array, texts: readonly string[]): void {
  const length = texts.length * TOKEN_LENGTH;
  if (texts.every((text) => typeof text === "string" && text.length === TOKEN_LENGTH)) {
    const { read, written } = encoder.encodeInto(texts.join(""), input);
    if (read === length && written === length) return;
  }
  input.fill(0, 0, length);
  for (const [i, text] of texts.entries()) {
    if (typeof text !== "string" || text.length !== TOKEN_LENGTH) continue;
    const at = i * TOKEN_LENGTH;
    const { read, written } = encoder.encodeInto(text, input.subarray(at, at + TOKEN_LENGTH));
    if (read !== written) input[at] = 0;
  }
}

function checkCount(count: number): void {
  if (!isWhole(count, 0, Number.MAX_SAFE_INTEGER)) throw wrong("count", count);
}

/** What `isWhole` says, in the two instructions that the hot path can spare. */
function isU32(value: number): boolean {
  return value >>> 0 === value && !Object.is(value, -0);
}

function wrong(field: string, value: unknown): CoreInputError {
  return new CoreInputError(`${field} out of range: ${String(value)}`);
}

function noRoot(window: number): KeyConfigurationError {
  return new KeyConfigurationError(null, `no root key signs in window ${window}`);
}
