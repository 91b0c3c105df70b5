import type { Minor } from "./money.ts";
import type { Dispute, Order, OrderEvent } from "./order.ts";

/**
 * The merchant's accounts. `clearing:RAIL` is what that rail owes, and pairs entry by entry with the rail's own books;
 * `suspense` is money that came where it did not belong; `refunding` is the merchant's money on its way back, and
 * `sending-back` a wallet's; `disputed` is what a rail took for the payer's bank until that is decided, and `fees` what it
 * charged for it.
 */
export type Account =
  | "available"
  | "cash"
  | "suspense"
  | "refunding"
  | "sending-back"
  | "settled"
  | "disputed"
  | "fees"
  | `clearing:${string}`;

/** One movement of money from an account to another: it balances by its form, or it does not exist. */
export interface LedgerEntry {
  readonly debit: Account;
  readonly credit: Account;
  /** Always positive. */
  readonly amount: Minor;
  /** What the same movement is called in the other party's books, within the order. */
  readonly pair: string;
}

const WALLETS: Account = "clearing:wallet";
const accountOf = (rail: string): Account => (rail === "cash" ? "cash" : `clearing:${rail}`);

/** The movements that an event means, given the order as it is after it. Every cent that an order moves moves here. */
export function entriesOf(order: Order, event: OrderEvent): readonly LedgerEntry[] {
  switch (event.type) {
    case "captured":
    case "paidInCash": {
      if (order.status !== "paid") throw new Error(`${event.type}, and ${order.status}`);
      const { rail, ordinal, hold } = order.attempt;
      const amount = order.terms.amount.minor;
      if (order.terms.kind === "top-up")
        return [{ debit: accountOf(rail), credit: WALLETS, amount, pair: "top-up" }];
      const pair = hold ? `pend ${hold.pend}` : `attempt ${ordinal}`;
      return [{ debit: accountOf(rail), credit: "available", amount, pair }];
    }
    case "strayed":
      if (event.isHeld) return [];
      return [
        {
          debit: accountOf(event.rail),
          credit: "suspense",
          amount: event.amount.minor,
          pair: `attempt ${event.ordinal}`,
        },
      ];
    case "returned": {
      const stray = order.past.strays.find(({ ordinal }) => ordinal === event.ordinal);
      if (!stray || stray.isHeld) return [];
      const pair = `return ${event.ordinal}`;
      return [
        { debit: "suspense", credit: accountOf(stray.rail), amount: stray.amount.minor, pair },
      ];
    }
    case "refundRequested":
    case "refundReported": {
      const { key, amount, wallet } = event;
      return [
        wallet
          ? { debit: WALLETS, credit: "sending-back", amount, pair: `pend ${key}` }
          : { debit: "available", credit: "refunding", amount, pair: `refund ${key}` },
      ];
    }
    case "refunded":
    case "refundFailed": {
      if (order.status !== "paid") throw new Error(`${event.type}, and ${order.status}`);
      const refund = order.refunds.find(({ key }) => key === event.key);
      if (!refund) throw new Error(`${event.type}, and never asked for`);
      const owner = refund.wallet ? WALLETS : "available";
      const debit = refund.wallet ? "sending-back" : "refunding";
      const credit = event.type === "refunded" ? accountOf(order.attempt.rail) : owner;
      return [{ debit, credit, amount: refund.amount, pair: `refund ${event.key}` }];
    }
    case "refundBounced": {
      if (order.status !== "paid") throw new Error(`${event.type}, and ${order.status}`);
      const refund = order.refunds.find(({ key }) => key === event.key);
      if (!refund) throw new Error(`${event.type}, and never asked for`);
      const debit = accountOf(order.attempt.rail);
      const { amount, wallet } = refund;
      // Of a wallet's money there is one name for what comes back, whether it had gone or not.
      if (wallet) return [{ debit, credit: WALLETS, amount, pair: `refund ${event.key}` }];
      // By the account that it left by: what comes back is no sale.
      const pair = `bounce ${event.key}`;
      return [
        { debit, credit: "refunding", amount, pair },
        { debit: "refunding", credit: "available", amount, pair: `${pair} kept` },
      ];
    }
    case "disputeTaken":
    case "disputeReturned":
      return disputeEntries(order, event);
    case "disputeClosed": {
      const { taken } = disputeOf(order, event);
      return event.outcome === "lost" && taken > 0 ? [loss(event.key, taken)] : [];
    }
    default:
      return [];
  }
}

/** The money is the bank's until the dispute is closed, and the merchant's loss if it is lost; the fee is a cost at once. */
function disputeEntries(
  order: Order,
  event: Extract<OrderEvent, { type: "disputeTaken" | "disputeReturned" }>,
): readonly LedgerEntry[] {
  const { type, key, amount, fee } = event;
  const { rail: name, status, taken, fee: charged } = disputeOf(order, event);
  const rail = accountOf(name);
  const isLost = status === "lost";
  const count = `${taken} ${charged}`;
  const entries: readonly LedgerEntry[] =
    type === "disputeTaken"
      ? [
          { debit: "disputed", credit: rail, amount, pair: `dispute ${key} taken ${count}` },
          { debit: "fees", credit: rail, amount: fee, pair: `dispute ${key} fee ${count}` },
          ...(isLost ? [loss(key, amount)] : []),
        ]
      : [
          { debit: rail, credit: "disputed", amount, pair: `dispute ${key} returned ${count}` },
          { debit: rail, credit: "fees", amount: fee, pair: `dispute ${key} fee back ${count}` },
          ...(isLost
            ? [
                {
                  debit: "disputed",
                  credit: "available",
                  amount,
                  pair: `dispute ${key} regained`,
                } as const,
              ]
            : []),
        ];
  return entries.filter((entry) => entry.amount > 0);
}

const loss = (key: string, amount: Minor): LedgerEntry => ({
  debit: "available",
  credit: "disputed",
  amount,
  pair: `dispute ${key} lost`,
});

function disputeOf(
  order: Order,
  { type, key }: { type: string; key: string },
): Dispute & { readonly rail: string } {
  if (order.status !== "paid") throw new Error(`${type}, and ${order.status}`);
  const dispute = order.disputes?.find((one) => one.key === key);
  if (!dispute) throw new Error(`${type}, and never disputed`);
  return { ...dispute, rail: order.attempt.rail };
}
