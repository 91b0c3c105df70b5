import { CLEARING_VERSION } from "../contract/clearing.ts";
import { later } from "../domain/instant.ts";
import type { PlainText } from "../domain/plain-text.ts";
import type { Credit } from "../domain/wallet-ledger.ts";
import type {
  Rail,
  RailAnswer,
  RailAttempt,
  RailKind,
  RailRefund,
  RailSurroundings,
  RefundAnswer,
} from "./rail.ts";

/** How long the till waits for a wallet that has begun to pay, before this try is decided: no. */
export const WALLET_GRACE_MS = 60_000;

/**
 * Prepaid money in wallets of this house. The wallet drives a payment: it holds the money and asks the merchant for the one
 * decision, so that nothing has to be instructed here. The merchant drives what goes back.
 */
export function createWalletRail({ now, clearing, setting }: RailSurroundings): Rail {
  const reject = ({ reference, hold, amount }: RailAttempt): RailAnswer => {
    if (!hold) return { type: "declined", reason: "refused-by-rail" };
    const verdict = clearing.reject(reference, hold);
    return verdict.type === "accepted" ? { type: "captured", amount } : { type: "voided" };
  };

  const owe =
    (kind: Credit["kind"]) =>
    async ({ reference, wallet, amount, pair }: RailRefund): Promise<RefundAnswer> => {
      if (!wallet) return { type: "failed" };
      const credit = { ...clearing.creditor, id: reference, kind, amount, pair };
      const answer = await clearing.credit({ version: CLEARING_VERSION, wallet, credit });
      switch (answer.type) {
        case "credited":
          return { type: "refunded" };
        case "refused":
          return { type: "failed" };
        case "unknown":
          return { type: "unknown", askAgainMs: 1_000 };
      }
    };

  return {
    name: "wallet",
    title: "Wallet" as PlainText,
    // Practice money and real money are never in the wallets of one installation.
    isTest: setting("SANDBOX") === "on",
    can: { instruct: false, void: true, refund: true },
    instruct: () => Promise.resolve({ type: "unknown", askAgainMs: WALLET_GRACE_MS }),
    /** The decision is the merchant's own: a wallet that stays silent is not asked, it is told no. */
    lookUp: (attempt) => {
      const leftMs = later(attempt.at, WALLET_GRACE_MS) - now();
      return Promise.resolve(
        leftMs > 0 ? { type: "unknown", askAgainMs: leftMs } : reject(attempt),
      );
    },
    void: (attempt) => Promise.resolve(reject(attempt)),
    refund: owe("refund"),
    topUp: owe("top-up"),
  };
}

export const wallet: RailKind = { needs: [], isOnAtFirst: true, make: createWalletRail };
