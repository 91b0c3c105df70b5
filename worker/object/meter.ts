import type { Quota } from "../contract/quota.ts";

/** Names that are counted at once; beyond it those that came first are forgotten. */
const MAX_KEYS = 10_000;

/** Counts in the object's memory what each name has asked in the present window. An object that slept begins anew. */
export class Meter {
  readonly #quota: Quota;
  readonly #taken = new Map<string, number>();
  #window = -1;

  constructor(quota: Quota) {
    this.#quota = quota;
  }

  /** How much is left to this name. */
  left(key: string, nowMs: number): number {
    const window = Math.floor(nowMs / 1000 / this.#quota.windowSeconds);
    if (window !== this.#window) this.#taken.clear();
    this.#window = window;
    return this.#quota.most - (this.#taken.get(key) ?? 0);
  }

  /** Takes one, if there is one left. */
  take(key: string, nowMs: number): boolean {
    const left = this.left(key, nowMs);
    if (left <= 0) return false;
    const [first] = this.#taken.size >= MAX_KEYS ? this.#taken.keys() : [];
    if (first !== undefined) this.#taken.delete(first);
    this.#taken.set(key, this.#quota.most - left + 1);
    return true;
  }
}
