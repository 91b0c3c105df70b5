import { stripVTControlCharacters } from "node:util";
import jsQR from "jsqr";
import { describe, it } from "vitest";
import { terminalQr } from "./terminal-qr.ts";

const LINK = "https://192.0.2.7:8443/terminal#ZFA6WXIIMFHRW.1.DUIQ73HVTKUHEJBE3RVBZZ6N5P";
const SCALE = 4;

/** Looks at the text as a screen would show it, with ink and paper as the colours of a dark or a light terminal. */
function seen(text: string, blocksAreLight: boolean): string | undefined {
  const lines = stripVTControlCharacters(text)
    .split("\n")
    .map((line) => Array.from(line));
  const width = (lines[0]?.length ?? 0) * SCALE;
  const height = lines.length * 2 * SCALE;
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const row = Math.floor(y / SCALE);
      const character = lines[row >> 1]?.[Math.floor(x / SCALE)] ?? " ";
      const isBlock = (row % 2 === 0 ? "█▀" : "█▄").includes(character);
      pixels.fill(
        isBlock === blocksAreLight ? 255 : 0,
        (y * width + x) * 4,
        (y * width + x) * 4 + 3,
      );
    }
  }
  return jsQR(pixels, width, height, { inversionAttempts: "dontInvert" })?.data;
}

describe("the code in the terminal", () => {
  it("is read by another's decoder, with colours and without", ({ expect }) => {
    expect(seen(terminalQr(LINK, true), false)).toBe(LINK);
    expect(seen(terminalQr(LINK, false), true)).toBe(LINK);
  });

  it("fits a window of 80 columns and 40 lines", ({ expect }) => {
    const lines = terminalQr(LINK, false).split("\n");
    expect(lines.length).toBeLessThan(40);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(80);
  });
});
