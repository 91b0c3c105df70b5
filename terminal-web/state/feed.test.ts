import { describe, it } from "vitest";
import type { OrderView } from "../../worker/contract/order.ts";
import { eventOf, feed, openTill, placed, terminalView, timeText, viewOf } from "./test-till.ts";
import type { TestTill } from "./test-till.ts";

const announced = (test: TestTill): unknown[] =>
  test.tasks.flatMap((task) =>
    task.type === "announce" && task.announcement ? [[task.cursor, task.announcement.kind]] : [],
  );

const other = (test: TestTill, changes: Partial<OrderView>): OrderView => ({
  ...viewOf(test),
  number: "3-12",
  ...changes,
});

describe("the feed", () => {
  it("shows and announces the result of the sale on the screen", ({ expect }) => {
    const test = placed();
    feed(test, eventOf(test, "captured", viewOf(test, { status: "paid" }), 104));
    expect(test.open.sale).toMatchObject({ status: "standing", view: { status: "paid" } });
    expect(announced(test)).toEqual([[104, "paid"]]);
    expect(test.open.news).toEqual([]);
  });

  it("takes each fact once", ({ expect }) => {
    const test = placed();
    const event = eventOf(test, "captured", viewOf(test, { status: "paid" }), 104);
    feed(test, event);
    feed(test, event);
    expect(test.tasks).toEqual([]);
    expect(test.open.cursor).toBe(104);
  });

  it("announces in the order of the facts and marks the last one", ({ expect }) => {
    const test = placed();
    const view = viewOf(test, { status: "paid" });
    feed(
      test,
      eventOf(test, "claimed", view, 101),
      eventOf(test, "captured", view, 103),
      eventOf(test, "placed", other(test, {}), 105),
    );
    expect(test.tasks.map((task) => task.type === "announce" && task.cursor)).toEqual([103, 105]);
  });

  it("does not announce a decline that was overtaken by a payment", ({ expect }) => {
    const test = placed();
    const paid = viewOf(test, { status: "paid" });
    feed(test, eventOf(test, "declined", paid, 101), eventOf(test, "captured", paid, 103));
    expect(announced(test)).toEqual([[103, "paid"]]);
  });

  it.for([
    ["expired", { status: "expired" }],
    ["cancelled", { status: "cancelled" }],
    ["declined", { status: "claimed", declined: "abandoned" }],
  ] as const)("announces that the sale on the screen was %s", ([type, changes], { expect }) => {
    const test = placed();
    feed(test, eventOf(test, type, viewOf(test, changes), 104));
    expect(announced(test)).toEqual([[104, type]]);
  });

  it("announces a doubt while it lasts", ({ expect }) => {
    const test = placed();
    feed(test, eventOf(test, "doubted", viewOf(test, { status: "paying", checking: true }), 104));
    expect(announced(test)).toEqual([[104, "checking"]]);
    feed(test, eventOf(test, "doubted", viewOf(test, { status: "paid" }), 105));
    expect(announced(test)).toEqual([]);
  });

  it("lists and announces money for an order that is not on the screen, and says nothing of its other ends", ({
    expect,
  }) => {
    const test = placed();
    feed(
      test,
      eventOf(test, "expired", other(test, { number: "3-11", status: "expired" }), 101),
      eventOf(test, "captured", other(test, { status: "paid" }), 102),
    );
    expect(announced(test)).toEqual([[102, "paid"]]);
    expect(test.open.news).toMatchObject([{ kind: "paid", number: "3-12", isLate: false }]);
    expect(test.tell({ type: "news-seen" }).open.news).toEqual([]);
  });

  it("tells as late what happened while the page was away", ({ expect }) => {
    const test = openTill();
    const view = { ...placedView(), number: "3-12", status: "paid" } as const;
    feed(test, eventOf(test, "captured", view, 104, 3_600_000));
    expect(test.open.news).toMatchObject([{ kind: "paid", isLate: true }]);
    expect(test.taskOf("announce")).toMatchObject({ announcement: { kind: "paid", isLate: true } });
  });

  it("lists money that came too late with its own amount", ({ expect }) => {
    const test = placed();
    const amount = { minor: 99, currency: "EUR", exponent: 2 };
    const view = other(test, { status: "expired", strays: [{ amount, returned: false }] });
    feed(test, eventOf(test, "strayed", view, 104));
    expect(test.open.news).toMatchObject([{ kind: "stray", amount }]);
  });

  it("says of a refund that came back after it had gone through what it says of one that failed", ({
    expect,
  }) => {
    const test = placed();
    const view = other(test, { status: "paid" });
    const amount = { minor: 500, currency: "EUR", exponent: 2 };
    const refund = { amount, reason: "cold", at: view.placedAt, status: "failed" } as const;
    feed(test, { ...eventOf(test, "refundBounced", view, 104), refund });
    expect(test.taskOf("announce")).toMatchObject({
      announcement: { kind: "refundFailed", amount },
    });
  });

  it("keeps a result in the list when an older state arrives after it", ({ expect }) => {
    const test = placed();
    const view = viewOf(test, { status: "paid" });
    feed(test, eventOf(test, "captured", view, 104)).tell({ type: "leave" });
    test.tell({ type: "told", view: { ...view, status: "claimed" }, asOf: 90 });
    expect(test.open.known.orders[0]?.status).toBe("paid");
  });

  it("starts a new till at the present, without telling its history", ({ expect }) => {
    const test = openTill();
    expect(test.open.cursor).toBe(100);
    expect(test.allTasks).toContainEqual({ type: "announce", cursor: 100, announcement: null });
    expect(test.countOf("follow")).toBe(1);
  });

  it("goes back with a server whose history was restored from a copy", ({ expect }) => {
    const test = openTill();
    const view = terminalView(test.now, { cursor: 70 });
    test.tell({ type: "terminal-told", view, asOf: 100, sentAt: test.now, receivedAt: test.now });
    expect(test.open.cursor).toBe(70);
    expect(test.tasks.map(({ type }) => type)).toEqual(["rewind", "follow"]);
  });

  it("does not go back for an answer that is older than the question's own cursor", ({
    expect,
  }) => {
    const test = placed();
    feed(test, eventOf(test, "claimed", viewOf(test, { status: "claimed" }), 110));
    const view = terminalView(test.now, { cursor: 105 });
    test.tell({ type: "terminal-told", view, asOf: 100, sentAt: test.now, receivedAt: test.now });
    expect(test.open.cursor).toBe(110);
  });
});

