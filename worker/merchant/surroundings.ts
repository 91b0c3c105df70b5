import type { Core } from "../../wasm/core.ts";
import type { WalletPeer } from "../contract/clearing.ts";
import type { WalletId } from "../domain/pend.ts";

/** What an object is given of the world, so that the same logic runs in the real runtime and under a simulated one. */
export interface Surroundings {
  readonly sql: SqlStorage;
  /** Milliseconds since the epoch; may step back, the journal's clock does not. */
  clock(): number;
  /** The compiled core of this isolate. */
  readonly core: Core;
  random(bytes: number): Uint8Array<ArrayBuffer>;
  /** Rejects when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Asks the world outside; used by the rails alone. */
  readonly fetch: typeof fetch;
  /** A key or an address that whoever runs this installation has set. */
  setting(name: string): string | undefined;
  /** Part of the turn's commit. */
  setAlarm(atMs: number): void;
  /** The wallet of that name. Asked for anew each time: one that has failed once is of no more use. */
  wallet(id: WalletId): WalletPeer;
  /** There is news for a terminal's sockets. Leaves only after the commit. */
  push(terminal: number): void;
}
