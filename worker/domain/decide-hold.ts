import type { Currency } from "./currency.ts";
import type { Hold, HoldEvent, HoldTerms, Verdict } from "./hold.ts";
import type { Minor } from "./money.ts";
import { type Result, ok, refuse } from "./result.ts";
import { MAX_PENDING, type WalletLimits } from "./wallet-limits.ts";

/** What somebody wants of one try, or what the merchant decided about it. */
export type HoldCommand =
  | { readonly type: "hold"; readonly terms: HoldTerms }
  | { readonly type: "abandon" }
  | { readonly type: "settle"; readonly verdict: Verdict };

/** Where the wallet stands in the currency of the try. */
export interface Standing {
  readonly available: Minor;
  /** Held or paid today. */
  readonly spent: Minor;
  readonly pending: number;
  readonly limits: WalletLimits;
}

export type HoldRefusal = "payment-unknown" | "payments-too-many";

type HoldDecision = Result<readonly HoldEvent[], HoldRefusal>;

const ALREADY: HoldDecision = { ok: true, value: [] };

/** What the rules say: the facts that the command causes. The same command again causes none. */
export function decideHold(
  hold: Hold | null,
  command: HoldCommand,
  standingIn: (currency: Currency) => Standing,
): HoldDecision {
  if (command.type === "hold") {
    const { terms } = command;
    return hold ? ALREADY : holdMoney(terms, standingIn(terms.amount.currency));
  }
  if (!hold) return refuse("payment-unknown");
  if (hold.status !== "pending") return ALREADY;
  if (command.type === "abandon") return hold.abandoned ? ALREADY : ok([{ type: "abandoned" }]);
  const { verdict } = command;
  return ok([
    verdict.type === "accepted"
      ? { type: "posted", receipt: verdict.receipt }
      : { type: "voided", reason: verdict.reason },
  ]);
}

/** Held before the merchant hears of it. A "no" is recorded too: the same try never surprises by a late success. */
function holdMoney(terms: HoldTerms, standing: Standing): HoldDecision {
  const { available, spent, pending, limits } = standing;
  const { minor } = terms.amount;
  if (pending >= MAX_PENDING) return refuse("payments-too-many");
  if (minor > limits.payment || spent + minor > limits.day)
    return ok([{ type: "declined", terms, reason: "over-limit" }]);
  if (minor > available) return ok([{ type: "declined", terms, reason: "insufficient-funds" }]);
  return ok([{ type: "held", terms }]);
}
