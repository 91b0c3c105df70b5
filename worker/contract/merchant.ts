import * as v from "valibot";
import { isCurrency } from "../domain/currency.ts";
import { ShopName, Text } from "./fields.ts";

export const LANGUAGES = ["en", "zh"] as const;
export type Language = (typeof LANGUAGES)[number];

/** `POST /api/v1/operator/merchants`: a new merchant with its first terminal. */
export const FoundMerchant = v.strictObject({
  name: ShopName,
  currency: v.pipe(v.string("currency-unsupported"), v.check(isCurrency, "currency-unsupported")),
  language: v.picklist(LANGUAGES),
  terminal: v.strictObject({ name: Text(40) }),
});
export type FoundMerchant = v.InferOutput<typeof FoundMerchant>;

export const MerchantView = v.object({
  id: v.string(),
  name: v.string(),
  currency: v.string(),
  language: v.picklist(LANGUAGES),
});
export type MerchantView = v.InferOutput<typeof MerchantView>;

/** The answer to the founding. The credential is shown this once. */
export const Founded = v.object({
  merchant: MerchantView,
  terminal: v.object({ number: v.number(), name: v.string(), credential: v.string() }),
});
export type Founded = v.InferOutput<typeof Founded>;

/** `GET /api/v1/terminal`: what a terminal needs to begin. */
export const TerminalView = v.object({
  merchant: MerchantView,
  terminal: v.object({
    number: v.number(),
    name: v.string(),
    /** Geohash of where it stands; `null` when nobody said. */
    cell: v.nullable(v.string()),
  }),
  /** The counter that no order of this terminal has used yet. */
  nextCounter: v.number(),
  /** The cursor of the latest fact: events after it are news. */
  cursor: v.number(),
  serverTime: v.string(),
});
export type TerminalView = v.InferOutput<typeof TerminalView>;

/** `POST /api/v1/stream/tickets`: opens the live channel once, within the minute. */
export const Ticket = v.object({ ticket: v.string() });
export type Ticket = v.InferOutput<typeof Ticket>;
