import * as v from "valibot";
import type { Currency } from "../domain/currency.ts";
import type { Instant } from "../domain/instant.ts";
import { MoneyOut } from "./fields.ts";

/** A side of the clearing between merchants and wallets. */
export type ClearingSide = "merchant" | "wallet";

/** A movement between a merchant and a wallet as one of them has booked it. Both call it by the same pair. */
export interface ClearedEntry {
  readonly seq: number;
  readonly at: Instant;
  readonly pair: string;
  readonly currency: Currency;
  /** What the merchant has of the wallet's: more, or (negative) less. Minor units. */
  readonly minor: number;
  /** Whose books have the other half; null: nobody knows. */
  readonly peer: string | null;
  /** When this side tells the other again; null: it has nothing more to tell. */
  readonly next: Instant | null;
}

/** What one side knows of a movement that the other has booked. */
export interface Whereabouts {
  readonly pair: string;
  readonly booked: readonly Pick<ClearedEntry, "currency" | "minor">[];
  /** When this side asks again about what is under way; null: nothing is. */
  readonly next: Instant | null;
}

/** A payment that a merchant has booked as paid, and that its rail will not pay any more by itself. */
export type LostHold = Pick<ClearedEntry, "pair" | "at" | "currency" | "minor">;

const Finding = v.object({
  /** `open`: under way, and ends by itself. `broken`: it does not, and somebody has to look. */
  state: v.picklist(["open", "broken"]),
  /** `hold-lost`: no wallet's matter; a rail let go of what it held for a payment before it was taken. */
  why: v.picklist(["missing", "differs", "twice", "nobodys", "hold-lost"]),
  /** On whose books it was found; the other's are the ones that do not have it, or not so. */
  bookedBy: v.picklist(["merchant", "wallet"]),
  merchant: v.nullable(v.string()),
  wallet: v.nullable(v.string()),
  pair: v.string(),
  amount: MoneyOut,
  bookedAt: v.string(),
  ageSeconds: v.number(),
  nextAttemptAt: v.nullable(v.string()),
});
export type Finding = v.InferOutput<typeof Finding>;

/** `GET /api/v1/operator/reconciliation?cursor=`: one step through all books, and where it goes on. */
export const ReconciliationStep = v.object({
  /** Objects whose books were read in this step, and movements that were looked up on the other side. */
  objects: v.number(),
  checked: v.number(),
  findings: v.array(Finding),
  /** null at the end. */
  cursor: v.nullable(v.string()),
});
export type ReconciliationStep = v.InferOutput<typeof ReconciliationStep>;
