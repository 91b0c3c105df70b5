import type { Verdict } from "../domain/hold.ts";
import type { Instant } from "../domain/instant.ts";
import type { OrderNumber } from "../domain/order-number.ts";
import type { PendId } from "../domain/pend.ts";

/** What was decided about each try to pay from a wallet. The only file that knows their table. */
export class Decisions {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(pend: PendId): Verdict | null {
    const [row] = this.#sql.exec<{ verdict: string }>(
      "SELECT verdict FROM decisions WHERE pend = ?",
      pend,
    );
    return row ? (JSON.parse(row.verdict) as Verdict) : null;
  }

  keep(pend: PendId, number: OrderNumber, verdict: Verdict, at: Instant): void {
    this.#sql.exec(
      "INSERT INTO decisions (pend, number, verdict, at) VALUES (?, ?, ?, ?)",
      pend,
      number,
      JSON.stringify(verdict),
      at,
    );
  }
}
