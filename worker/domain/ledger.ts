import { type Minor, minus } from "./money.ts";
import type { Dispute, Order, OrderEvent, Stray } from "./order.ts";
import { owedOf } from "./stray.ts";

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
      const stray = strayOf(order, event.ordinal);
      if (!stray || stray.isHeld) return [];
      const credit = accountOf(stray.rail);
      const [owed, pair] = [owedOf({ ...stray, returned: false }), `return ${event.ordinal}`];
      // What went back although the bank has it by now is the merchant's loss.
      const more = minus(event.amount ?? stray.amount.minor, owed);
      const entries: LedgerEntry[] = [
        { debit: "suspense", credit, amount: owed, pair },
        { debit: "available", credit, amount: more, pair: `${pair} again` },
      ];
      return entries.filter(({ amount }) => amount > 0);
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
      return event.outcome === "lost" ? lossEntries(order, event, taken) : [];
    }
    default:
      return [];
  }
}

/** The money is the bank's until the dispute is closed; the fee is a cost at once. */
function disputeEntries(
  order: Order,
  event: Extract<OrderEvent, { type: "disputeTaken" | "disputeReturned" }>,
): readonly LedgerEntry[] {
  const { type, key, amount, fee } = event;
  const { rail: name, status, taken, fee: charged } = disputeOf(order, event);
  const rail = accountOf(name);
  const lost = status === "lost" ? amount : 0;
  const count = `${taken} ${charged}`;
  const entries: readonly LedgerEntry[] =
    type === "disputeTaken"
      ? [
          { debit: "disputed", credit: rail, amount, pair: `dispute ${key} taken ${count}` },
          { debit: "fees", credit: rail, amount: fee, pair: `dispute ${key} fee ${count}` },
          ...lossEntries(order, event, lost),
        ]
      : [
          { debit: rail, credit: "disputed", amount, pair: `dispute ${key} returned ${count}` },
          { debit: rail, credit: "fees", amount: fee, pair: `dispute ${key} fee back ${count}` },
          ...lossEntries(order, event, 0 - lost),
        ];
  return entries.filter((entry) => entry.amount > 0);
}

/**
 * By so much more, or (negative) less, is lost for good. It is the merchant's loss; of money that was owed back, that much is
 * owed no more: the payer has it.
 */
function lossEntries(
  order: Order,
  { key, ordinal }: { key: string; ordinal?: number },
  change: number,
): LedgerEntry[] {
  const stray = ordinal === undefined ? undefined : strayOf(order, ordinal);
  const owedLess = stray && !stray.isHeld ? owedOf(stray, change) - owedOf(stray) : 0;
  const part = (account: Account, lost: number, name: string): LedgerEntry =>
    lost > 0
      ? { debit: account, credit: "disputed", amount: lost as Minor, pair: `${name} lost` }
      : { debit: "disputed", credit: account, amount: -lost as Minor, pair: `${name} regained` };
  return [
    part("suspense", owedLess, `dispute ${key} owed`),
    part("available", change - owedLess, `dispute ${key}`),
  ].filter(({ amount }) => amount > 0);
}

function disputeOf(
  order: Order,
  { type, key, ordinal }: { type: string; key: string; ordinal?: number },
): Dispute & { readonly rail: string } {
  const of = (disputes: readonly Dispute[] = [], rail: string): Dispute & { rail: string } => {
    const dispute = disputes.find((one) => one.key === key);
    if (!dispute) throw new Error(`${type}, and never disputed`);
    return { ...dispute, rail };
  };
  const stray = ordinal === undefined ? undefined : strayOf(order, ordinal);
  if (stray) return of(stray.disputes, stray.rail);
  if (order.status !== "paid") throw new Error(`${type}, and ${order.status}`);
  return of(order.disputes, order.attempt.rail);
}

const strayOf = (order: Order, ordinal: number): Stray | undefined =>
  order.past.strays.find((stray) => stray.ordinal === ordinal);
