import type { ProblemType } from "../contract/problem.ts";
import { moneyOut, timeOut } from "../contract/fields.ts";
import type { Movement, OfferView, Statement, WalletView } from "../contract/wallet.ts";
import {
  type Capability,
  type Secret,
  capabilityText,
  isMerchantId,
  secretFrom,
} from "../domain/capability.ts";
import { later } from "../domain/instant.ts";
import { type Minor, type Money, plus } from "../domain/money.ts";
import { parseOrderNumber } from "../domain/order-number.ts";
import type { PaymentOffer } from "../domain/payment-text.ts";
import { type PendId, pendIdFrom, pendText } from "../domain/pend.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import { dayOf, spentOn } from "../domain/wallet-ledger.ts";
import { type WalletLimits, limitsOnNewPhone, walletLimitsFor } from "../domain/wallet-limits.ts";
import type { Booked } from "./books.ts";
import type { Purse } from "./purse.ts";

type Answer<Value> = Result<Value, ProblemType>;

/** How long a confirmation may take from the offer on. */
const OFFER_MS = 5 * 60_000;
/** An offer with less left than this is not shown again: the payer would not make it. */
const OFFER_LEFT_MS = 60_000;
const MAX_OFFERS = 100;

/** Where the wallet's owner asks: what lies in it, what moved, what is offered to confirm. */
export class Counter {
  readonly #purse: Purse;

  constructor(purse: Purse) {
    this.#purse = purse;
  }

  view(): WalletView {
    const balances = this.#purse.books.pockets().map(({ currency, available, held }) => ({
      available: moneyOut({ minor: available, currency }),
      held: moneyOut({ minor: held, currency }),
    }));
    return { wallet: this.#purse.id, balances };
  }

  /** What is to be confirmed for this claim. The same claim gets the same offer while it is good. */
  offer(claim: Capability, payee: string, amount: Money, isNewPhone = false): OfferView {
    const purse = this.#purse;
    const now = purse.now();
    purse.topUps.visit(claim.merchant);
    const known = purse.tries
      .offersTo(claim.secret)
      .find(
        ({ offer: { terms, expiresAt }, isUsed }) =>
          !isUsed &&
          expiresAt > later(now, OFFER_LEFT_MS) &&
          terms.payee === payee &&
          terms.amount.minor === amount.minor &&
          terms.amount.currency === amount.currency,
      );
    return this.#viewOf(known?.offer ?? this.#newOffer(claim, payee, amount), isNewPhone);
  }

  /** Practice money from nowhere, once per key, within the limits. */
  practise(key: Secret, amount: Money): Answer<WalletView> {
    const { books } = this.#purse;
    const id = `sandbox.${key}`;
    if (books.credited(id) === null && !this.mayTopUp(amount)) return refuse("over-limit");
    const credit = { id, kind: "top-up", from: "sandbox", payer: "sandbox", amount } as const;
    this.#purse.credit({ version: 1, wallet: this.#purse.id, credit: { ...credit, pair: id } });
    return ok(this.view());
  }

  /** Whether the limits allow this much more. */
  mayTopUp({ minor, currency }: Money): boolean {
    const limits = walletLimitsFor(currency);
    const { available, held } = this.#purse.books.pocket(currency);
    return minor <= limits.topUp && plus(plus(available, held), minor) <= limits.balance;
  }

  /** The payment of this claim that waits for its decision, by its key; null when none does. */
  pending(claim: Capability): Secret | null {
    const { tries } = this.#purse;
    for (const { pend } of tries.open()) {
      const hold = tries.find(pend);
      if (hold?.status === "pending" && !hold.abandoned && hold.terms.claim === claim.secret)
        return hold.terms.key;
    }
    return null;
  }

  statement(before: number, limit: number): Statement {
    const booked = this.#purse.books.movements(before, limit);
    return {
      movements: booked.flatMap((entry) => this.#movementOf(entry)),
      before: booked.length === limit ? (booked.at(-1)?.seq ?? null) : null,
    };
  }

  /** Where a top-up that was made on the wallet's own page can be seen again. */
  #claimOf(account: string, pair: string): string | null {
    const merchant = account.slice("clearing:".length);
    const number = parseOrderNumber(pair.split(" ")[0] ?? "");
    if (number === null || !isMerchantId(merchant)) return null;
    const claim = this.#purse.topUps.of(merchant, number)?.claim ?? null;
    return claim && capabilityText(claim);
  }

  #newOffer(claim: Capability, payee: string, amount: Money): PaymentOffer {
    const purse = this.#purse;
    const now = purse.now();
    const { merchant, number, secret } = claim;
    const key = secretFrom(purse.random(26));
    const parts = { merchant, number, wallet: purse.id, claim: secret, key };
    const pend = pendIdFrom(purse.sha256(pendText(parts)));
    const terms = { ...parts, pend, payee, amount };
    const nonce = secretFrom(purse.random(26));
    const offer = { terms, nonce, expiresAt: later(now, OFFER_MS) };
    purse.tries.keepOffer(offer, now, MAX_OFFERS);
    return offer;
  }

  #viewOf(offer: PaymentOffer, isNewPhone: boolean): OfferView {
    const purse = this.#purse;
    const { key, payee, amount } = offer.terms;
    const { minor, currency } = amount;
    const pocket = purse.books.pocket(currency);
    const limits = walletLimitsFor(currency);
    const spent = spentOn(dayOf(purse.now()), pocket);
    const isOver = ({ payment, day }: WalletLimits): boolean =>
      minor > payment || spent + minor > day;
    const isTooNew = isNewPhone && purse.keyring.allSync() && isOver(limitsOnNewPhone(limits));
    const tooMuch = isOver(limits) ? "over-limit" : isTooNew ? "new-phone" : null;
    return {
      key,
      challenge: purse.challengeOf(offer),
      credentials: purse.keyring.ids(),
      payee,
      amount: moneyOut(amount),
      balance: moneyOut({ minor: pocket.available, currency }),
      obstacle: tooMuch ?? (minor > pocket.available ? "insufficient-funds" : null),
      expiresAt: timeOut(offer.expiresAt),
    };
  }

  #movementOf({ seq, at, debit, pair, amount, currency, about }: Booked): Movement[] {
    if (about.type === "posted") return [];
    const isOut = about.type === "payment" || about.type === "sent-back";
    const hold = isOut ? this.#purse.tries.find(about.pend as PendId) : null;
    return [
      {
        seq,
        at: timeOut(at),
        type: about.type,
        name: about.name,
        amount: moneyOut({ minor: (isOut ? -amount : amount) as Minor, currency }),
        state: hold?.status ?? null,
        receipt: hold?.status === "posted" ? hold.receipt : null,
        claim: about.type === "top-up" ? this.#claimOf(debit, pair) : null,
      },
    ];
  }
}
