import * as v from "valibot";
import { OrderNumberIn } from "./fields.ts";

/** Seconds of one window of the rotating code. */
export const WINDOW_SECONDS = 10;
/** The most windows of one call: an hour. */
export const MAX_WINDOWS = 360;

export const MintTokens = v.strictObject({
  number: OrderNumberIn,
  /** First window (Unix seconds / 10); the present one when left out. */
  from: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff))),
  count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_WINDOWS)), 36),
});
export type MintTokens = v.InferOutput<typeof MintTokens>;

/** Consecutive windows of one order. The code on the screen is `prefix` + the token of the present window. */
export const Windows = v.object({
  number: v.string(),
  prefix: v.string(),
  from: v.number(),
  tokens: v.array(v.string()),
  serverTime: v.string(),
});
export type Windows = v.InferOutput<typeof Windows>;

/** The window that an instant (ms) falls in. */
export const windowAt = (ms: number): number => Math.floor(ms / (WINDOW_SECONDS * 1000));

/** When a window begins, in ms. */
export const windowStart = (window: number): number => window * WINDOW_SECONDS * 1000;
