import type { MerchantId } from "../domain/capability.ts";

/** What must be found without knowing the merchant. Only a directory: no order and no balance depends on it. */
export class Directory {
  readonly #database: D1Database;

  constructor(database: D1Database) {
    this.#database = database;
  }

  async enter(merchant: MerchantId, name: string, foundedAt: number): Promise<void> {
    await this.#database
      .prepare("INSERT INTO merchants (id, name, founded_at) VALUES (?, ?, ?)")
      .bind(merchant, name, foundedAt)
      .run();
  }
}
