import type { MerchantId } from "../domain/capability.ts";
import type { Handle } from "../domain/handle.ts";
import { type Instant, instant } from "../domain/instant.ts";
import type { WalletId } from "../domain/pend.ts";
import type { OrderNumber } from "../domain/order-number.ts";
import { lookOfName } from "./look-of-name.ts";

/** The order that a beacon's handle stands for. */
export interface Broadcast {
  readonly merchant: MerchantId;
  readonly number: OrderNumber;
  /** Where its terminal stands, as a 40-bit cell; 0 when nobody said. */
  readonly cell: number;
  readonly mintedAt: Instant;
  readonly expiresAt: Instant;
}

/** A shop with the name that its own can be taken for. */
export interface LookAlike {
  readonly merchant: MerchantId;
  readonly name: string;
  readonly resembles: string;
}

/** What must be found without knowing the merchant. Only a directory: no order and no balance depends on it. */
export class Directory {
  readonly #database: D1Database;

  constructor(database: D1Database) {
    this.#database = database;
  }

  /** Answers if its tables are there and can be read; throws otherwise. */
  async isWell(): Promise<boolean> {
    await this.#database.prepare("SELECT 1 FROM merchants LIMIT 1").first();
    return true;
  }

  async enter(merchant: MerchantId, name: string, foundedAt: number): Promise<void> {
    await this.#database
      .prepare("INSERT INTO merchants (id, name, look, founded_at) VALUES (?, ?, ?, ?)")
      .bind(merchant, name, await lookOfName(name), foundedAt)
      .run();
  }

  /** Whether a shop's name can be taken for this one though it is written otherwise. Many shops share a plain name. */
  async looksLikeAnother(name: string): Promise<boolean> {
    const query = "SELECT 1 AS found FROM merchants WHERE look = ? AND name <> ? LIMIT 1";
    const found = await this.#database
      .prepare(query)
      .bind(await lookOfName(name), name)
      .first();
    return found !== null;
  }

  /** Shops whose name can be taken for that of one that was here before, the newest first. */
  async lookAlikes(limit: number): Promise<LookAlike[]> {
    const query =
      "SELECT young.id AS merchant, young.name AS name, old.name AS resembles FROM merchants AS young JOIN merchants AS old ON old.look = young.look AND old.name <> young.name AND old.founded_at <= young.founded_at GROUP BY young.id ORDER BY young.founded_at DESC LIMIT ?";
    return (await this.#database.prepare(query).bind(limit).all<LookAlike>()).results;
  }

  async invite(hash: Uint8Array<ArrayBuffer>, expiresAt: number): Promise<void> {
    await this.#database
      .prepare("INSERT INTO invitations (hash, expires_at) VALUES (?, ?)")
      .bind(hash.buffer, expiresAt)
      .run();
  }

  async isInvitation(hash: Uint8Array<ArrayBuffer>, now: number): Promise<boolean> {
    const query = "SELECT 1 AS found FROM invitations WHERE hash = ? AND expires_at > ?";
    return (await this.#database.prepare(query).bind(hash.buffer, now).first()) !== null;
  }

  /** Uses an invitation up; true for one of all that try. */
  async takeInvitation(hash: Uint8Array<ArrayBuffer>, now: number): Promise<boolean> {
    const query = "DELETE FROM invitations WHERE hash = ? AND expires_at > ? RETURNING 1 AS taken";
    return (await this.#database.prepare(query).bind(hash.buffer, now).first()) !== null;
  }

  async enterWallet(wallet: WalletId, openedAt: number): Promise<void> {
    await this.#database
      .prepare("INSERT OR IGNORE INTO wallets (id, opened_at) VALUES (?, ?)")
      .bind(wallet, openedAt)
      .run();
  }

  /**
   * The objects that nobody has woken for longest, at most so many of each kind; from now on they count as woken. Of each
   * merchant, up to which event its sales are in the operator's counts.
   */
  async longestAlone(
    now: number,
    limit: number,
  ): Promise<{ merchants: { id: MerchantId; tallied: number }[]; wallets: WalletId[] }> {
    const turn = (table: "merchants" | "wallets", told: string): D1PreparedStatement =>
      this.#database
        .prepare(
          `UPDATE ${table} SET swept_at = ? WHERE id IN (SELECT id FROM ${table} ORDER BY swept_at LIMIT ?) RETURNING ${told}`,
        )
        .bind(now, limit);
    const [merchants, wallets] = await this.#database.batch<{ id: string; tallied: number }>([
      turn("merchants", "id, tallied"),
      turn("wallets", "id"),
    ]);
    return {
      merchants: (merchants?.results ?? []).map(({ id, tallied }) => ({
        id: id as MerchantId,
        tallied,
      })),
      wallets: (wallets?.results ?? []).map(({ id }) => id as WalletId),
    };
  }

  /** The object of that kind after this one, in the order of their ids; null after the last. */
  async next(kind: "merchants" | "wallets", after: string): Promise<string | null> {
    const query = `SELECT id FROM ${kind} WHERE id > ? ORDER BY id LIMIT 1`;
    return this.#database.prepare(query).bind(after).first<string>("id");
  }

  /** Keeps a handle until it expires, and forgets those that have. */
  async broadcast(handle: Handle, order: Broadcast): Promise<void> {
    const forget = "DELETE FROM handles WHERE expires_at <= ?";
    const keep =
      "INSERT INTO handles (handle, merchant, number, cell, minted_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)";
    const { merchant, number, cell, mintedAt, expiresAt } = order;
    await this.#database.batch([
      this.#database.prepare(forget).bind(mintedAt),
      this.#database.prepare(keep).bind(handle, merchant, number, cell, mintedAt, expiresAt),
    ]);
  }

  /** The order behind a handle; null when it is foreign, or its time is over. */
  async heard(handle: Handle, now: number): Promise<Broadcast | null> {
    const query =
      "SELECT merchant, number, cell, minted_at, expires_at FROM handles WHERE handle = ? AND expires_at > ?";
    const row = await this.#database.prepare(query).bind(handle, now).first<HandleRow>();
    return (
      row && {
        // Rows hold what `broadcast` wrote, so they are read back as they were.
        merchant: row.merchant as MerchantId,
        number: row.number as OrderNumber,
        cell: row.cell,
        mintedAt: instant(row.minted_at),
        expiresAt: instant(row.expires_at),
      }
    );
  }
}

interface HandleRow {
  merchant: string;
  number: number;
  cell: number;
  minted_at: number;
  expires_at: number;
}
