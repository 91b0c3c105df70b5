import type { Verdict } from "../domain/hold.ts";
import type { Money } from "../domain/money.ts";
import type { PendId, PendParts, WalletId } from "../domain/pend.ts";
import type { Credit } from "../domain/wallet-ledger.ts";

/**
 * What wallets and merchants say to each other. The two sides may run different versions of the code for minutes at each
 * deploy: a version that a side does not know is "unknown", never a no, and is asked again later.
 */
export const CLEARING_VERSION = 1;

/** A wallet holds this money and asks for the one decision; or asks that it be no, unless it is taken already. */
export interface PendMessage extends PendParts {
  readonly version: number;
  readonly pend: PendId;
  readonly amount: Money;
}

/** No answer is not a no. */
export interface Unknown {
  readonly type: "unknown";
}

export type PendAnswer = Verdict | Unknown;

/** A merchant owes a wallet this, and asks it to take it in. */
export interface CreditMessage {
  readonly version: number;
  readonly wallet: WalletId;
  readonly credit: Credit;
}

export type CreditAnswer = { readonly type: "credited" } | { readonly type: "refused" } | Unknown;

/** A merchant as a wallet sees it. */
export interface MerchantPeer {
  /** The one decision; asked again, it answers what it answered. */
  decide(message: PendMessage): Promise<PendAnswer>;
  /** The decision if there is one; otherwise it is no from now on. */
  cancelPend(message: PendMessage): Promise<PendAnswer>;
}

/** A wallet as a merchant sees it. */
export interface WalletPeer {
  credit(message: CreditMessage): Promise<CreditAnswer>;
}
