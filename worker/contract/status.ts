import * as v from "valibot";
import { MoneyOut } from "./fields.ts";

/** What is counted, hour by hour: sales by currency; what a rail did, by rail; refusals, by problem. */
export type TallyKind = "sale" | "paid" | "declined" | "doubted" | "refusal";

export interface Tally {
  readonly kind: TallyKind;
  readonly name: string;
  /** Hours since the epoch. */
  readonly hour: number;
  readonly count: number;
  /** Minor units; 0 where no money is counted. */
  readonly minor: number;
}

/** Work that should have ended by itself and has not. */
export const STUCK = ["paying", "posting", "refunding", "returning", "crediting", "hold"] as const;
export type StuckKind = (typeof STUCK)[number];

export interface Stuck {
  readonly what: StuckKind;
  /** The order's number, or the wallet's try. */
  readonly about: string;
  readonly rail: string;
  readonly minor: number;
  readonly currency: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/** What an object tells when the sweep wakes it. */
export interface Pulse {
  readonly tallies: readonly Tally[];
  /** The event up to which it has told. */
  readonly tallied: number;
  readonly stuck: readonly Stuck[];
}

const StuckLine = v.object({
  what: v.picklist(STUCK),
  /** Which merchant's or wallet's. */
  object: v.string(),
  about: v.string(),
  rail: v.string(),
  amount: MoneyOut,
  since: v.string(),
});
export type StuckLine = v.InferOutput<typeof StuckLine>;

/** `GET /api/v1/operator/status`: the last 24 hours, and what is the matter now. */
export const StatusView = v.object({
  at: v.string(),
  /** No figure is newer than this, and none older: between them every object was asked. null: none was yet. */
  asked: v.object({ first: v.nullable(v.string()), last: v.nullable(v.string()) }),
  merchants: v.number(),
  wallets: v.number(),
  sales: v.array(v.object({ count: v.number(), amount: MoneyOut })),
  /** `doubted`: it did not say in time what happened. */
  rails: v.array(
    v.object({
      rail: v.string(),
      paid: v.number(),
      declined: v.number(),
      doubted: v.number(),
      /** The same of this hour and the one before. */
      lately: v.object({ paid: v.number(), declined: v.number(), doubted: v.number() }),
    }),
  ),
  refusals: v.array(v.object({ problem: v.string(), count: v.number() })),
  /** Shops whose name can be taken for an older one's (UTS 39): the newest twenty. Their owners were told, and meant it. */
  alike: v.array(v.object({ merchant: v.string(), name: v.string(), resembles: v.string() })),
  /** The oldest first, at most fifty of them; `stuckCount` says how many there are. */
  stuck: v.array(StuckLine),
  stuckCount: v.number(),
  oldestHold: v.nullable(StuckLine),
});
export type StatusView = v.InferOutput<typeof StatusView>;
