import * as v from "valibot";
import { type MerchantId, type Secret, isMerchantId, isSecret } from "../domain/capability.ts";
import type { Order } from "../domain/order.ts";
import { MAX_TERMINAL } from "../domain/order-number.ts";
import { credentialText, parseCredential } from "./credential.ts";
import { MoneyOut, OrderNumberIn, SecretIn, parsed, timeOut } from "./fields.ts";
import { matchWords } from "./match-words.ts";
import { LANGUAGES, type Language } from "./merchant.ts";
import { Bill, billOf } from "./order.ts";
import { Windows } from "./token.ts";

/** What a customer display shows with each request: whose it is, which terminal it watches, and its own secret. */
export interface DisplayCredential {
  readonly merchant: MerchantId;
  readonly terminal: number;
  /** Counts the merchant's displays from 1. */
  readonly display: number;
  readonly secret: Secret;
}

/** "MERCHANT.3.1.SECRET": one part more than a terminal's, so that neither is ever read as the other. */
export const displayCredentialText = (held: DisplayCredential): string =>
  `${held.merchant}.${held.terminal}.${held.display}.${held.secret}`;

export function parseDisplayCredential(text: string): DisplayCredential | null {
  const parts = text.split(".", 5);
  if (parts.length !== 4) return null;
  const [merchant = "", terminalText = "", displayText = "", secret = ""] = parts;
  const terminal = wholeNumber(terminalText);
  const display = wholeNumber(displayText);
  if (!isMerchantId(merchant) || !isSecret(secret) || terminal > MAX_TERMINAL) return null;
  return terminal > 0 && display > 0 ? { merchant, terminal, display, secret } : null;
}

/** 0 for what is not a number from 1 to 999,999 in its one way of writing. */
const wholeNumber = (text: string): number => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : 0);

/** The most displays that one terminal may have. */
export const MAX_DISPLAYS = 4;

/** `POST /api/v1/terminal/displays/links`: opened on another screen, it makes that the terminal's display. Once. */
export const DisplayLink = v.object({ url: v.string(), expiresAt: v.string() });
export type DisplayLink = v.InferOutput<typeof DisplayLink>;

/** Where a display's link leads; what it brings is in the fragment, which no server sees. */
export const displayLinkUrl = (
  origin: string,
  link: Parameters<typeof credentialText>[0],
): string => `${origin}/display/${link.terminal}#${credentialText(link)}`;

/** `POST /api/v1/displays`: the key is the display's own secret, so that asking twice makes one display. */
export const LinkDisplay = v.strictObject({
  link: parsed(parseCredential, "display-link-invalid"),
  key: SecretIn,
});
export type LinkDisplay = v.InferOutput<typeof LinkDisplay>;

export const LinkedDisplay = v.object({ credential: v.string() });
export type LinkedDisplay = v.InferOutput<typeof LinkedDisplay>;

/** `GET /api/v1/terminal/displays`: the screens that may watch this terminal. */
export const DisplayList = v.object({
  displays: v.array(
    v.object({
      number: v.number(),
      linkedAt: v.string(),
      seenAt: v.string(),
      /** It has the live channel open now. */
      isWatching: v.boolean(),
    }),
  ),
});
export type DisplayList = v.InferOutput<typeof DisplayList>;

/** `PUT /api/v1/terminal/screen`: which order the till shows, where that is not simply the newest; null: none. */
export const PutScreen = v.strictObject({ number: v.nullable(OrderNumberIn) });
export type PutScreen = v.InferOutput<typeof PutScreen>;

/** What it answers: the order that is shown from now on. */
export const Screen = v.object({ number: v.nullable(v.string()) });
export type Screen = v.InferOutput<typeof Screen>;

const BILL = v.pick(Bill, ["number", "status", "checking", "amount", "lines", "note", "expiresAt"]);

/** What customers may see of the order before them: no evidence, no receipt, and not why a bank said no. */
export const DisplayOrder = v.object({
  ...BILL.entries,
  hasDeclined: v.boolean(),
  /** While claimed: the words that the payer may be asked for. */
  words: v.nullable(v.string()),
  change: v.nullable(MoneyOut),
  /** When it was paid, expired or cancelled. */
  endedAt: v.nullable(v.string()),
});
export type DisplayOrder = v.InferOutput<typeof DisplayOrder>;

/** `GET /api/v1/display`: what stands on the till now. Told whole each time, so that a display has no history to lose. */
export const DisplayView = v.object({
  shop: v.string(),
  terminal: v.string(),
  language: v.picklist(LANGUAGES),
  order: v.nullable(DisplayOrder),
  /** While the order waits for its payer: a minute of its code. */
  code: v.nullable(Windows),
  cursor: v.number(),
  serverTime: v.string(),
});
export type DisplayView = v.InferOutput<typeof DisplayView>;

/** What the server sends to a display on `GET /api/v1/stream`. A display says nothing but "ping". */
export const DisplayMessage = v.object({ type: v.literal("display"), ...DisplayView.entries });
export type DisplayMessage = v.InferOutput<typeof DisplayMessage>;

export function displayOrderOf(order: Order, language: Language): DisplayOrder {
  const { cash, declined, paidAt, ...bill } = billOf(order);
  const { number, status, checking, amount, lines, note, expiresAt } = bill;
  const endedAt = "endedAt" in order ? timeOut(order.endedAt) : paidAt;
  return {
    number,
    status,
    checking,
    amount,
    lines,
    note,
    expiresAt,
    endedAt,
    hasDeclined: declined !== null,
    words: order.status === "claimed" ? matchWords(order.claim.code.answer, language) : null,
    change: cash?.change ?? null,
  };
}
