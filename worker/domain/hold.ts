import type { Instant } from "./instant.ts";
import type { Money } from "./money.ts";
import type { PendId, PendParts } from "./pend.ts";

/** One try to pay: what the payer signed, and never changes. */
export interface HoldTerms extends PendParts {
  readonly pend: PendId;
  /** The merchant's name as the payer saw and signed it. */
  readonly payee: string;
  readonly amount: Money;
  readonly at: Instant;
  /** Of a top-up that its owner wants back: this money is to go where it came from. */
  readonly isReturn?: boolean;
}

export type HoldDecline = "insufficient-funds" | "over-limit";

/** The money of one try in the wallet. Declined: it was never held, and that stays the answer. */
export type Hold = { readonly terms: HoldTerms } & (
  | { readonly status: "pending"; readonly abandoned: boolean }
  | { readonly status: "posted"; readonly receipt: string }
  | { readonly status: "voided"; readonly reason: string }
  | { readonly status: "declined"; readonly reason: HoldDecline }
);

export type HoldEvent =
  | { readonly type: "held"; readonly terms: HoldTerms }
  | { readonly type: "declined"; readonly terms: HoldTerms; readonly reason: HoldDecline }
  /** The payer wants out; the merchant's decision says whether that came in time. */
  | { readonly type: "abandoned" }
  | { readonly type: "posted"; readonly receipt: string }
  | { readonly type: "voided"; readonly reason: string };

/** What the merchant decided about a try, once and for ever. */
export type Verdict =
  | { readonly type: "accepted"; readonly receipt: string }
  | { readonly type: "rejected"; readonly reason: string };

/** Applies a fact that already happened. Never refuses; one that cannot follow is a fault. */
export function evolveHold(hold: Hold | null, event: HoldEvent): Hold {
  if (event.type === "held" || event.type === "declined") {
    if (hold) throw new Error(`${event.type} cannot follow ${hold.status}`);
    const { terms } = event;
    return event.type === "held"
      ? { terms, status: "pending", abandoned: false }
      : { terms, status: "declined", reason: event.reason };
  }
  if (hold?.status !== "pending")
    throw new Error(`${event.type} cannot follow ${hold?.status ?? "nothing"}`);
  switch (event.type) {
    case "abandoned":
      return { ...hold, abandoned: true };
    case "posted":
      return { terms: hold.terms, status: "posted", receipt: event.receipt };
    case "voided":
      return { terms: hold.terms, status: "voided", reason: event.reason };
  }
}
