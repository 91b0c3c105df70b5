import * as v from "valibot";
import { OrderView, RefundView } from "./order.ts";
import { MintTokens, Windows } from "./token.ts";

/** One fact about one order. `cursor` counts the merchant's facts; a reader sees its own in order, none twice. */
export const EventView = v.object({
  cursor: v.number(),
  at: v.string(),
  type: v.picklist([
    "placed",
    "claimed",
    "proved",
    "missed",
    "attached",
    "released",
    "lapsed",
    "instructed",
    "redirected",
    "doubted",
    "declined",
    "captured",
    "posted",
    "holdLost",
    "disputed",
    "disputeTaken",
    "disputeReturned",
    "disputeClosed",
    "credited",
    "recredited",
    "paidInCash",
    "refundRequested",
    "refunded",
    "refundReported",
    "refundFailed",
    "refundBounced",
    "cancelRequested",
    "cancelled",
    "expired",
    "strayed",
    "returned",
  ]),
  /** The order as it stands when the event is read, which may be further than the event. */
  order: OrderView,
  /** The refund that the fact is about, as it stands by now. */
  refund: v.optional(RefundView),
});
export type EventView = v.InferOutput<typeof EventView>;

/** `GET /api/v1/events`: ask again with `after` = this cursor. */
export const EventPage = v.object({ events: v.array(EventView), cursor: v.number() });
export type EventPage = v.InferOutput<typeof EventPage>;

/** What the server sends to a terminal on `GET /api/v1/stream`. Text "ping" is answered "pong" without waking anybody. */
export const StreamMessage = v.variant("type", [
  v.object({ type: v.literal("events"), ...EventPage.entries }),
  v.object({ type: v.literal("windows"), ...Windows.entries }),
  v.object({ type: v.literal("refused"), problem: v.string() }),
]);
export type StreamMessage = v.InferOutput<typeof StreamMessage>;

/** What a terminal may say on it: a wish for windows of its code, before those in hand run out. */
export const StreamWish = v.strictObject({ type: v.literal("mint"), ...MintTokens.entries });
export type StreamWish = v.InferOutput<typeof StreamWish>;

export const MAX_WAIT_SECONDS = 25;
export const EVENT_PAGE_SIZE = 100;
