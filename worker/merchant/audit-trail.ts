import type { AuditRecord, DeedName } from "../contract/audit.ts";
import { type Instant, instant } from "../domain/instant.ts";
import { hashOf } from "./shop.ts";
import type { Surroundings } from "./surroundings.ts";

type Deed = Omit<AuditRecord, "seq" | "at">;
type Row = {
  seq: number;
  at: number;
  actor: string;
  action: string;
  about: string;
  hash: ArrayBuffer;
};

/** What the first record's hash stands on. */
const GENESIS = new Uint8Array(32);

/** Who did what: a chain of records in which none can be changed or taken out unseen. */
export class AuditTrail {
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** In the same turn as the deed, so that both are kept or neither. */
  record(deed: Deed, at: Instant): void {
    const { actor, action, about } = deed;
    const [last] = this.#around.sql.exec<Row>("SELECT * FROM audit ORDER BY seq DESC LIMIT 1");
    const seq = (last?.seq ?? 0) + 1;
    const before = last ? new Uint8Array(last.hash) : GENESIS;
    const hash = this.#hashOf({ seq, at, actor, action, about }, before);
    this.#around.sql.exec(
      "INSERT INTO audit (seq, at, actor, action, about, hash) VALUES (?, ?, ?, ?, ?, ?)",
      seq,
      at,
      actor,
      action,
      about,
      hash.buffer,
    );
  }

  /** The latest records before a number, newest first. */
  page(before: number | null, limit: number): AuditRecord[] {
    const query = "SELECT * FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ?";
    return this.#around.sql
      .exec<Row>(query, before ?? Number.MAX_SAFE_INTEGER, limit)
      .toArray()
      .map(recordOf);
  }

  /** The number of the first record that is not what was written, or is missing; null when the chain holds. */
  firstBroken(): number | null {
    let before = GENESIS;
    let expected = 1;
    for (const row of this.#around.sql.exec<Row>("SELECT * FROM audit ORDER BY seq")) {
      const hash = this.#hashOf(row, before);
      const isWhole =
        row.seq === expected && this.#around.core.equal(hash, new Uint8Array(row.hash));
      if (!isWhole) return expected;
      before = hash;
      expected += 1;
    }
    return null;
  }

  #hashOf(
    { seq, at, actor, action, about }: Omit<Row, "hash">,
    before: Uint8Array,
  ): Uint8Array<ArrayBuffer> {
    const chain = Array.from(before, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hashOf(this.#around, JSON.stringify([chain, seq, at, actor, action, about]));
  }
}

const recordOf = ({ seq, at, actor, action, about }: Row): AuditRecord => ({
  seq,
  at: instant(at),
  actor,
  // Rows hold what `record` wrote.
  action: action as DeedName,
  about,
});
