import type { Hold } from "../domain/hold.ts";
import { type Instant, instant } from "../domain/instant.ts";
import type { PaymentOffer } from "../domain/payment-text.ts";
import type { PendId } from "../domain/pend.ts";

/** A question to a merchant that has no answer yet. */
export interface Open {
  readonly pend: PendId;
  readonly askAt: Instant;
  readonly tries: number;
}

export interface KeptOffer {
  readonly offer: PaymentOffer;
  readonly isUsed: boolean;
}

/** Tries to pay: offered, held, waiting for the merchant. The only file that knows their tables. */
export class Tries {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  offer(pend: PendId): KeptOffer | null {
    const query = "SELECT offer, used FROM offers WHERE pend = ?";
    const [row] = this.#sql.exec<OfferRow>(query, pend);
    return row ? keptOf(row) : null;
  }

  offersTo(claim: string): KeptOffer[] {
    const query = "SELECT offer, used FROM offers WHERE claim = ?";
    return this.#sql.exec<OfferRow>(query, claim).toArray().map(keptOf);
  }

  /** Keeps an offer; those whose time is over go at the same time, and beyond `limit` the one that ends soonest. */
  keepOffer(offer: PaymentOffer, now: Instant, limit: number): void {
    this.#sql.exec("DELETE FROM offers WHERE expires_at <= ?", now);
    this.#sql.exec(
      "DELETE FROM offers WHERE pend IN (SELECT pend FROM offers ORDER BY expires_at DESC LIMIT -1 OFFSET ?)",
      limit - 1,
    );
    const { pend, claim } = offer.terms;
    this.#sql.exec(
      "INSERT INTO offers (pend, claim, offer, expires_at) VALUES (?, ?, ?, ?)",
      pend,
      claim,
      JSON.stringify(offer),
      offer.expiresAt,
    );
  }

  /** Spoils an offer: a wrong answer was its only one. */
  spoilOffer(pend: PendId): void {
    this.#sql.exec("UPDATE offers SET used = 1 WHERE pend = ?", pend);
  }

  /** Takes an offer away: what it became is kept as a try of the same name. */
  takeOffer(pend: PendId): void {
    this.#sql.exec("DELETE FROM offers WHERE pend = ?", pend);
  }

  find(pend: PendId): Hold | null {
    const [row] = this.#sql.exec<{ state: string }>("SELECT state FROM holds WHERE pend = ?", pend);
    return row ? (JSON.parse(row.state) as Hold) : null;
  }

  save(hold: Hold, at: Instant): void {
    this.#sql.exec(
      "INSERT INTO holds (pend, at, state) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state",
      hold.terms.pend,
      at,
      JSON.stringify(hold),
    );
  }

  /** Questions without an answer, the most pressing first. */
  open(): Open[] {
    return this.#sql
      .exec<{ pend: string; ask_at: number; tries: number }>("SELECT * FROM outbox ORDER BY ask_at")
      .toArray()
      .map((row) => ({ pend: row.pend as PendId, askAt: instant(row.ask_at), tries: row.tries }));
  }

  askAt(pend: PendId, at: Instant, tries: number): void {
    this.#sql.exec(
      "INSERT INTO outbox (pend, ask_at, tries) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET ask_at = excluded.ask_at, tries = excluded.tries",
      pend,
      at,
      tries,
    );
  }

  answered(pend: PendId): void {
    this.#sql.exec("DELETE FROM outbox WHERE pend = ?", pend);
  }
}

type OfferRow = { offer: string; used: number };

// Rows hold what `keepOffer` wrote, so they are read back as they were.
const keptOf = ({ offer, used }: OfferRow): KeptOffer => ({
  offer: JSON.parse(offer) as PaymentOffer,
  isUsed: used === 1,
});
