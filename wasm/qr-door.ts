import { CoreInputError } from "./core-error.ts";
import type { Exports, LinearMemory } from "./linear-memory.ts";
import { isWhole } from "./whole-number.ts";

/** How much of a symbol may be lost: about 7, 15, 25 or 30 %. */
export type QrLevel = "L" | "M" | "Q" | "H";

/** A symbol. Coordinates start at 0 in the upper left corner; the quiet zone is not part of it. */
export interface QrMatrix {
  /** 1 to 11. */
  readonly version: number;
  /** Modules of a side: 17 + 4 * version. */
  readonly size: number;
  /** The mask with the fewest penalty points, 0 to 7. */
  readonly mask: number;
  /** The rows from the top, two words each; bit x of the first word is module x, of the second module 32 + x. */
  readonly rows: readonly number[];
  /** Whether a module is dark; false outside. */
  get(x: number, y: number): boolean;
}

export interface QrOptions {
  /** The smallest version to use, 1 to 11; a larger one is taken where the text needs it. */
  leastVersion?: number;
}

export interface QrSvgOptions extends QrOptions {
  /** Light modules around the symbol, 0 to 16; readers are promised 4. */
  quiet?: number;
  /** Of the dark modules: a CSS colour name or a hexadecimal one. Black unless given. */
  color?: string;
  /** Of the ground, which is transparent unless given. */
  background?: string;
}

export interface QrTokenOptions extends QrSvgOptions {
  level?: QrLevel;
}

/** QR symbols (ISO/IEC 18004). A text that no version up to 11 holds at that level throws. */
export interface QrDoor {
  qrMatrix(text: string, level: QrLevel, options?: QrOptions): QrMatrix;
  /** An SVG of one path that scales to any size. */
  qrSvg(text: string, level: QrLevel, options?: QrSvgOptions): string;
  /** The SVG that shows a token: prefix and token in one text, at level M unless another is given. */
  tokenSvg(prefix: string, token: string, options?: QrTokenOptions): string;
  /** The penalty points of a text's symbol under each of the eight masks. */
  qrPenalties(text: string, level: QrLevel, options?: QrOptions): number[];
}

const LEVELS: readonly QrLevel[] = ["L", "M", "Q", "H"];
const COLOR = /^(#[0-9a-f]{3,8}|[a-z]{3,30})$/i;
const MAX_QUIET = 16;
// More than any version holds, and so little that a text's bytes always fit into the input.
const MAX_LENGTH = 4096;

const encoder = new TextEncoder();

export function createQrDoor(wasm: Exports, memory: LinearMemory): QrDoor {
  const { output } = memory;
  const rowWords = memory.outputWords;
  const lastVersion = wasm.qrLastVersion();

  /** Puts the text into the input as UTF-8, and says how many bytes it takes. */
  function put(text: string): number {
    if (text.length === 0) throw new CoreInputError("a symbol needs a text");
    if (text.length > MAX_LENGTH) throw tooLong();
    if (memory.putText(text)) return text.length;
    if (!text.isWellFormed()) throw new CoreInputError("a symbol's text must be well-formed");
    return encoder.encodeInto(text, memory.input).written;
  }

  function leastOf(options: QrOptions | undefined): number {
    const least = options?.leastVersion ?? 1;
    if (!isWhole(least, 1, lastVersion)) throw new CoreInputError(`no such version: ${least}`);
    return least;
  }

  function qrMatrix(text: string, level: QrLevel, options?: QrOptions): QrMatrix {
    const made = wasm.qrMatrix(put(text), levelOf(level), leastOf(options));
    if (made === 0) throw tooLong();
    const version = made & 255;
    const size = 17 + 4 * version;
    // A plain array is on V8's heap at once; a typed array of this size costs three times as much.
    const rows: number[] = [];
    for (let i = 0; i < 2 * size; i++) rows.push(rowWords[i] ?? 0);
    return {
      version,
      size,
      mask: made >> 8,
      rows,
      get(x, y) {
        if (!isWhole(x, 0, size - 1) || !isWhole(y, 0, size - 1)) return false;
        return (((rows[2 * y + (x >> 5)] ?? 0) >>> (x & 31)) & 1) === 1;
      },
    };
  }

  function qrSvg(text: string, level: QrLevel, options: QrSvgOptions = {}): string {
    const { quiet = 4, color = "#000", background } = options;
    if (!isWhole(quiet, 0, MAX_QUIET)) throw new CoreInputError(`no such quiet zone: ${quiet}`);
    if (!COLOR.test(color)) throw new CoreInputError(`no such colour: ${color}`);
    if (background !== undefined && !COLOR.test(background))
      throw new CoreInputError(`no such colour: ${background}`);

    const made = wasm.qrPath(put(text), levelOf(level), leastOf(options), quiet);
    if (made === 0) throw tooLong();
    const side = 17 + 4 * (made & 255) + 2 * quiet;
    const path = memory.text(output, made >> 8);
    const ground =
      background === undefined
        ? ""
        : `<rect width="${side}" height="${side}" fill="${background}"/>`;
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">${ground}<path stroke="${color}" d="${path}"/></svg>`;
  }

  return {
    qrMatrix,
    qrSvg,
    tokenSvg: (prefix, token, options = {}) => qrSvg(prefix + token, options.level ?? "M", options),
    qrPenalties(text, level, options) {
      const { version } = qrMatrix(text, level, options);
      return Array.from({ length: 8 }, (_, mask) => wasm.qrPoints(version, levelOf(level), mask));
    },
  };
}

function levelOf(level: QrLevel): number {
  const index = LEVELS.indexOf(level);
  if (index < 0) throw new CoreInputError(`no such level: ${level}`);
  return index;
}

function tooLong(): CoreInputError {
  return new CoreInputError("the text is too long for a symbol of version 11");
}
