import type { Capability, MerchantId, Secret } from "../domain/capability.ts";
import type { Currency } from "../domain/currency.ts";
import { type Instant, later } from "../domain/instant.ts";
import type { Minor, Money } from "../domain/money.ts";
import type { OrderNumber } from "../domain/order-number.ts";

/** One that its owner has asked for. */
export interface TopUp {
  readonly key: Secret;
  readonly merchant: MerchantId;
  readonly amount: Money;
  /** Where it can be followed; null until the merchant has it. */
  readonly claim: Capability | null;
}

/** One that no merchant has heard of by now never will be. */
const UNHEARD_MS = 15 * 60_000;

/** What its owner adds to the wallet on its own page, and where. The only file that knows these tables. */
export class TopUps {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The wallet is of use at this merchant. Written when it is another one than before. */
  visit(merchant: MerchantId): void {
    if (this.latest() === merchant) return;
    this.#sql.exec("INSERT OR REPLACE INTO latest (id, merchant) VALUES (1, ?)", merchant);
  }

  latest(): MerchantId | null {
    const [row] = this.#sql.exec<{ merchant: string }>("SELECT merchant FROM latest");
    return row ? (row.merchant as MerchantId) : null;
  }

  find(key: Secret): TopUp | null {
    const [row] = this.#sql.exec<TopUpRow>(`${TOP_UPS} WHERE key = ?`, key);
    return row ? topUpOf(row) : null;
  }

  /** The one that an order of that merchant is. */
  of(merchant: MerchantId, number: OrderNumber): TopUp | null {
    const query = `${TOP_UPS} WHERE merchant = ? AND number = ?`;
    const [row] = this.#sql.exec<TopUpRow>(query, merchant, number);
    return row ? topUpOf(row) : null;
  }

  begin(key: Secret, merchant: MerchantId, { minor, currency }: Money, now: Instant): void {
    this.#sql.exec(
      "INSERT INTO top_ups (key, at, merchant, currency, amount) VALUES (?, ?, ?, ?, ?)",
      key,
      now,
      merchant,
      currency,
      minor,
    );
  }

  follow(key: Secret, number: OrderNumber): void {
    this.#sql.exec("UPDATE top_ups SET number = ? WHERE key = ?", number, key);
  }

  end(key: Secret): void {
    this.#sql.exec("UPDATE top_ups SET ended = 1 WHERE key = ? AND ended = 0", key);
  }

  underWay(now: Instant): TopUp[] {
    const heard = later(now, -UNHEARD_MS);
    const query = `${TOP_UPS} WHERE ended = 0 AND (number IS NOT NULL OR at > ?) ORDER BY at`;
    return this.#sql.exec<TopUpRow>(query, heard).toArray().map(topUpOf);
  }
}

const TOP_UPS = "SELECT key, merchant, currency, amount, number FROM top_ups";

type TopUpRow = {
  key: string;
  merchant: string;
  currency: string;
  amount: number;
  number: number | null;
};

// Rows hold what `begin` and `follow` wrote, so they are read back as they were.
function topUpOf({ key, merchant, currency, amount, number }: TopUpRow): TopUp {
  const parts = { merchant: merchant as MerchantId, secret: key as Secret };
  return {
    key: key as Secret,
    merchant: merchant as MerchantId,
    amount: { minor: amount as Minor, currency: currency as Currency },
    claim: number === null ? null : { ...parts, number: number as OrderNumber },
  };
}
