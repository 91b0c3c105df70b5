import { type Exports, openMemory } from "./linear-memory.ts";
import { type PlaceDoor, createPlaceDoor } from "./place-door.ts";
import { type QrDoor, createQrDoor } from "./qr-door.ts";
import { selfTest } from "./self-test.ts";

/** What a page does with the core: it draws codes and names places. Keys and tokens stay at the edge. */
export interface PageCore extends PlaceDoor, QrDoor {}

/** Instantiates the core for a page, without the doors that only the edge goes through; throws on a wrong known answer. */
export function createPageCore(module: WebAssembly.Module): PageCore {
  // The module has no imports, and its exports are this project's own: `linear-memory.ts` mirrors assembly/index.ts.
  const wasm = new WebAssembly.Instance(module).exports as unknown as Exports;
  selfTest(wasm);
  return { ...createPlaceDoor(wasm), ...createQrDoor(wasm, openMemory(wasm)) };
}
