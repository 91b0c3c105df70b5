import type { MerchantPeer } from "../contract/clearing.ts";
import type { Assertion, Registration } from "../contract/passkey.ts";
import type { MerchantId } from "../domain/capability.ts";
import type { WalletId } from "../domain/pend.ts";
import type { Expectation, Passkey } from "../passkey/passkey.ts";

/** What an authenticator's answer must be about. */
export interface WalletExpectation extends Expectation {
  /** The wallet that the passkey has to name, where it names one. */
  readonly wallet?: WalletId;
}

/** What an object is given of the world, so that the same logic runs in the real runtime and under a simulated one. */
export interface Surroundings {
  readonly sql: SqlStorage;
  /** Milliseconds since the epoch; may step back, the purse's clock does not. */
  clock(): number;
  random(bytes: number): Uint8Array<ArrayBuffer>;
  sha256(bytes: Uint8Array): Uint8Array;
  /** Rejects when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Part of the turn's commit. */
  setAlarm(atMs: number): void;
  /** The merchant of that name. Asked for anew each time: one that has failed once is of no more use. */
  merchant(id: MerchantId): MerchantPeer;
  /** The assertion's signature counter if it is good for this passkey and this expectation; null if anything is wrong. */
  verify(
    assertion: Assertion,
    passkey: Passkey,
    expected: WalletExpectation,
  ): Promise<number | null>;
  /** The passkey that this registration made; null if anything is wrong with it. */
  register(registration: Registration, expected: Expectation): Promise<Passkey | null>;
}
