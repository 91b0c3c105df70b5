import { SelfTestError } from "./core-error.ts";
import { createHashDoor, type HashDoor } from "./hash-door.ts";
import { type Exports, openMemory } from "./linear-memory.ts";
import { createPlaceDoor, type PlaceDoor } from "./place-door.ts";
import { createQrDoor, type QrDoor } from "./qr-door.ts";
import type { TokenRoot } from "./root-door.ts";
import { selfTest } from "./self-test.ts";
import { createTokenDoor, type TokenDoor, type TokenFields } from "./token-door.ts";

export { CoreInputError, KeyConfigurationError, SelfTestError } from "./core-error.ts";
export type { HashDoor } from "./hash-door.ts";
export type { Place, PlaceDoor } from "./place-door.ts";
export type {
  QrDoor,
  QrLevel,
  QrMatrix,
  QrOptions,
  QrSvgOptions,
  QrTokenOptions,
} from "./qr-door.ts";
export type { TokenRoot } from "./root-door.ts";
export type { TokenDoor, TokenFields, Verdict } from "./token-door.ts";

/** Everything the compiled core does, synchronously, in Worker, page and Node alike. No method needs its `this`. */
export interface Core extends HashDoor, TokenDoor, PlaceDoor, QrDoor {
  /** Runs the known answers; throws a SelfTestError if one is wrong. Changes nothing that later calls can see. */
  selfTest(): void;
  /** Bytes of linear memory, which never grows. */
  readonly memoryBytes: number;
}

/** Rounds of the first self-test, which is also the warm-up: see the README for what they buy. */
const WARM_UP_ROUNDS = 16;

// The same token as in assembly/self-test.ts, written by an independent implementation.
const TEST_ROOT: TokenRoot = {
  id: 0,
  secret: Uint8Array.from({ length: 32 }, (_, i) => i),
  notBefore: 0,
  notAfter: 40_000_000_000,
};
const TEST_FIELDS: TokenFields = {
  merchant: "AERUKZ4JVPG66",
  terminal: 7,
  counter: 42,
  cell: 0x12_3456_789a,
  window: 178_000_000,
};
const TEST_TOKEN = "CAASGRLHRGV433YAA4AAAABKCI2FM6E2BKOBBAGQH7BEEDTQQXCSSTIYTJXIBNZ3";

/** Instantiates the core and proves it on known answers; one that fails them throws and is not to be served from. */
export function createCore(module: WebAssembly.Module): Core {
  // The module has no imports, and its exports are this project's own: `linear-memory.ts` mirrors assembly/index.ts.
  const wasm = new WebAssembly.Instance(module).exports as unknown as Exports;
  const memory = openMemory(wasm);

  const core: Core = {
    ...createHashDoor(wasm, memory),
    ...createTokenDoor(wasm, memory),
    ...createPlaceDoor(wasm),
    ...createQrDoor(wasm, memory),
    selfTest: () => selfTest(wasm),
    memoryBytes: wasm.memory.buffer.byteLength,
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round++) selfTest(wasm);
  proveDoor(core);
  wasm.resetRoots();
  return core;
}

/** Goes once through the JavaScript side, which the self-test does not see, so that no first request has to compile it. */
function proveDoor(core: Core): void {
  core.loadRoots([TEST_ROOT]);
  const verdict = core.verify(TEST_TOKEN, TEST_FIELDS.window);
  const isRight =
    core.issue(TEST_FIELDS) === TEST_TOKEN &&
    core.issueWindows(TEST_FIELDS, 1)[0] === TEST_TOKEN &&
    verdict.ok &&
    verdict.fields.cell === TEST_FIELDS.cell &&
    core.tokenSvg("HTTPS://EDGETILL.WORKERS.DEV/T/", TEST_TOKEN).length > TEST_TOKEN.length;
  if (!isRight) throw new SelfTestError("the door gives another token than the core");
}
