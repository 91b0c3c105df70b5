import type { Quota } from "../contract/quota.ts";
import { KeptMeter } from "./kept-meter.ts";
import { Meter } from "./meter.ts";

/**
 * Counts every ask in the object's memory, and in storage those that came to something: a row that was written, a rail that
 * was asked. Of these a sleep forgets the first tenth of the quota, which is never stored, so that a sale costs no row more;
 * what is refused costs nothing and is forgotten.
 */
export class AskedMeter {
  readonly #all: Meter;
  readonly #effects: KeptMeter;

  constructor(quota: Quota, sql: SqlStorage) {
    this.#all = new Meter(quota);
    this.#effects = new KeptMeter(quota, sql, "after the first block");
  }

  /** Takes one ask, if there is one left. */
  take(key: string, nowMs: number): boolean {
    return this.#effects.left(key, nowMs) > 0 && this.#all.take(key, nowMs);
  }

  /** This ask comes to something. */
  hasEffect(key: string, nowMs: number): void {
    this.#effects.take(key, nowMs);
  }
}
