// A symbol under another mask, rebuilt from the standard alone: which modules are data, and the format information.
import type { QrLevel, QrMatrix } from "./core.ts";

const LEVEL_BITS: Record<QrLevel, number> = { L: 1, M: 0, Q: 3, H: 2 };

// ISO/IEC 18004 table 10: i is the row, j the column.
const CONDITIONS: readonly ((i: number, j: number) => boolean)[] = [
  (i, j) => (i + j) % 2 === 0,
  (i) => i % 2 === 0,
  (_, j) => j % 3 === 0,
  (i, j) => (i + j) % 3 === 0,
  (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2 === 0,
  (i, j) => ((i * j) % 2) + ((i * j) % 3) === 0,
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2 === 0,
  (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2 === 0,
];

// Annex E: where the centres of alignment patterns lie, for versions 1 to 11.
const CENTRES = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
  [6, 30, 54],
];

/** The rows of the symbol as they would be under `mask`. */
export function underMask(matrix: QrMatrix, level: QrLevel, mask: number): boolean[][] {
  const { size } = matrix;
  const format = formatModules(size, formatBits(level, mask));
  const line = Array.from({ length: size }, (_, i) => i);
  return line.map((y) =>
    line.map((x) => {
      const isDark = format.get(y * size + x) ?? matrix.get(x, y);
      if (!isData(matrix, x, y)) return isDark;
      return isDark !== (isTurned(matrix.mask, x, y) !== isTurned(mask, x, y));
    }),
  );
}

function isTurned(mask: number, x: number, y: number): boolean {
  return CONDITIONS[mask]?.(y, x) === true;
}

function isData({ version, size }: QrMatrix, x: number, y: number): boolean {
  if (x === 6 || y === 6) return false;
  if ((x < 9 && y < 9) || (x >= size - 8 && y < 9) || (x < 9 && y >= size - 8)) return false;
  if (version > 6 && ((x >= size - 11 && y < 6) || (y >= size - 11 && x < 6))) return false;
  const centres = CENTRES[version - 1] ?? [];
  return !centres.some((cy) => centres.some((cx) => isAlignment(size, cx, cy, x, y)));
}

function isAlignment(size: number, cx: number, cy: number, x: number, y: number): boolean {
  const isFinder = (cx === 6 && (cy === 6 || cy === size - 7)) || (cy === 6 && cx === size - 7);
  return !isFinder && Math.abs(x - cx) <= 2 && Math.abs(y - cy) <= 2;
}

/** Section 7.9: five bits, ten of BCH remainder, masked. */
function formatBits(level: QrLevel, mask: number): number {
  const data = LEVEL_BITS[level] * 8 + mask;
  let rest = data << 10;
  for (let bit = 14; bit >= 10; bit--) if (rest & (1 << bit)) rest ^= 0b10100110111 << (bit - 10);
  return ((data << 10) | rest) ^ 0b101010000010010;
}

/** Figure 25: where the fifteen bits lie, twice. */
function formatModules(size: number, bits: number): Map<number, boolean> {
  const first = [0, 1, 2, 3, 4, 5, 7, 8];
  const modules = new Map<number, boolean>();
  for (let i = 0; i < 15; i++) {
    const isDark = ((bits >> i) & 1) === 1;
    const [x, y] = i < 8 ? [8, first[i] ?? 0] : [first[14 - i] ?? 0, 8];
    const [x2, y2] = i < 8 ? [size - 1 - i, 8] : [8, size - 15 + i];
    modules.set(y * size + x, isDark);
    modules.set(y2 * size + x2, isDark);
  }
  return modules;
}
