import * as v from "valibot";
import { EventPage } from "../../worker/contract/event.ts";
import { TerminalView, Ticket } from "../../worker/contract/merchant.ts";
import { OrderPage, OrderView } from "../../worker/contract/order.ts";
import { Windows } from "../../worker/contract/token.ts";
import type { WindowRange } from "../state/code-windows.ts";
import type { Movement } from "../state/counter-wish.ts";
import type { PlaceInput } from "../state/message.ts";
import { type Answer, type Ask, type Caller, type Fetch, call } from "./call.ts";

/** The till's side of the API, version 1. Every method answers with a value; none throws. */
export interface Api {
  terminal(): Promise<Answer<TerminalView>>;
  /** `range` null: from the server's present window. */
  mint(number: string, range: WindowRange | null): Promise<Answer<Windows>>;
  /** Status 201 when the order is new, 200 when it was there with the same content. */
  place(order: PlaceInput, signal?: AbortSignal): Promise<Answer<OrderView>>;
  order(number: string): Promise<Answer<OrderView>>;
  orders(before: string | null): Promise<Answer<OrderPage>>;
  cancel(number: string): Promise<Answer<OrderView>>;
  /** Says which order the screen shows, where that is not the newest. */
  putScreen(number: string | null): Promise<Answer<unknown>>;
  /** Takes cash for an order, or gives money back; the key makes it once. */
  wish(number: string, key: string, movement: Movement): Promise<Answer<OrderView>>;
  /** Waits up to that long for facts after the cursor; at most 25 s. */
  events(after: number, waitSeconds: number, signal: AbortSignal): Promise<Answer<EventPage>>;
  ticket(): Promise<Answer<Ticket>>;
  /** Any other call of the same terminal. */
  readonly ask: Ask;
}

export interface ApiOptions {
  readonly credential: string;
  readonly origin?: string;
  readonly now?: () => number;
  readonly isOnline?: () => boolean;
}

const LIST_PAGE = 30;
/** How much longer than it may wait a long poll may take before it counts as lost. */
const POLL_GRACE_MS = 8_000;

export function createApi(
  fetch: Fetch,
  { credential, origin = "", now = Date.now, isOnline = () => true }: ApiOptions,
): Api {
  const caller: Caller = { fetch, credential, origin, now, isOnline };
  return {
    terminal: () => call(caller, TerminalView, { method: "GET", path: "/terminal" }),
    mint: (number, range) =>
      call(caller, Windows, { method: "POST", path: "/tokens", body: { number, ...range } }),
    place: (order, signal) =>
      call(caller, OrderView, { method: "POST", path: "/orders", body: order, signal }),
    order: (number) => call(caller, OrderView, { method: "GET", path: `/orders/${number}` }),
    orders: (before) =>
      call(caller, OrderPage, { method: "GET", path: `/orders?${listQuery(before)}` }),
    cancel: (number) =>
      call(caller, OrderView, { method: "POST", path: `/orders/${number}/cancel` }),
    putScreen: (number) =>
      call(caller, v.unknown(), { method: "PUT", path: "/terminal/screen", body: { number } }),
    wish: (number, key, { type, ...what }) =>
      call(caller, OrderView, {
        method: "POST",
        path: `/orders/${number}/${type === "cash" ? "cash" : "refunds"}`,
        body: { key, ...what },
      }),
    events: (after, waitSeconds, signal) =>
      call(caller, EventPage, {
        method: "GET",
        path: `/events?after=${after}&wait=${waitSeconds}`,
        timeoutMs: waitSeconds * 1000 + POLL_GRACE_MS,
        signal,
      }),
    ticket: () => call(caller, Ticket, { method: "POST", path: "/stream/tickets" }),
    ask: (schema, question) => call(caller, schema, question),
  };
}

function listQuery(before: string | null): string {
  const query = new URLSearchParams({ limit: String(LIST_PAGE) });
  if (before !== null) query.set("before", before);
  return query.toString();
}
