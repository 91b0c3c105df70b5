import { CoreInputError } from "./core-error.ts";

/** What the compiled module exports. Only the doors next to this file may call it. */
export interface Exports {
  memory: WebAssembly.Memory;
  inputAddress(): number;
  inputSize(): number;
  outputAddress(): number;
  outputSize(): number;
  wipe(inputLength: number, outputLength: number): void;
  beginHash(): void;
  beginHmac(keyLength: number): void;
  take(length: number): void;
  endHash(): void;
  endHmac(): void;
  extractKey(saltLength: number, secretLength: number): void;
  expandKey(infoLength: number, length: number): void;
  toBase32(length: number): number;
  fromBase32(length: number): number;
  resetRoots(): void;
  pushRoot(id: number, first: number, end: number): void;
  issue(
    high: number,
    low: number,
    terminal: number,
    counter: number,
    cell: number,
    window: number,
  ): number;
  issueWindows(
    high: number,
    low: number,
    terminal: number,
    counter: number,
    cell: number,
    window: number,
    count: number,
  ): number;
  verify(now: number): number;
  verifyMany(count: number, now: number): number;
  cellAt(latitude: number, longitude: number): number;
  latitudeOf(cell: number): number;
  longitudeOf(cell: number): number;
  halfChordSquared(cellA: number, cellB: number): number;
  threshold(metres: number): number;
  qrMatrix(length: number, level: number, leastVersion: number): number;
  qrPath(length: number, level: number, leastVersion: number, quiet: number): number;
  qrPoints(version: number, level: number, mask: number): number;
  qrLastVersion(): number;
  selfTest(): number;
}

/** The two regions through which bytes cross, and the moves over them that more than one door needs. */
export interface LinearMemory {
  input: Uint8Array;
  output: Uint8Array;
  outputWords: Uint32Array;
  /** Copies bytes into the input, at `at`; throws if they do not fit. */
  put(bytes: Uint8Array, at?: number): void;
  /** Copies the first `length` bytes of the output, and wipes both regions as far as they were used. */
  take(length: number, inputLength: number): Uint8Array;
  /** Writes a text to the input, one byte per character; false if it is not ASCII or does not fit. */
  putText(text: string): boolean;
  /** The first `length` bytes of a region as text. Only ASCII is ever there. */
  text(region: Uint8Array, length: number): string;
}

export function openMemory(wasm: Exports): LinearMemory {
  const buffer = wasm.memory.buffer;
  const input = new Uint8Array(buffer, wasm.inputAddress(), wasm.inputSize());
  const output = new Uint8Array(buffer, wasm.outputAddress(), wasm.outputSize());
  const decoder = new TextDecoder();

  return {
    input,
    output,
    outputWords: new Uint32Array(buffer, wasm.outputAddress(), wasm.outputSize() / 4),
    put(bytes, at = 0) {
      if (at + bytes.length > input.length) {
        throw new CoreInputError(
          `${at + bytes.length} bytes do not fit into the ${input.length} of one call`,
        );
      }
      input.set(bytes, at);
    },
    take(length, inputLength) {
      const bytes = output.slice(0, length);
      wasm.wipe(inputLength, length);
      return bytes;
    },
    putText(text) {
      const length = text.length;
      if (length > input.length) return false;
      let seen = 0;
      for (let i = 0; i < length; i++) {
        const code = text.charCodeAt(i);
        seen |= code;
        input[i] = code;
      }
      // A byte store would quietly turn U+0141 into "A".
      return seen < 128;
    },
    text: (region, length) => decoder.decode(region.subarray(0, length)),
  };
}
