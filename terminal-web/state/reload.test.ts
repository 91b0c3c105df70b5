import { describe, it } from "vitest";
import { faceOf } from "./sale.ts";
import {
  type TestTill,
  TestTill as Test,
  UNREACHABLE,
  charged,
  eventOf,
  feed,
  openTill,
  placed,
  refused,
  terminalView,
  viewOf,
} from "./test-till.ts";
import type { Kept } from "./till.ts";

/** What the page would find after a reload: everything went through the browser's structured clone. */
function keptOf({ open }: TestTill): Kept {
  const { profile, draft, sale, windows, nextCounter, withdrawals, clock, settings } = open;
  return structuredClone({
    profile,
    working: { draft, sale, windows, nextCounter, withdrawals, clock },
    history: { orders: open.known.orders, news: open.news },
    settings,
    mark: open.cursor ?? undefined,
    isKept: true,
  });
}

function reloaded(before: TestTill, awayMs = 1_000): TestTill {
  const test = new Test(before.now + awayMs);
  return test.tell({ type: "opened", kept: keptOf(before) });
}

const kindOf = (test: TestTill): unknown => {
  const { sale } = test.open;
  return sale && faceOf(sale, null, test.serverNow).kind;
};

describe("opening", () => {
  it("says so when there is no credential", ({ expect }) => {
    expect(new Test().tell({ type: "credential-missing" }).till).toEqual({
      status: "shut",
      reason: "no-credential",
    });
  });

  it("asks whose till it is the first time, and goes on asking", ({ expect }) => {
    const test = new Test().tell({ type: "opened", kept: { isKept: true } });
    expect(test.tasks).toEqual([{ type: "ask-terminal", asOf: null }]);
    test.tell({ type: "terminal-untold", failure: UNREACHABLE });
    expect(test.till).toMatchObject({ status: "meeting", isUnreachable: true });
    expect(test.tell({ type: "tick" }).tasks).toHaveLength(1);
  });

  it("shuts when the credential is no longer good, whichever call says so", ({ expect }) => {
    const failure = refused("unauthenticated");
    const test = charged().tell({ type: "place-failed", number: "3-41", failure, chance: 0 });
    expect(test.till).toEqual({ status: "shut", reason: "revoked" });
  });

  it("gives way to another tab", ({ expect }) => {
    expect(openTill().tell({ type: "opened-elsewhere" }).till).toEqual({ status: "elsewhere" });
  });

  it("opens without network as it was left", ({ expect }) => {
    const test = reloaded(openTill().type("12"));
    expect(test.open.profile.merchant.name).toBe("Corner Bakery");
    expect(test.open.draft.entry).toBe("12");
    expect(test.open.nextCounter).toBe(41);
  });
});

describe("a reload in the middle of a sale", () => {
  it("keeps the sale, its code and its number", ({ expect }) => {
    const test = reloaded(placed());
    expect(kindOf(test)).toBe("code");
    expect(test.open.windows[0]?.number).toBe("3-41");
    expect(test.open.nextCounter).toBe(42);
  });

  it("follows the feed from the last fact that was announced", ({ expect }) => {
    const test = reloaded(placed());
    expect(test.tasks.map(({ type }) => type)).toEqual(["ask-terminal", "follow"]);
    expect(test.open.cursor).toBe(100);
  });

  it("sends an unanswered order again under the same number", ({ expect }) => {
    const test = reloaded(charged()).tell({ type: "tick" });
    expect(test.taskOf("place")?.order.number).toBe("3-41");
    // The server may have had it from before the reload: that is no clash.
    test.tell({ type: "placed", number: "3-41", view: viewOf(test), isNew: false, asOf: 100 });
    expect(test.open.sale).toMatchObject({ status: "standing" });
  });

  it("asks what became of the order, and shows the result as late", ({ expect }) => {
    const test = reloaded(placed(), 3_600_000);
    expect(kindOf(test)).toBe("unknown");
    test.tell({ type: "connection", status: "live" });
    expect(test.taskOf("ask")).toMatchObject({ number: "3-41" });
    const paid = viewOf(test, { status: "paid" });
    feed(test, eventOf(test, "captured", paid, 104, 3_500_000));
    expect(kindOf(test)).toBe("paid");
    expect(test.taskOf("announce")).toMatchObject({ announcement: { kind: "paid", isLate: true } });
  });

  it("does not send an order whose time went by, but makes sure that it is not there", ({
    expect,
  }) => {
    const test = reloaded(charged(), 3_600_000).tell({ type: "tick" });
    expect(test.taskOf("place")).toBeUndefined();
    expect(test.taskOf("cancel")).toMatchObject({ number: "3-41" });
    expect(kindOf(test)).toBe("unsent");
  });

  it("asks again to cancel what was being cancelled", ({ expect }) => {
    const before = placed().tell({ type: "cancel", isSure: false });
    expect(reloaded(before).tell({ type: "tick" }).taskOf("cancel")).toBeDefined();
  });

  it("never takes a number below the server's next one", ({ expect }) => {
    const test = reloaded(openTill());
    const view = terminalView(test.now, { nextCounter: 90 });
    test.tell({ type: "terminal-told", view, asOf: 100, sentAt: test.now, receivedAt: test.now });
    expect(test.open.nextCounter).toBe(90);
    const older = terminalView(test.now, { nextCounter: 80 });
    test.tell({
      type: "terminal-told",
      view: older,
      asOf: 100,
      sentAt: test.now,
      receivedAt: test.now,
    });
    expect(test.open.nextCounter).toBe(90);
  });

  it("lists news once, even if the page died before it was marked", ({ expect }) => {
    const before = openTill();
    const view = { ...viewOf(placed()), number: "3-12", status: "paid" } as const;
    const event = eventOf(before, "captured", view, 104);
    feed(before, event);
    const test = new Test(before.now).tell({
      type: "opened",
      kept: { ...keptOf(before), mark: 100 },
    });
    feed(test, event);
    expect(test.open.news).toHaveLength(1);
  });
});
