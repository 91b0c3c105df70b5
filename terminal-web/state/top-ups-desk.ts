import type { OrderPage, OrderView } from "../../worker/contract/order.ts";
import type { SaveFault } from "./place-desk.ts";

/** Top-ups that payers made on their wallets' own pages, as they are being read. */
export interface TopUpsDesk {
  /** Newest first; null until the server has said. */
  readonly orders: readonly OrderView[] | null;
  /** Where the list goes on. */
  readonly before: string | null;
  readonly isAsking: boolean;
  readonly fault: SaveFault | null;
}

export type TopUpsMessage =
  /** From the beginning, or what comes after it. */
  | { readonly type: "ask" | "more" }
  | { readonly type: "told"; readonly before: string | null; readonly page: OrderPage }
  | { readonly type: "failed"; readonly fault: SaveFault };

export interface TopUpsTask {
  readonly before: string | null;
}

interface TopUpsOutcome {
  readonly desk: TopUpsDesk;
  readonly task: TopUpsTask | null;
}

export const TOP_UPS_UNASKED: TopUpsDesk = {
  orders: null,
  before: null,
  isAsking: false,
  fault: null,
};

export function updateTopUps(desk: TopUpsDesk, message: TopUpsMessage): TopUpsOutcome {
  switch (message.type) {
    case "ask":
      return ask(desk, null);
    case "more":
      return desk.before === null ? { desk, task: null } : ask(desk, desk.before);
    case "told": {
      const { page, before } = message;
      const known = before === null ? [] : (desk.orders ?? []);
      const told = { orders: [...known, ...page.orders], before: page.before };
      return { desk: { ...told, isAsking: false, fault: null }, task: null };
    }
    case "failed":
      return { desk: { ...desk, isAsking: false, fault: message.fault }, task: null };
  }
}

/** One question at a time. */
const ask = (desk: TopUpsDesk, before: string | null): TopUpsOutcome =>
  desk.isAsking
    ? { desk, task: null }
    : { desk: { ...desk, isAsking: true, fault: null }, task: { before } };
