import * as v from "valibot";
import { Text } from "./fields.ts";

/** What a shop's own software may be let do. Stable names: they stand in other people's programs. */
export const SCOPES = [
  /** Orders, their codes and events: to look at. */
  "orders:read",
  /** To place and cancel orders, and to take cash for them. */
  "orders:write",
  "refunds:write",
  /** The day, settlements, ledger and sheets: to look at. */
  "reports:read",
  /** The day's end, place, policy, ways to pay, displays. */
  "settings:write",
] as const;
export type Scope = (typeof SCOPES)[number];

const Scopes = v.pipe(
  v.array(v.picklist(SCOPES)),
  v.minLength(1),
  v.check((scopes) => new Set(scopes).size === scopes.length, "each scope once"),
);

/** `POST /api/v1/shop/keys`: a key for the shop's own software, and a terminal's number for its orders. */
export const MakeKey = v.strictObject({ name: Text(40), scopes: Scopes });
export type MakeKey = v.InferOutput<typeof MakeKey>;

/** `POST /api/v1/shop/keys/{number}/rotate`: another secret; for so many seconds, up to a week, the one before is good too. */
export const RotateKey = v.strictObject({
  overlapSeconds: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(7 * 86_400)),
});
export type RotateKey = v.InferOutput<typeof RotateKey>;

/** A key as it is shown once. */
export const MadeKey = v.object({ number: v.number(), key: v.string() });
export type MadeKey = v.InferOutput<typeof MadeKey>;

/** What an owner sees of a key afterwards. Times as RFC 3339 has them. */
export const KeyLine = v.object({
  scopes: v.array(v.picklist(SCOPES)),
  /** Until when the secret before the last rotation is good; null: it is not. */
  formerUntil: v.nullable(v.string()),
});
export type KeyLine = v.InferOutput<typeof KeyLine>;
