// Reading symbols back: by two decoders that share no code with the core, and from the SVG.
import jsqr from "jsqr";
import { decodeQR } from "qr/decode.js";
import type { QrMatrix } from "./core.ts";

const SCALE = 4;
const QUIET = 4;

/** What two independent decoders read in a picture of the symbol. */
export function decodings(matrix: QrMatrix): (string | undefined)[] {
  const side = (matrix.size + 2 * QUIET) * SCALE;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (!matrix.get(Math.floor(x / SCALE) - QUIET, Math.floor(y / SCALE) - QUIET)) continue;
      const at = (y * side + x) * 4;
      data.fill(0, at, at + 3);
    }
  }
  return [decodeQR({ data, width: side, height: side }), jsqr(data, side, side)?.data];
}

/** The symbol as rows of dark modules. */
export function rowsOf(matrix: QrMatrix): boolean[][] {
  const line = Array.from({ length: matrix.size }, (_, i) => i);
  return line.map((y) => line.map((x) => matrix.get(x, y)));
}

/** The dark modules that the path of an SVG covers, as rows without the quiet zone. */
export function rowsOfSvg(svg: string, size: number, quiet: number): boolean[][] {
  const rows = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  let x = 0;
  let y = 0;
  for (const [, command, first, second] of (/ d="(.*?)"/.exec(svg)?.[1] ?? "").matchAll(
    /([Mhm])(\d+)(?: ([\d.]+))?/g,
  )) {
    if (command === "M") [x, y] = [Number(first), Number(second) - 0.5];
    if (command === "m") x += Number(first);
    if (command !== "h") continue;
    for (const end = x + Number(first); x < end; x++) {
      const row = rows[y - quiet];
      if (row?.[x - quiet] !== false)
        throw new Error(`module ${x}, ${y} lies outside or is drawn twice`);
      row[x - quiet] = true;
    }
  }
  return rows;
}
