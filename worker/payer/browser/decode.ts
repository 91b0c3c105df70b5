// Finds codes in pictures, where the browser cannot by itself. A worker, so that the page's own thread stays free.

import decodeQR from "qr/decode.js";

addEventListener("message", ({ data }: MessageEvent<ImageData>) => {
  let texts: string[] = [];
  try {
    texts = [decodeQR(data)];
  } catch {
    // No code in this picture; the next one comes at once.
  }
  postMessage(texts);
});
