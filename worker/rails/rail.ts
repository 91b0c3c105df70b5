import type { CreditAnswer, CreditMessage } from "../contract/clearing.ts";
import type { Currency } from "../domain/currency.ts";
import type { Verdict } from "../domain/hold.ts";
import type { Instant } from "../domain/instant.ts";
import type { Money } from "../domain/money.ts";
import type { DeclineReason } from "../domain/order.ts";
import { type OrderNumber, orderNumberText, parseOrderNumber } from "../domain/order-number.ts";
import type { WalletHold, WalletId } from "../domain/pend.ts";
import type { Credit } from "../domain/wallet-ledger.ts";
import type { PlainText } from "../domain/plain-text.ts";
import type { Result } from "../domain/result.ts";
import type { ReportedDispute } from "../domain/report-disputes.ts";
import type { ReportedRefund } from "../domain/report-refunds.ts";

/** What a rail needs to know of one attempt. The reference is ours, stable, and names the attempt for ever. */
export interface RailAttempt {
  readonly reference: string;
  readonly amount: Money;
  readonly at: Instant;
  /** The wallet that holds the money, where one does. */
  readonly hold?: WalletHold;
  /** What the rail itself calls the attempt, once it has said so. */
  readonly remote?: string;
}

/** An attempt that is to be made now, with what the rail shows to the payer. */
export interface RailInstruction extends RailAttempt {
  readonly payee: string;
  /** Where the payer comes back to from a page of the rail's own. Coming back proves nothing. */
  readonly returnUrl: string;
}

interface Moved {
  readonly amount: Money;
  readonly remote?: string;
}

/** What a rail says of an attempt. `unknown` is no outcome: the till shows "checking" and asks again. */
export type RailAnswer =
  | ({ readonly type: "captured" } & Moved)
  /** The rail holds the money until it is told to take it or to let it go. */
  | ({ readonly type: "held" } & Moved)
  /** The payer has to go to a page of the rail's own. What comes of it is heard by notice or by look-up. */
  | {
      readonly type: "redirected";
      readonly url: string;
      readonly remote: string;
      readonly askAgainMs: number;
    }
  | { readonly type: "declined"; readonly reason: DeclineReason }
  | { readonly type: "voided" }
  | Unknown;

export interface Unknown {
  readonly type: "unknown";
  readonly askAgainMs: number;
}

export interface RailRefund {
  /** The attempt whose money goes back. */
  readonly attempt: RailAttempt;
  /** Names this refund for ever: asking twice is asking once. */
  readonly reference: string;
  readonly amount: Money;
  /** The wallet that the money goes to, where it goes to one. */
  readonly wallet?: WalletId;
  /** What the merchant's books call it. */
  readonly pair: string;
}

/** `gone`: it was held, and is not any more, and nothing was taken. */
export type CaptureAnswer = { readonly type: "captured" } | { readonly type: "gone" } | Unknown;
export type RefundAnswer = { readonly type: "refunded" } | { readonly type: "failed" } | Unknown;
export type RefundsAnswer =
  | { readonly type: "refunds"; readonly refunds: readonly ReportedRefund[] }
  | Unknown;
export type DisputesAnswer =
  | { readonly type: "disputes"; readonly disputes: readonly ReportedDispute[] }
  | Unknown;

/** One way for money to move. Every call may be repeated: the reference makes it the same call. */
export interface Rail {
  readonly name: string;
  /** What people call it, in every language. */
  readonly title: PlainText;
  /** True where no real money moves. */
  readonly isTest: boolean;
  readonly can: {
    /** False where another party drives the payment and asks the merchant for the decision. */
    readonly instruct: boolean;
    readonly void: boolean;
    readonly refund: boolean;
  };
  /** Where the payer acts on a page of the rail's own: how long that may take before the attempt is stopped. */
  readonly payerMs?: number;
  /** What a payer can pay with on it in this currency, where that has names of its own. */
  ways?(currency: Currency): readonly string[];
  /** Whether the rail can move this amount at all. Without it, every amount. */
  takes?(amount: Money): boolean;
  /** Moves the money, or says why not. May take as long as it likes; the caller does not wait for ever. */
  instruct(instruction: RailInstruction): Promise<RailAnswer>;
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
  /** Every refund of an attempt's money that the rail knows of, whoever asked for it. */
  refundsOf?(attempt: RailAttempt): Promise<RefundsAnswer>;
  /** Every dispute of an attempt's money. */
  disputesOf?(attempt: RailAttempt): Promise<DisputesAnswer>;
}

/** What a rail is given of the world. `notify` is for what a rail says without being asked. */
export interface RailSurroundings {
  now(): Instant;
  sleep(ms: number): Promise<void>;
  fetch: typeof fetch;
  /** A key or an address that whoever runs this installation has set for a rail. */
  setting(name: string): string | undefined;
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

/** What a rail said in a message of its own, once the message is known to be the rail's. */
export interface RailNotice {
  readonly reference: string;
  readonly remote: string | null;
  readonly news:
    | { readonly type: "answer"; readonly answer: RailAnswer }
    /** Something has happened that may not be the last word: the rail has to be asked. */
    | { readonly type: "ask" }
    | { readonly type: "refunds" }
    | { readonly type: "disputes" };
}

/** A message that came in under a rail's name, as raw as it was sent. */
export interface RailMessage {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Headers;
}

export type NoticeRefusal = "signature-invalid" | "notice-foreign" | "temporarily-unavailable";

/** How a rail comes about: `make` answers null where its keys are missing. */
export interface RailKind {
  /** The settings that `make` cannot do without. */
  readonly needs: readonly string[];
  /** Whether payers are offered it before the merchant has chosen. */
  readonly isOnAtFirst: boolean;
  make(surroundings: RailSurroundings): Rail | null;
  /** Reads a message from outside; null when it is the rail's but says nothing to us. */
  readNotice?(
    message: RailMessage,
    surroundings: Pick<RailSurroundings, "now" | "fetch" | "setting">,
  ): Promise<Result<RailNotice | null, NoticeRefusal>>;
}

/** "MERCHANT.3-1042.2": the second attempt of that order, for ever. */
export const referenceOf = (merchant: string, number: OrderNumber, ordinal: number): string =>
  `${merchant}.${orderNumberText(number)}.${ordinal}`;

export function parseReference(
  text: string,
): { merchant: string; number: OrderNumber; ordinal: number } | null {
  const [merchant = "", orderText = "", ordinalText = ""] = text.split(".", 4);
  const number = parseOrderNumber(orderText);
  return number !== null && /^[1-9]\d?$/.test(ordinalText)
    ? { merchant, number, ordinal: Number(ordinalText) }
    : null;
}
