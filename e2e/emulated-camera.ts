import { writeFileSync } from "node:fs";
import { builtModule } from "../wasm/built-module.ts";
import { createCore } from "../wasm/core.ts";

const WIDTH = 640;
const HEIGHT = 480;
/** Black and white as a camera sees them on a screen: never quite. */
const DARK = 40;
const LIGHT = 215;
const QUIET_MODULES = 4;

/** A second of film (YUV4MPEG2, 4:2:0) of a code that somebody holds before the camera, a little unsteadily. */
export function filmOf(text: string, file: string): string {
  const { size, get } = createCore(builtModule()).qrMatrix(text, "M");
  const scale = Math.floor((HEIGHT * 0.8) / (size + 2 * QUIET_MODULES));
  const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frames = Array.from({ length: 10 }, (_, frame) => {
    const light = Buffer.alloc(WIDTH * HEIGHT, 90);
    const [left, top] = [120 + (frame % 3), 40 + (frame % 2)];
    const outer = (size + 2 * QUIET_MODULES) * scale;
    for (let y = 0; y < outer; y += 1) {
      for (let x = 0; x < outer; x += 1) {
        const column = Math.floor(x / scale) - QUIET_MODULES;
        const row = Math.floor(y / scale) - QUIET_MODULES;
        light[(top + y) * WIDTH + left + x] = get(column, row) ? DARK : LIGHT;
      }
    }
    return Buffer.concat([Buffer.from("FRAME\n"), light, colour]);
  });
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(file, Buffer.concat([head, ...frames]));
  return file;
}

/** What makes Chromium play a film as its camera, and the person before it allow that. */
export const cameraArguments = (film: string): string[] => [
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  `--use-file-for-fake-video-capture=${film}`,
];
