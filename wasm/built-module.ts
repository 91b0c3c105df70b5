import { readFileSync } from "node:fs";

/** The compiled core from build/, for tests and tools in Node. `node wasm/build.ts` makes it. */
export function builtModule(): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(new URL("build/core.wasm", import.meta.url)));
}
