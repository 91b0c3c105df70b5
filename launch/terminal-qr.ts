import { builtModule } from "../wasm/built-module.ts";
import { createCore } from "../wasm/core.ts";

const QUIET_ZONE = 4; // ISO/IEC 18004
const BLACK_ON_WHITE = "\u001B[30;107m";
const RESET = "\u001B[0m";

/**
 * A QR code as lines of text, two rows of modules to a line; wants the built wasm core.
 * With `colours` it says which side is dark; without, it is right on a dark screen.
 */
export function terminalQr(text: string, colours: boolean): string {
  const symbol = createCore(builtModule()).qrMatrix(text, "L");
  const edge = symbol.size + QUIET_ZONE;
  const lines: string[] = [];
  for (let y = -QUIET_ZONE; y < edge; y += 2) {
    let line = "";
    for (let x = -QUIET_ZONE; x < edge; x++) {
      line += halfBlock(symbol.get(x, y) === colours, symbol.get(x, y + 1) === colours);
    }
    lines.push(colours ? `${BLACK_ON_WHITE}${line}${RESET}` : line);
  }
  return lines.join("\n");
}

function halfBlock(upper: boolean, lower: boolean): string {
  if (upper) return lower ? "█" : "▀";
  return lower ? "▄" : " ";
}
