import jsQR from "jsqr";
import { describe, it } from "vitest";
import { builtModule } from "../../wasm/built-module.ts";
import { createPageCore } from "../../wasm/page-core.ts";
import { type QrSymbol, createSymbolMaker } from "./qr-symbol.ts";

const core = createPageCore(builtModule());
const SCALE = 4;

/** Fills the path's rectangles into a picture, as a browser would. */
function drawn({ side, path }: QrSymbol): Uint8ClampedArray {
  const width = side * SCALE;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row += 1) {
      const from = (row * width + Number(x) * SCALE) * 4;
      for (let i = from; i < from + Number(run) * SCALE * 4; i += 1) if (i % 4 !== 3) pixels[i] = 0;
    }
  }
  return pixels;
}

describe("the code on the screen", () => {
  const text = `HTTPS://TILL.EXAMPLE/T/${"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".repeat(2)}`;

  it("is read by another decoder", ({ expect }) => {
    const symbol = createSymbolMaker(() => core)(text);
    if (!symbol) throw new Error("there is no symbol");
    const width = symbol.side * SCALE;
    expect(jsQR(drawn(symbol), width, width)?.data).toBe(text);
  });

  it("has a quiet zone of four modules on every side", ({ expect }) => {
    const symbol = createSymbolMaker(() => core)(text);
    if (!symbol) throw new Error("there is no symbol");
    const runs = [...symbol.path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, ...run]) =>
      run.map(Number),
    );
    expect(Math.min(...runs.map(([x = 0]) => x))).toBe(4);
    expect(Math.min(...runs.map(([, y = 0]) => y))).toBe(4);
    expect(Math.max(...runs.map(([x = 0, , run = 0]) => x + run))).toBe(symbol.side - 4);
    expect(Math.max(...runs.map(([, y = 0]) => y + 1))).toBe(symbol.side - 4);
  });

  it("is drawn once for as long as the text stays", ({ expect }) => {
    let drawings = 0;
    const symbolOf = createSymbolMaker(() => ({
      qrMatrix: (...input) => {
        drawings += 1;
        return core.qrMatrix(...input);
      },
    }));
    expect(symbolOf("A")).toBe(symbolOf("A"));
    symbolOf("B");
    expect(drawings).toBe(2);
  });

  it("is missing where the core could not be loaded", ({ expect }) => {
    expect(createSymbolMaker(() => null)("A")).toBeNull();
  });
});
