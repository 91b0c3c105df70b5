import { describe, it } from "vitest";
import type { DayView, SettlementView } from "../../worker/contract/settlement.ts";
import {
  DAY_UNASKED,
  type DayDesk,
  type DayMessage,
  type DayTask,
  shownOf,
  updateDay,
} from "./day-desk.ts";

const money = { minor: 100, currency: "EUR", exponent: 2 };
const sums = {
  sales: 1,
  gross: money,
  refunds: 0,
  refunded: money,
  bounced: money,
  toppedUp: money,
  strayed: money,
  disputed: money,
  net: money,
};
const report = { batches: [{ rail: "cash", ...sums }], totals: [sums], drawers: [] };
const day: DayView = {
  after: 4,
  day: "2026-11-25",
  timeZone: "UTC",
  since: "2026-11-25T09:00:00.000Z",
  closesAt: "2026-11-26T04:00:00.000Z",
  ...report,
};
const settlement = (number: number): SettlementView => ({
  number,
  day: "2026-11-25",
  closedAt: "2026-11-25T18:00:00.000Z",
  closedBy: 1,
  ...report,
});
const told: DayMessage = {
  type: "told",
  day,
  page: { settlements: [settlement(4), settlement(3)], before: 3 },
};

function after(...messages: DayMessage[]): { desk: DayDesk; tasks: DayTask[] } {
  let desk = DAY_UNASKED;
  const tasks: DayTask[] = [];
  for (const message of messages) {
    const outcome = updateDay(desk, message);
    desk = outcome.desk;
    if (outcome.task) tasks.push(outcome.task);
  }
  return { desk, tasks };
}

describe("the day at the till", () => {
  it("is closed only after it was asked whether, and two taps are one", ({ expect }) => {
    const asked = after(told, { type: "close", isSure: false });
    expect(asked.tasks).toEqual([]);
    expect(asked.desk.isCloseAsked).toBe(true);
    const sure: DayMessage = { type: "close", isSure: true };
    expect(after(told, sure, sure).tasks).toEqual([{ type: "close", after: 4 }]);
    const nothing = { ...told, day: { ...day, batches: [] } };
    expect(after(nothing, sure).tasks).toEqual([]);
  });

  it("shows what was closed, and asks how the day goes on", ({ expect }) => {
    const { desk, tasks } = after(told, { type: "closed", settlement: settlement(5) });
    expect(shownOf(desk)).toEqual(settlement(5));
    expect(tasks).toEqual([{ type: "ask" }]);
    expect(updateDay(desk, told).desk.news).toBe("closed");
  });

  it("is closed by the same question when the answer was lost", ({ expect }) => {
    const { desk } = after(
      told,
      { type: "close", isSure: true },
      { type: "failed", fault: "unanswered" },
    );
    expect(desk).toMatchObject({ fault: "unanswered", status: "idle", day });
    expect(updateDay(desk, { type: "close", isSure: true }).task).toEqual({
      type: "close",
      after: 4,
    });
  });

  it("goes back in pages, and lists are of what is on the screen", ({ expect }) => {
    const page = { settlements: [settlement(2)], before: null };
    const { desk, tasks } = after(
      told,
      { type: "earlier" },
      { type: "listed", page },
      { type: "earlier" },
      { type: "show", number: 2 },
      { type: "fetch", name: "journal" },
    );
    expect(desk.closed.map(({ number }) => number)).toEqual([4, 3, 2]);
    expect(tasks).toEqual([
      { type: "list", before: 3 },
      { type: "fetch", name: "journal", settlement: 2 },
    ]);
  });
});
