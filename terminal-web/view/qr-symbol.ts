import type { QrDoor, QrMatrix } from "../../wasm/qr-door.ts";

/** A QR symbol as one SVG path. The side counts modules and includes the quiet zone. */
export interface QrSymbol {
  readonly side: number;
  readonly path: string;
}

/** Light modules around the symbol, as readers are promised (ISO/IEC 18004 section 9.1). */
const QUIET = 4;

/** Draws the dark modules as horizontal runs. */
export function qrSymbol({ size, get }: Pick<QrMatrix, "size" | "get">): QrSymbol {
  let path = "";
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!get(x, y)) continue;
      const from = x;
      while (x < size && get(x, y)) x += 1;
      path += `M${from + QUIET} ${y + QUIET}h${x - from}v1h-${x - from}z`;
    }
  }
  return { side: size + 2 * QUIET, path };
}

/** Draws the symbol of a text at level M, once for as long as the text stays; null while there is no core. */
export function createSymbolMaker(
  core: () => Pick<QrDoor, "qrMatrix"> | null,
): (text: string) => QrSymbol | null {
  let drawn: { readonly text: string; readonly symbol: QrSymbol } | null = null;
  return (text) => {
    if (drawn?.text === text) return drawn.symbol;
    const door = core();
    if (!door) return null;
    const symbol = qrSymbol(door.qrMatrix(text, "M"));
    drawn = { text, symbol };
    return symbol;
  };
}
