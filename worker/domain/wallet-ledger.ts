import type { MerchantId } from "./capability.ts";
import type { Hold, HoldEvent } from "./hold.ts";
import type { Instant } from "./instant.ts";
import { type Minor, type Money, ZERO } from "./money.ts";
import { pendPair } from "./pend.ts";
import { DAY_MS } from "./wallet-limits.ts";

/**
 * The wallet's accounts, one set in each currency. `clearing:MERCHANT` is what that merchant has of it, and pairs entry by
 * entry with the merchant's `clearing:wallet`; `clearing:sandbox` is practice money that came from nowhere.
 */
export type WalletAccount = "available" | "held" | `clearing:${string}`;

/** One movement from an account to another: it balances by its form, or it does not exist. */
export interface WalletEntry {
  readonly debit: WalletAccount;
  readonly credit: WalletAccount;
  /** Always positive. */
  readonly amount: Minor;
  /** What the same movement is called in the merchant's books. */
  readonly pair: string;
}

/** Money that comes into the wallet, once per id. */
export interface Credit {
  /** Names it for ever: asking twice is asking once. */
  readonly id: string;
  readonly kind: "top-up" | "refund";
  /** Who owes it: a merchant, or the sandbox. */
  readonly from: MerchantId | "sandbox";
  /** What people read on the statement. */
  readonly payer: string;
  readonly amount: Money;
  /** What the merchant's books call it. */
  readonly pair: string;
}

/** The movement that a fact about a try means, given the try as it is after it. */
export function entriesOfHold({ terms }: Hold, event: HoldEvent): readonly WalletEntry[] {
  const pair = pendPair(terms.number, terms.pend);
  const amount = terms.amount.minor;
  switch (event.type) {
    case "held":
      return [{ debit: "available", credit: "held", amount, pair }];
    case "posted":
      return [{ debit: "held", credit: `clearing:${terms.merchant}`, amount, pair }];
    case "voided":
      return [{ debit: "held", credit: "available", amount, pair }];
    case "declined":
    case "abandoned":
      return [];
  }
}

export const entryOfCredit = ({ from, amount, pair }: Credit): WalletEntry => ({
  debit: `clearing:${from}`,
  credit: "available",
  amount: amount.minor,
  pair,
});

/** What lies in the wallet in one currency: its own to spend, what waits for a decision, and how much of the day's limit is used. */
export interface Pocket {
  readonly available: Minor;
  readonly held: Minor;
  /** Days since the epoch, in UTC, that {@link Pocket.spent} is about. */
  readonly day: number;
  readonly spent: Minor;
}

export const EMPTY_POCKET: Pocket = { available: ZERO, held: ZERO, day: 0, spent: ZERO };

export const dayOf = (at: Instant): number => Math.floor(at / DAY_MS);

/** Held or paid on that day so far. */
export const spentOn = (day: number, pocket: Pocket): Minor =>
  pocket.day === day ? pocket.spent : ZERO;

export function pocketAfter(pocket: Pocket, entry: WalletEntry, day: number): Pocket {
  const { debit, credit, amount } = entry;
  const change = (account: "available" | "held"): number =>
    (credit === account ? amount : 0) - (debit === account ? amount : 0);
  // What is held is spent; what a merchant would not take is not.
  const spending =
    credit === "held" ? amount : debit === "held" && credit === "available" ? -amount : 0;
  return {
    available: (pocket.available + change("available")) as Minor,
    held: (pocket.held + change("held")) as Minor,
    day,
    spent: Math.max(0, spentOn(day, pocket) + spending) as Minor,
  };
}