function placedView(): OrderView {
  return viewOf(placed());
}

describe("the line", () => {
  it("remembers since when it is down", ({ expect }) => {
    const test = openTill();
    test.now += 5_000;
    test.tell({ type: "connection", status: "offline" });
    const since = test.now;
    test.now += 5_000;
    test.tell({ type: "connection", status: "offline" });
    expect(test.open.connection).toEqual({ status: "offline", since });
  });

  it("makes the till ask what became of its sale when it comes back", ({ expect }) => {
    const test = placed().tell({ type: "connection", status: "offline" });
    test.tell({ type: "connection", status: "polling" });
    expect(test.tasks).toEqual([
      { type: "ask-terminal", asOf: 100 },
      { type: "list", before: null },
      { type: "ask", number: "3-41", asOf: 100 },
    ]);
    expect(test.tell({ type: "connection", status: "live" }).tasks).toEqual([]);
  });
});

describe("the list", () => {
  it("goes on where it ended, and keeps its place when the first page is read again", ({
    expect,
  }) => {
    const test = placed();
    const page = (number: string, placedAt: number, before: string | null) => ({
      orders: [{ ...viewOf(test), number, placedAt: timeText(placedAt) }],
      before,
    });
    test.tell({ type: "listed", page: page("3-40", test.now - 1, "3-40"), before: null });
    test.tell({ type: "list-more" });
    expect(test.tasks).toEqual([{ type: "list", before: "3-40" }]);
    test.tell({ type: "listed", page: page("3-39", test.now - 2, null), before: "3-40" });
    test.tell({ type: "listed", page: page("3-40", test.now - 1, "3-40"), before: null });
    expect(test.open.known.orders.map(({ number }) => number)).toEqual(["3-41", "3-40", "3-39"]);
    expect(test.tell({ type: "list-more" }).tasks).toEqual([]);
  });
});
