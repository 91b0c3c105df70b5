import { core } from "../../wasm/worker.ts";

const encoder = new TextEncoder();

/** What is kept or compared of a secret text. */
export const sha256Of = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(core.sha256(encoder.encode(text)));
