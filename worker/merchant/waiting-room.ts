import type { Surroundings } from "./surroundings.ts";

/** The most calls that may wait in one object at once. */
const MAX_WAITING = 2_000;

/** Calls that wait for news of one thing, for a bounded time. Held in memory: who waits is connected. */
export class WaitingRoom<Key> {
  readonly #sleep: Surroundings["sleep"];
  readonly #waiting = new Map<Key, Set<() => void>>();
  readonly #most: number;
  #count = 0;

  constructor({ sleep }: Pick<Surroundings, "sleep">, most = MAX_WAITING) {
    this.#sleep = sleep;
    this.#most = most;
  }

  get isFull(): boolean {
    return this.#count >= this.#most;
  }

  /** Three quarters full: the time to begin nothing new, so that those who come to pay still find room. */
  get isFilling(): boolean {
    return this.#count >= this.#most * 0.75;
  }

  /** Resolves at the next `wake` of this key, or when the time is up. */
  async wait(key: Key, ms: number): Promise<void> {
    const { promise: called, resolve: leave } = Promise.withResolvers<void>();
    const waiting = this.#waiting.get(key) ?? new Set();
    this.#waiting.set(key, waiting.add(leave));
    this.#count += 1;
    const patience = new AbortController();
    this.#sleep(ms, patience.signal).then(leave, () => {});
    await called;
    // Without a reason it would make an exception with a stack for each call that had news.
    patience.abort("called");
    this.#count -= 1;
    waiting.delete(leave);
    if (waiting.size === 0 && this.#waiting.get(key) === waiting) this.#waiting.delete(key);
  }

  wake(key: Key): void {
    for (const leave of this.#waiting.get(key) ?? []) leave();
  }
}
