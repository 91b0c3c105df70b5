import type { EventPage } from "../../worker/contract/event.ts";
import type { TerminalView } from "../../worker/contract/merchant.ts";
import { announcementOf, newsOf } from "./announcement.ts";
import { send } from "./charge.ts";
import { hearClock } from "./hear-clock.ts";
import { hearOrder } from "./hear-order.ts";
import { type Outcome, type Task, only } from "./message.ts";
import type { ClockSample } from "./server-clock.ts";
import { type OpenTill, nextNumber, serverNow } from "./till.ts";

/** The most results that wait to be seen; the list of orders has them all. */
const MOST_NEWS = 50;

/** Takes in facts, each once and in order: the screen, the list, what to say, what to show as news. */
export function hearFeed(till: OpenTill, page: EventPage, now: number): Outcome<OpenTill> {
  let next = till;
  const tasks: Task[] = [];
  for (const event of page.events) {
    if (next.cursor !== null && event.cursor <= next.cursor) continue;
    // A bill that is taken off the table for its parts is nothing to say aloud.
    const isSplit = next.partWish?.of === event.order.number;
    const isOnScreen = next.sale?.charge.number === event.order.number && !isSplit;
    const heard = hearOrder({ ...next, cursor: event.cursor }, event.order, event.cursor, now);
    next = heard.till;
    tasks.push(...heard.tasks);
    const told = serverNow(next, now);
    const announcement = announcementOf(event, isOnScreen, told);
    if (announcement) tasks.push({ type: "announce", cursor: event.cursor, announcement });
    const news = isOnScreen ? null : newsOf(event, told);
    if (news && !next.news.some(({ cursor }) => cursor === news.cursor)) {
      next = { ...next, news: [...next.news, news].slice(-MOST_NEWS) };
    }
  }
  const cursor = Math.max(next.cursor ?? 0, page.cursor);
  if (cursor !== till.cursor) tasks.push({ type: "announce", cursor, announcement: null });
  return { till: { ...next, cursor }, tasks };
}

/** The server has said whose till this is, what time it is, and where its history stands. */
export function hearTerminal(
  till: OpenTill,
  view: TerminalView,
  sample: ClockSample,
  asOf: number | null,
  now: number,
): Outcome<OpenTill> {
  const { merchant, terminal } = view;
  const told: OpenTill = {
    ...hearClock(till, sample),
    profile: { merchant, terminal },
    nextCounter: Math.max(till.nextCounter, view.nextCounter),
  };
  const placed = told.sale;
  const resumed =
    placed?.status === "renumbering"
      ? send(told, { ...placed.charge, number: nextNumber(told) }, placed.isRenumbered, now)
      : only(told);
  if (told.cursor === null) {
    const mark: Task = { type: "announce", cursor: view.cursor, announcement: null };
    return {
      till: { ...resumed.till, cursor: view.cursor },
      tasks: [mark, { type: "follow" }, ...resumed.tasks],
    };
  }
  // A history shorter than what we had read when we asked was restored from a copy: its next facts are new ones.
  if (asOf !== null && view.cursor < asOf) {
    const { cursor } = view;
    return {
      till: { ...resumed.till, cursor },
      tasks: [{ type: "rewind", cursor }, { type: "follow" }, ...resumed.tasks],
    };
  }
  return resumed;
}
