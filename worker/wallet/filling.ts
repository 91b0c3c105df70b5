import type { ProblemType } from "../contract/problem.ts";
import type { PaymentView } from "../contract/wallet.ts";
import type { Capability, MerchantId, Secret } from "../domain/capability.ts";
import type { Minor, Money } from "../domain/money.ts";
import type { OrderNumber } from "../domain/order-number.ts";
import { pendIdFrom, pendText } from "../domain/pend.ts";
import { type Result, ok, refuse } from "../domain/result.ts";
import { walletLimitsFor } from "../domain/wallet-limits.ts";
import type { Purse } from "./purse.ts";
import type { TopUp } from "./top-ups.ts";

type Answer<Value> = Result<Value, ProblemType>;

/** More at once than a person who adds money would begin. */
const MAX_UNDER_WAY = 4;

/** The wallet's side of what its owner adds on its own page, and of what goes back of that. */
export class Filling {
  readonly #purse: Purse;

  constructor(purse: Purse) {
    this.#purse = purse;
  }

  /** Who takes the money: where this one began, or where the wallet was used last. */
  at(key: Secret | null): MerchantId | null {
    const { topUps } = this.#purse;
    return (key && topUps.find(key)?.merchant) ?? topUps.latest();
  }

  underWay(): TopUp[] {
    return this.#purse.topUps.underWay(this.#purse.now());
  }

  /** How much more may be added, with what is under way counted as if it were here. */
  room(currency: Money["currency"]): Minor {
    const { books } = this.#purse;
    const limits = walletLimitsFor(currency);
    const { available, held } = books.pocket(currency);
    const coming = this.underWay()
      .filter(({ amount }) => amount.currency === currency)
      .reduce((sum, { amount }) => sum + amount.minor, 0);
    const left = limits.balance - available - held - coming;
    return Math.max(0, Math.min(limits.topUp, left)) as Minor;
  }

  /** Makes room for it, once for each key. */
  begin(key: Secret, merchant: MerchantId, amount: Money): Answer<null> {
    const { topUps } = this.#purse;
    if (topUps.find(key)) return ok(null);
    if (this.underWay().length >= MAX_UNDER_WAY) return refuse("payments-too-many");
    if (amount.minor > this.room(amount.currency)) return refuse("over-limit");
    topUps.begin(key, merchant, amount, this.#purse.now());
    return ok(null);
  }

  follow(key: Secret, number: OrderNumber): void {
    this.#purse.topUps.follow(key, number);
  }

  /** It is known that no money will come of it: there is room again. */
  end(key: Secret): void {
    this.#purse.topUps.end(key);
  }

  /** Gives the money of a top-up up, for it to go back where it came from. The same key again is the same. */
  async giveBack(
    claim: Capability,
    key: Secret,
    payee: string,
    amount: Money,
  ): Promise<Answer<PaymentView>> {
    const { merchant, number, secret } = claim;
    const purse = this.#purse;
    if (!purse.topUps.of(merchant, number)) return refuse("claim-unknown");
    const parts = { merchant, number, wallet: purse.id, claim: secret, key };
    const pend = pendIdFrom(purse.sha256(pendText(parts)));
    return purse.hold({ ...parts, pend, payee, amount, at: purse.now(), isReturn: true });
  }
}
