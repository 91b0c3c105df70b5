import { describe, expect, it } from "vitest";
import { type OrderCommand, decide } from "./decide.ts";
import { refundable } from "./decide-counter.ts";
import { entriesOf } from "./ledger.ts";
import type { Minor, Money } from "./money.ts";
import type { Order, OrderEvent } from "./order.ts";
import type { PendId, WalletHold, WalletId } from "./pend.ts";
import {
  EVERY_STATE,
  PAYER,
  PRICE,
  RECEIPT,
  STRANGER,
  T0,
  TAP,
  capture,
  claim,
  euros,
  instruct,
  orderAfter,
  place,
  refund,
  secret,
  takeCash,
} from "./test-orders.ts";

const WALLET = secret(40) as string as WalletId;
const hold = (seed = 50): WalletHold => ({
  wallet: WALLET,
  pend: secret(seed) as string as PendId,
});
const begin = (by = hold()): OrderCommand => ({
  type: "instruct",
  claim: PAYER,
  key: TAP,
  rail: "wallet",
  hold: by,
});
const accept = (amount: Money = PRICE, by = hold(), claimant = PAYER): OrderCommand => ({
  type: "accept",
  claim: claimant,
  key: TAP,
  hold: by,
  amount,
  receipt: RECEIPT,
});
const reject = (by = hold()): OrderCommand => ({ type: "reject", hold: by, reason: "abandoned" });

function outcome(order: Order, command: OrderCommand): string | string[] {
  const decision = decide(order, command, T0);
  return decision.ok ? decision.value.map(({ type }) => type) : decision.reason;
}

const begun = (): Order => orderAfter([place, claim(), begin()]);

describe("money that a wallet holds", () => {
  it("pays the order of its claim, whether or not the payment was seen to begin", () => {
    expect(outcome(begun(), accept())).toEqual(["captured"]);
    expect(outcome(EVERY_STATE.claimed(), accept())).toEqual(["instructed", "captured"]);
    expect(outcome(orderAfter([place, claim(), begin(), accept()]), accept())).toEqual([]);
  });

  it("pays nothing else: not another's claim, another amount or currency, or an order that is over", () => {
    expect(outcome(EVERY_STATE.claimed(), accept(PRICE, hold(), STRANGER))).toBe("claim-unknown");
    expect(outcome(begun(), accept(PRICE, hold(), STRANGER))).toBe("claim-unknown");
    const yen = { ...PRICE, currency: "JPY" } as typeof PRICE;
    for (const amount of [euros(2349), euros(2351), yen]) {
      expect(outcome(begun(), accept(amount))).toEqual(["declined"]);
      expect(outcome(EVERY_STATE.claimed(), accept(amount))).toEqual(["instructed", "declined"]);
    }
    expect(outcome(EVERY_STATE.placed(), accept())).toBe("claim-unknown");
    expect(outcome(EVERY_STATE.paid(), accept())).toBe("order-paid");
    expect(outcome(EVERY_STATE.expired(), accept())).toBe("claim-unknown");
    expect(outcome(orderAfter([place, claim(), { type: "cancel" }]), accept())).toBe(
      "order-cancelled",
    );
  });

  it("does not pay beside another try, of another rail or of a wallet", () => {
    const sandbox = orderAfter([place, claim(), instruct()]);
    expect(outcome(sandbox, accept())).toBe("order-paying");
    expect(outcome(begun(), accept(PRICE, hold(51)))).toBe("order-paying");
  });

  it("is let go when the merchant wanted out meanwhile", () => {
    const asked = orderAfter([place, claim(), begin(), { type: "cancel" }]);
    expect(outcome(asked, accept())).toEqual(["cancelled"]);
    expect(outcome(asked, reject())).toEqual(["cancelled"]);
  });

  it("that is refused gives the payer another try, and only its own try can be", () => {
    expect(outcome(begun(), reject())).toEqual(["declined"]);
    expect(outcome(begun(), reject(hold(51)))).toEqual([]);
    const next: OrderCommand = { ...instruct(secret(9)) };
    expect(outcome(orderAfter([place, claim(), begin(), reject()]), next)).toEqual(["instructed"]);
    expect(outcome(EVERY_STATE.paid(), reject())).toEqual([]);
  });

  it("is booked under the name that both books know", () => {
    const captured: OrderEvent = { type: "captured", at: T0, receipt: RECEIPT, isPosting: false };
    const order = orderAfter([place, claim(), begin(), accept()]);
    expect(entriesOf(order, captured)).toEqual([
      {
        debit: "clearing:wallet",
        credit: "available",
        amount: PRICE.minor,
        pair: `pend ${hold().pend}`,
      },
    ]);
  });
});

