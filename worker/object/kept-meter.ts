import type { Quota } from "../contract/quota.ts";

/** Into how many blocks a quota is cut: one row is written for each, and at most one is lost whenever the object sleeps. */
const BLOCKS = 200;
/** Names that hold a block at once; beyond it those that came first give theirs up. */
const MAX_KEYS = 1_000;

interface Block {
  readonly window: number;
  readonly left: number;
}

/**
 * Counts what each name has asked in the present window where a sleep must not give anybody a new allowance: a block of
 * the quota is taken in storage before it is spent in memory. An object with open sockets may sleep after ten seconds.
 */
export class KeptMeter {
  readonly #quota: Quota;
  readonly #sql: SqlStorage;
  readonly #inHand = new Map<string, Block>();

  constructor(quota: Quota, sql: SqlStorage) {
    this.#quota = quota;
    this.#sql = sql;
  }

  /** How much is left to this name. */
  left(key: string, nowMs: number): number {
    const window = this.#windowAt(nowMs);
    return this.#quota.most - this.#taken(key, window) + this.#inHandOf(key, window);
  }

  /** Takes one, if there is one left. */
  take(key: string, nowMs: number): boolean {
    const window = this.#windowAt(nowMs);
    const left = this.#inHandOf(key, window) || this.#takeBlock(key, window);
    if (left <= 0) return false;
    this.#inHand.set(key, { window, left: left - 1 });
    return true;
  }

  #takeBlock(key: string, window: number): number {
    const { most } = this.#quota;
    const taken = this.#taken(key, window);
    const block = Math.min(Math.ceil(most / BLOCKS), most - taken);
    if (block <= 0) return 0;
    const [first] = this.#inHand.size >= MAX_KEYS ? this.#inHand.keys() : [];
    if (first !== undefined) this.#inHand.delete(first);
    const { name } = this.#quota;
    this.#sql.exec("DELETE FROM allowances WHERE quota = ? AND in_window < ?", name, window);
    this.#sql.exec(
      "INSERT OR REPLACE INTO allowances (quota, name, in_window, taken) VALUES (?, ?, ?, ?)",
      name,
      key,
      window,
      taken + block,
    );
    return block;
  }

  #inHandOf(key: string, window: number): number {
    const block = this.#inHand.get(key);
    return block?.window === window ? block.left : 0;
  }

  #taken(key: string, window: number): number {
    const query = "SELECT taken FROM allowances WHERE quota = ? AND name = ? AND in_window = ?";
    const [row] = this.#sql.exec<{ taken: number }>(query, this.#quota.name, key, window);
    return row?.taken ?? 0;
  }

  #windowAt(nowMs: number): number {
    return Math.floor(nowMs / 1000 / this.#quota.windowSeconds);
  }
}
