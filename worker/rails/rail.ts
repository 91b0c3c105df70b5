import type { CreditAnswer, CreditMessage } from "../contract/clearing.ts";
import type { Verdict } from "../domain/hold.ts";
import type { Instant } from "../domain/instant.ts";
import type { Money } from "../domain/money.ts";
import type { DeclineReason } from "../domain/order.ts";
import { type OrderNumber, orderNumberText, parseOrderNumber } from "../domain/order-number.ts";
import type { WalletHold, WalletId } from "../domain/pend.ts";
import type { Credit } from "../domain/wallet-ledger.ts";

/** What a rail needs to know of one attempt. The reference is ours, stable, and names the attempt for ever. */
export interface RailAttempt {
  readonly reference: string;
  readonly amount: Money;
  readonly at: Instant;
  /** The wallet that holds the money, where one does. */
  readonly hold?: WalletHold;
}

/** What a rail says of an attempt. `unknown` is no outcome: the till shows "checking" and asks again. */
export type RailAnswer =
  | { readonly type: "captured"; readonly amount: Money }
  /** The rail holds the money until it is told to take it or to let it go. */
  | { readonly type: "held"; readonly amount: Money }
  | { readonly type: "declined"; readonly reason: DeclineReason }
  | { readonly type: "voided" }
  | { readonly type: "unknown"; readonly askAgainMs: number };

export interface RailRefund {
  /** The attempt whose money goes back. */
  readonly attempt: string;
  /** Names this refund for ever: asking twice is asking once. */
  readonly reference: string;
  readonly amount: Money;
  /** The wallet that the money goes to, where it goes to one. */
  readonly wallet?: WalletId;
  /** What the merchant's books call it. */
  readonly pair: string;
}

export type CaptureAnswer =
  | { readonly type: "captured" }
  | { readonly type: "unknown"; readonly askAgainMs: number };

export type RefundAnswer =
  | { readonly type: "refunded" }
  | { readonly type: "failed" }
  | { readonly type: "unknown"; readonly askAgainMs: number };

/** One way for money to move. Every call may be repeated: the reference makes it the same call. */
export interface Rail {
  readonly name: string;
  readonly can: {
    /** False where another party drives the payment and asks the merchant for the decision. */
    readonly instruct: boolean;
    readonly void: boolean;
    readonly refund: boolean;
  };
  /** Moves the money, or says why not. May take as long as it likes; the caller does not wait for ever. */
  instruct(attempt: RailAttempt): Promise<RailAnswer>;
  /** Asks what became of an attempt whose answer was lost. Never moves money. */
  lookUp(attempt: RailAttempt): Promise<RailAnswer>;
  /** Takes the money that was held. Rails that hold have this and `release`. */
  capture?(attempt: RailAttempt): Promise<CaptureAnswer>;
  /** Lets go of the money that was held; answers what it came to if it is held no more. */
  release?(attempt: RailAttempt): Promise<RailAnswer>;
  /** Stops an attempt that is not decided yet; answers what it came to if it is. */
  void(attempt: RailAttempt): Promise<RailAnswer>;
  refund(refund: RailRefund): Promise<RefundAnswer>;
  /** Takes money in for the payer that the merchant was given in cash. Only rails that keep payers' money have it. */
  topUp?(topUp: RailRefund): Promise<RefundAnswer>;
}

/** What a rail is given of the world. `notify` is for what a rail says without being asked. */
export interface RailSurroundings {
  now(): Instant;
  sleep(ms: number): Promise<void>;
  notify(reference: string, answer: RailAnswer): void;
  readonly clearing: Clearing;
}

/** What the wallet rail is given of its merchant, and of the wallets. */
export interface Clearing {
  /** Who owes what goes back. */
  readonly creditor: Pick<Credit, "from" | "payer">;
  /** Decides that this try does not pay, unless it has. */
  reject(reference: string, hold: WalletHold): Verdict;
  /** Never throws: what goes wrong on the way is unknown. */
  credit(message: CreditMessage): Promise<CreditAnswer>;
}

/** "MERCHANT.3-1042.2": the second attempt of that order, for ever. */
export const referenceOf = (merchant: string, number: OrderNumber, ordinal: number): string =>
  `${merchant}.${orderNumberText(number)}.${ordinal}`;

export function parseReference(text: string): { number: OrderNumber; ordinal: number } | null {
  const [, orderText = "", ordinalText = ""] = text.split(".", 4);
  const number = parseOrderNumber(orderText);
  return number !== null && /^[1-9]\d?$/.test(ordinalText)
    ? { number, ordinal: Number(ordinalText) }
    : null;
}
