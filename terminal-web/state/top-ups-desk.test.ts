import { describe, it } from "vitest";
import type { OrderView } from "../../worker/contract/order.ts";
import { TOP_UPS_UNASKED, type TopUpsMessage, updateTopUps } from "./top-ups-desk.ts";
import { placed, timeText, viewOf } from "./test-till.ts";

const order = (number: string): OrderView => {
  const test = placed();
  return { ...viewOf(test), number, placedAt: timeText(test.now) };
};
const page = (number: string, before: string | null) => ({ orders: [order(number)], before });

function after(...messages: TopUpsMessage[]) {
  let desk = TOP_UPS_UNASKED;
  const asked: (string | null)[] = [];
  for (const message of messages) {
    const outcome = updateTopUps(desk, message);
    desk = outcome.desk;
    if (outcome.task) asked.push(outcome.task.before);
  }
  return { desk, asked, numbers: desk.orders?.map(({ number }) => number) };
}

describe("top-ups from wallets' own pages", () => {
  const first: TopUpsMessage[] = [
    { type: "ask" },
    { type: "told", before: null, page: page("65535-2", "65535-2") },
  ];

  it("are read page by page, one question at a time", ({ expect }) => {
    const more = after(...first, { type: "more" }, { type: "more" });
    expect(more.asked).toEqual([null, "65535-2"]);
    const told = after(
      ...first,
      { type: "more" },
      { type: "told", before: "65535-2", page: page("65535-1", null) },
      { type: "more" },
    );
    expect(told.numbers).toEqual(["65535-2", "65535-1"]);
    expect(told.asked).toEqual([null, "65535-2"]);
  });

  it("are read anew from the beginning, and stay when they cannot be", ({ expect }) => {
    const told = after(...first, ...first);
    expect(told.numbers).toEqual(["65535-2"]);
    const failed = after(...first, { type: "ask" }, { type: "failed", fault: "offline" });
    expect([failed.numbers, failed.desk.fault]).toEqual([["65535-2"], "offline"]);
  });
});
