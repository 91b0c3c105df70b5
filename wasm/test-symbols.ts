// Reading symbols back: by two decoders that share no code with the core, and from the SVG.
import jsqr from "jsqr";
import { decodeQR } from "qr/decode.js";
import type { QrMatrix } from "./core.ts";

const QUIET = 4;
// Pixels per module. Finding a symbol in a picture fails now and then (`qr` does in 1 of 75,000), so there is a second one,
// as a camera has a next frame. Reading another text than was written is final.
const SCALES = [4, 3];

interface Picture {
  data: Uint8ClampedArray<ArrayBuffer>;
  width: number;
  height: number;
}

/** What two independent decoders read in a picture of the symbol. */
export function decodings(matrix: QrMatrix): (string | undefined)[] {
  const pictures = SCALES.map((scale) => draw(matrix, scale));
  return [
    firstRead(pictures, (picture) => decodeQR(picture)),
    firstRead(pictures, ({ data, width, height }) => jsqr(data, width, height)?.data),
  ];
}

function firstRead(
  pictures: readonly Picture[],
  decode: (picture: Picture) => string | undefined,
): string | undefined {
  for (const picture of pictures) {
    try {
      const text = decode(picture);
      if (text !== undefined) return text;
    } catch {
      // Not found in this picture.
    }
  }
  return undefined;
}

function draw(matrix: QrMatrix, scale: number): Picture {
  const side = (matrix.size + 2 * QUIET) * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (!matrix.get(Math.floor(x / scale) - QUIET, Math.floor(y / scale) - QUIET)) continue;
      const at = (y * side + x) * 4;
      data.fill(0, at, at + 3);
    }
  }
  return { data, width: side, height: side };
}

/** The symbol as rows of dark modules. */
export function rowsOf(matrix: QrMatrix): boolean[][] {
  const line = Array.from({ length: matrix.size }, (_, i) => i);
  return line.map((y) => line.map((x) => matrix.get(x, y)));
}

/** The dark modules that the path of an SVG covers, as rows without the quiet zone. */
export function rowsOfSvg(svg: string, size: number, quiet: number): boolean[][] {
  const rows = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  const path = / d="(.*?)"/.exec(svg)?.[1] ?? "";
  let x = 0;
  let y = 0;
  for (const [, command, first, second] of path.matchAll(/([Mhm])(\d+)(?: ([\d.]+))?/g)) {
    if (command === "M") [x, y] = [Number(first), Number(second) - 0.5];
    if (command === "m") x += Number(first);
    if (command !== "h") continue;
    for (const end = x + Number(first); x < end; x++) {
      const row = rows[y - quiet];
      if (row?.[x - quiet] !== false)
        throw new Error(`module ${x}, ${y} is outside or drawn twice`);
      row[x - quiet] = true;
    }
  }
  return rows;
}
