import module from "./build/core.wasm";
import { createCore } from "./core.ts";

/** The core of this isolate, proved and warm before the first request. */
export const core = createCore(module);
