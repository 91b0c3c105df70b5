import { CLEARING_VERSION, type PendAnswer, type PendMessage } from "../contract/clearing.ts";
import { receiptPath } from "../contract/claim.ts";
import type { Verdict } from "../domain/hold.ts";
import type { DeclineReason, Order } from "../domain/order.ts";
import type { PendId, WalletHold } from "../domain/pend.ts";
import type { OrderNumber } from "../domain/order-number.ts";
import type { Shop } from "./shop.ts";

/** Where wallets ask what is to become of the money they hold. Each try is decided once, in the commit of its order. */
export class ClearingDesk {
  readonly #shop: Shop;

  constructor(shop: Shop) {
    this.#shop = shop;
  }

  /** Yes, if the order can be paid by this try at this instant; whatever it is, it stays so. */
  decide(message: PendMessage): PendAnswer {
    if (!this.#isFor(message)) return { type: "unknown" };
    const { pend, number, claim, key, wallet, amount } = message;
    const known = this.#shop.decisions.find(pend);
    if (known) return known;
    const receipt = this.#shop.newSecret();
    const hold: WalletHold = { wallet, pend };
    const command = { type: "accept", claim, key, hold, amount, receipt } as const;
    const handled = this.#shop.handle(number, command);
    const order = handled.ok ? handled.value.order : null;
    const isPaid =
      order?.status === "paid" &&
      (order.attempt.hold?.pend === pend || order.refunds.some((refund) => refund.key === pend));
    return this.#keep(
      pend,
      number,
      isPaid
        ? { type: "accepted", receipt: this.#receiptOf(number, order.receipt) }
        : { type: "rejected", reason: handled.ok ? reasonOf(handled.value.order) : handled.reason },
    );
  }

  /** No, unless it was yes already. */
  cancel(message: PendMessage, reason: DeclineReason = "abandoned"): PendAnswer {
    if (!this.#isFor(message)) return { type: "unknown" };
    return this.reject(message.number, { wallet: message.wallet, pend: message.pend }, reason);
  }

  /** Whatever its wallet says later: this try does not pay, unless it has. */
  reject(number: OrderNumber, hold: WalletHold, reason: DeclineReason): Verdict {
    const known = this.#shop.decisions.find(hold.pend);
    if (known) return known;
    this.#shop.handle(number, { type: "reject", hold, reason });
    return this.#keep(hold.pend, number, { type: "rejected", reason });
  }

  #keep(pend: PendId, number: OrderNumber, verdict: Verdict): Verdict {
    this.#shop.decisions.keep(pend, number, verdict, this.#shop.now());
    this.#shop.cashier.forget(number);
    return verdict;
  }

  #isFor({ version, merchant }: PendMessage): boolean {
    return version === CLEARING_VERSION && merchant === this.#shop.profile.merchant;
  }

  #receiptOf(number: OrderNumber, secret: Parameters<typeof receiptPath>[0]["secret"]): string {
    return receiptPath({ merchant: this.#shop.profile.merchant, number, secret });
  }
}

/** Why an order that took the question well was not paid by it. */
const reasonOf = ({ status }: Order): string =>
  status === "cancelled" ? "order-cancelled" : "amount-differs";