describe("a top-up", () => {
  if (place.type !== "place") throw new Error("not a placing");
  const placeTopUp = { type: "place", terms: { ...place.terms, kind: "top-up" } } as const;
  const attach = (by = PAYER): OrderCommand => ({ type: "attach", key: by, wallet: WALLET });
  const ready = (): Order => orderAfter([placeTopUp, claim(), attach()]);

  it("takes cash once a wallet waits for it, and owes it there until the wallet has it", () => {
    expect(outcome(orderAfter([placeTopUp]), takeCash())).toBe("top-up-unclaimed");
    expect(outcome(orderAfter([placeTopUp, claim()]), takeCash())).toBe("top-up-unclaimed");
    const taken = orderAfter([placeTopUp, claim(), attach(), takeCash(5_000)]);
    expect(taken).toMatchObject({ status: "paid", isPosting: true, tendered: 5_000 });
    expect(outcome(taken, { type: "post", ordinal: 1 })).toEqual(["posted"]);
    expect(outcome(ready(), takeCash(2_349))).toBe("cash-short");
  });

  it("is the claim holder's to direct, again until the cash is there", () => {
    expect(outcome(ready(), attach())).toEqual([]);
    expect(outcome(ready(), attach(STRANGER))).toBe("claim-unknown");
    const other: OrderCommand = { type: "attach", key: PAYER, wallet: secret(41) as never };
    expect(outcome(ready(), other)).toEqual(["attached"]);
    expect(outcome(EVERY_STATE.claimed(), attach())).toEqual([]);
  });

  it("is paid by no rail, is nobody's sale, and leaves nothing to refund", () => {
    expect(outcome(ready(), instruct())).toBe("rail-unknown");
    expect(outcome(ready(), accept())).toBe("rail-unknown");
    expect(outcome(ready(), capture())).toEqual(["strayed"]);
    const taken = orderAfter([placeTopUp, claim(), attach(), takeCash()]);
    if (taken.status !== "paid") throw new Error(taken.status);
    expect(refundable(taken)).toBe(0 as Minor);
    expect(outcome(taken, refund(1))).toBe("refund-exceeds-captured");
    const paid: OrderEvent = {
      type: "paidInCash",
      attempt: taken.attempt,
      tendered: PRICE.minor,
      receipt: RECEIPT,
      wallet: WALLET,
    };
    expect(entriesOf(taken, paid)).toEqual([
      { debit: "cash", credit: "clearing:wallet", amount: PRICE.minor, pair: "top-up" },
    ]);
  });

  it("that a rail paid is sent back when the wallet has had it, and not before", () => {
    const { terms } = placeTopUp;
    const online: OrderCommand = { type: "place", terms: { ...terms, wallet: WALLET } };
    const paid = [online, claim(), instruct(), capture()];
    expect(outcome(orderAfter(paid), accept(euros(100)))).toBe("refund-exceeds-captured");
    const had = orderAfter([...paid, { type: "credit", ordinal: 1 }]);
    expect(outcome(had, accept(euros(100)))).toEqual(["refundRequested"]);
    expect(outcome(had, accept(euros(2_351)))).toBe("refund-exceeds-captured");
  });

  it("and a sale are not the same bill under one number", () => {
    expect(outcome(orderAfter([placeTopUp]), place)).toBe("order-number-reused");
  });
});
