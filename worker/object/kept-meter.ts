import type { Quota } from "../contract/quota.ts";

/** Into how many blocks a quota is cut: one row is written for each, and at most one is lost whenever the object sleeps. */
const BLOCKS = 200;
/** The same where the first block of a window is given from memory: most names never need a second, and write no row. */
const BLOCKS_AFTER_THE_FIRST = 10;
/** Names that hold a block at once; beyond it those that came first give theirs up. */
const MAX_KEYS = 1_000;

interface Block {
  readonly window: number;
  readonly left: number;
  /** Not in storage: forgotten by a sleep, and counted in storage with the block after it. */
  readonly isFirst: boolean;
}

/**
 * Counts what each name has asked in the present window where a sleep must not give anybody a new allowance: a block of
 * the quota is taken in storage before it is spent in memory. An object with open sockets may sleep after ten seconds.
 */
export class KeptMeter {
  readonly #quota: Quota;
  readonly #sql: SqlStorage;
  readonly #givesFirst: boolean;
  readonly #size: number;
  readonly #inHand = new Map<string, Block>();

  constructor(
    quota: Quota,
    sql: SqlStorage,
    writes: "always" | "after the first block" = "always",
  ) {
    this.#quota = quota;
    this.#sql = sql;
    this.#givesFirst = writes !== "always";
    this.#size = Math.ceil(quota.most / (this.#givesFirst ? BLOCKS_AFTER_THE_FIRST : BLOCKS));
  }

  /** How much is left to this name. */
  left(key: string, nowMs: number): number {
    const window = this.#windowAt(nowMs);
    const block = this.#blockOf(key, window);
    const inHand = block?.isFirst ? block.left - this.#size : (block?.left ?? 0);
    return this.#quota.most - this.#taken(key, window) + inHand;
  }

  /** Takes one, if there is one left. */
  take(key: string, nowMs: number): boolean {
    const window = this.#windowAt(nowMs);
    const inHand = this.#blockOf(key, window);
    const block = inHand && inHand.left > 0 ? inHand : this.#takeBlock(key, window, inHand);
    if (!block) return false;
    if (!inHand && this.#inHand.size >= MAX_KEYS) {
      const [first] = this.#inHand.keys();
      if (first !== undefined) this.#inHand.delete(first);
    }
    this.#inHand.set(key, { ...block, left: block.left - 1 });
    return true;
  }

  /** The next block, in storage, with the first one where that was in memory alone; null when there is none left. */
  #takeBlock(key: string, window: number, spent: Block | null): Block | null {
    const { most, name } = this.#quota;
    const known = this.#taken(key, window);
    if (this.#givesFirst && known === 0 && !spent)
      return { window, left: Math.min(this.#size, most), isFirst: true };
    const taken = known + (spent?.isFirst ? this.#size : 0);
    const block = Math.min(this.#size, most - taken);
    if (block <= 0) return null;
    this.#sql.exec("DELETE FROM allowances WHERE quota = ? AND in_window < ?", name, window);
    this.#sql.exec(
      "INSERT OR REPLACE INTO allowances (quota, name, in_window, taken) VALUES (?, ?, ?, ?)",
      name,
      key,
      window,
      taken + block,
    );
    return { window, left: block, isFirst: false };
  }

  #blockOf(key: string, window: number): Block | null {
    const block = this.#inHand.get(key);
    return block?.window === window ? block : null;
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
