import { SelfTestError } from "./core-error.ts";
import type { Exports } from "./linear-memory.ts";

/** Runs the module's known answers; throws a SelfTestError if one is wrong. Changes nothing that later calls can see. */
export function selfTest(wasm: Exports): void {
  let failed: number;
  try {
    failed = wasm.selfTest();
  } catch (cause) {
    throw new SelfTestError("the core traps on this machine", { cause });
  }
  if (failed !== 0) throw new SelfTestError(`known answer ${failed} is wrong on this machine`);
}
