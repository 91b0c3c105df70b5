import { placePolicyOf } from "../contract/place.ts";
import type { ProblemType } from "../contract/problem.ts";
import { ORDERS } from "../contract/quota.ts";
import type { TopUpOrder, TopUpTerms } from "../contract/top-up.ts";
import type { Capability } from "../domain/capability.ts";
import type { OrderCommand } from "../domain/decide.ts";
import { later } from "../domain/instant.ts";
import type { Terms } from "../domain/order.ts";
import { type OrderNumber, WALLET_PAGES, orderNumber } from "../domain/order-number.ts";
import { NO_PLACE } from "../domain/place.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import { walletLimitsFor } from "../domain/wallet-limits.ts";
import { KeptMeter } from "../object/kept-meter.ts";
import { railViewOf } from "./rail-view.ts";
import type { Shop } from "./shop.ts";

type Answer<Value> = Result<Value, ProblemType>;

/** How long a payer may take over it: a bank's own app, and a card that has to be fetched. */
const TOP_UP_MS = 15 * 60_000;
/** More that are not over yet than one merchant's payers would have at once. */
const MAX_OPEN = 512;

/**
 * Where wallets are filled up from their own pages. It is an order of this merchant like any other, so that late, wrong and
 * doubled money, notices, look-ups and books are those of every order: what the rail owes the merchant, the merchant owes
 * the wallet. No device has placed it, and whoever asks for it has claimed it.
 */
export class TopUpDesk {
  readonly #shop: Shop;
  readonly #sql: SqlStorage;
  readonly #asked: KeptMeter;

  constructor(shop: Shop, sql: SqlStorage) {
    this.#shop = shop;
    this.#sql = sql;
    this.#asked = new KeptMeter(ORDERS, sql);
  }

  /** What wallets can be filled up with here; nothing where the merchant takes none. */
  terms(): TopUpTerms {
    const { profile } = this.#shop;
    const { name, language, currency } = profile;
    const rails = this.#shop.railsForTopUps().map((rail) => railViewOf(rail, currency));
    return { merchant: { name, language }, currency, rails };
  }

  /** Placed and claimed in one commit. Asked again with the same key, it is the same order. */
  open({ wallet, key, amount }: TopUpOrder): Answer<Capability> {
    const { journal, profile } = this.#shop;
    const now = this.#shop.now();
    const known = this.#numberOf(key);
    if (known === null) {
      if (this.#shop.railsForTopUps().length === 0) return refuse("rail-unknown");
      if (amount.currency !== profile.currency) return refuse("currency-unsupported");
      if (amount.minor > walletLimitsFor(amount.currency).topUp) return refuse("over-limit");
      if (journal.countOpen(WALLET_PAGES) >= MAX_OPEN) return refuse("shop-busy");
      if (!this.#asked.take(wallet, now)) return refuse("rate-limited");
    }
    const number = known ?? orderNumber(WALLET_PAGES, journal.nextCounter(WALLET_PAGES));
    const expiresAt = later(now, TOP_UP_MS);
    const kind = { kind: "top-up", wallet } as const;
    const terms: Terms = {
      number,
      amount,
      lines: [],
      note: null,
      placedAt: now,
      expiresAt,
      ...kind,
    };
    const placed = this.#shop.handle(number, { type: "place", terms });
    if (!placed.ok) return placed;
    const claim = { merchant: profile.merchant, number, secret: key };
    if (known !== null) return ok(claim);
    this.#sql.exec("INSERT INTO top_ups (key, number) VALUES (?, ?)", key, number);
    const claimed = this.#shop.handle(number, this.#claimBy(key));
    return claimed.ok ? ok(claim) : claimed;
  }

  #claimBy(key: TopUpOrder["key"]): OrderCommand {
    const arrivedAt = this.#shop.now();
    const sighting = {
      channel: "link",
      tokenAgeMs: 0,
      cell: 0,
      place: NO_PLACE,
      arrivedAt,
    } as const;
    const policy = placePolicyOf(this.#shop.policy);
    return { type: "claim", key, sighting, policy, code: this.#shop.newMatchCode() };
  }

  #numberOf(key: string): OrderNumber | null {
    const query = "SELECT number FROM top_ups WHERE key = ?";
    const [row] = this.#sql.exec<{ number: number }>(query, key);
    return row ? (row.number as OrderNumber) : null;
  }
}
