import type { DayView, SettlementPage, SettlementView } from "../../worker/contract/settlement.ts";
import type { SaveFault } from "./place-desk.ts";

/** The lists that a merchant takes along into a spreadsheet. */
export type SheetName = "orders" | "journal";

/** How the day goes, and how those before it went. */
export interface DayDesk {
  /** What has come since the last closing; null until the server has said. */
  readonly day: DayView | null;
  /** Closed days, newest first, and where the list goes on. */
  readonly closed: readonly SettlementView[];
  readonly before: number | null;
  /** The number of the settlement on the screen; 0: the day that is not closed yet. */
  readonly shown: number;
  readonly status: "idle" | "asking" | "closing" | "fetching";
  /** The screen asks whether to close. */
  readonly isCloseAsked: boolean;
  readonly news: "closed" | "fetched" | null;
  readonly fault: SaveFault | null;
}

export type DayMessage =
  | { readonly type: "ask" }
  | { readonly type: "told"; readonly day: DayView; readonly page: SettlementPage }
  | { readonly type: "show"; readonly number: number }
  | { readonly type: "earlier" }
  | { readonly type: "listed"; readonly page: SettlementPage }
  | { readonly type: "close"; readonly isSure: boolean }
  | { readonly type: "keep-open" }
  | { readonly type: "closed"; readonly settlement: SettlementView }
  | { readonly type: "fetch"; readonly name: SheetName }
  | { readonly type: "fetched" }
  | { readonly type: "failed"; readonly fault: SaveFault };

export type DayTask =
  | { readonly type: "ask" }
  | { readonly type: "list"; readonly before: number }
  | { readonly type: "close"; readonly after: number }
  | { readonly type: "fetch"; readonly name: SheetName; readonly settlement: number };

interface DayOutcome {
  readonly desk: DayDesk;
  readonly task: DayTask | null;
}

export const DAY_UNASKED: DayDesk = {
  day: null,
  closed: [],
  before: null,
  shown: 0,
  status: "idle",
  isCloseAsked: false,
  news: null,
  fault: null,
};

export function updateDay(desk: DayDesk, message: DayMessage): DayOutcome {
  switch (message.type) {
    case "ask":
      return begin(desk, "asking", { type: "ask" });
    case "told": {
      const { day, page } = message;
      return still({
        ...rested(desk),
        day,
        closed: page.settlements,
        before: page.before,
        news: desk.news,
      });
    }
    case "show":
      return still({ ...rested(desk), shown: message.number });
    case "earlier":
      return desk.before === null
        ? still(desk)
        : begin(desk, "asking", { type: "list", before: desk.before });
    case "listed": {
      const { settlements, before } = message.page;
      return still({ ...rested(desk), closed: [...desk.closed, ...settlements], before });
    }
    case "close":
      if (!desk.day || desk.day.batches.length === 0) return still(desk);
      return message.isSure
        ? begin(desk, "closing", { type: "close", after: desk.day.after })
        : still({ ...desk, isCloseAsked: true, news: null });
    case "keep-open":
      return still({ ...desk, isCloseAsked: false });
    case "closed": {
      const { settlement } = message;
      const closed = [settlement, ...desk.closed];
      const shown = settlement.number;
      const told: DayDesk = { ...rested(desk), closed, shown, status: "asking", news: "closed" };
      return { desk: told, task: { type: "ask" } };
    }
    case "fetch": {
      const { name } = message;
      return begin(desk, "fetching", { type: "fetch", name, settlement: desk.shown });
    }
    case "fetched":
      return still({ ...rested(desk), news: "fetched" });
    case "failed":
      return still({ ...rested(desk), fault: message.fault });
  }
}

/** What is on the screen: the day that goes on, or one that was closed. */
export const shownOf = (desk: DayDesk): DayView | SettlementView | null =>
  desk.shown === 0 ? desk.day : (desk.closed.find(({ number }) => number === desk.shown) ?? null);

/** One thing at a time: a second tap while the first is under way does nothing. */
const begin = (desk: DayDesk, status: DayDesk["status"], task: DayTask): DayOutcome =>
  desk.status === "idle"
    ? { desk: { ...desk, status, isCloseAsked: false, news: null, fault: null }, task }
    : still(desk);

const rested = (desk: DayDesk): DayDesk => ({
  ...desk,
  status: "idle",
  isCloseAsked: false,
  news: null,
  fault: null,
});

const still = (desk: DayDesk): DayOutcome => ({ desk, task: null });
