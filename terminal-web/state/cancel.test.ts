import { describe, it } from "vitest";
import type { OrderView } from "../../worker/contract/order.ts";
import { faceOf } from "./sale.ts";
import {
  OFFLINE,
  type TestTill,
  UNREACHABLE,
  charged,
  eventOf,
  feed,
  placed,
  refused,
  viewOf,
} from "./test-till.ts";

const kind = (test: TestTill): unknown => {
  const { sale } = test.open;
  return sale && faceOf(sale, null, test.serverNow);
};
const cancel = (test: TestTill, isSure = false): TestTill => test.tell({ type: "cancel", isSure });
const claimed = (test: TestTill): TestTill =>
  test.tell({ type: "told", view: viewOf(test, { status: "claimed" }), asOf: 101 });
const answered = (test: TestTill, changes: Partial<OrderView>): TestTill =>
  test.tell({ type: "cancel-answered", view: viewOf(test, changes), asOf: 101 });

describe("cancelling an order that nobody has claimed", () => {
  it("asks the server at once", ({ expect }) => {
    const test = cancel(placed());
    expect(test.taskOf("cancel")).toMatchObject({ number: "3-41" });
    expect(kind(test)).toEqual({ kind: "stopping", asked: "server" });
    expect(kind(answered(test, { status: "cancelled" }))).toMatchObject({ kind: "cancelled" });
  });

  it("is asked once, however often the button is touched", ({ expect }) => {
    const test = cancel(cancel(placed()));
    expect(test.countOf("cancel")).toBe(1);
  });

  it("is asked again when the network fails", ({ expect }) => {
    const test = cancel(placed());
    test.tell({ type: "cancel-failed", number: "3-41", failure: UNREACHABLE, chance: 0 });
    expect(kind(test)).toEqual({ kind: "stopping", asked: "server" });
    test.pass(5_000);
    expect(test.countOf("cancel")).toBe(2);
  });

  it("shows the truth when the order was paid first", ({ expect }) => {
    const test = cancel(placed());
    const failure = refused("order-paid");
    test.tell({ type: "cancel-failed", number: "3-41", failure, chance: 0 });
    expect(test.taskOf("ask")).toMatchObject({ number: "3-41" });
    test.tell({ type: "told", view: viewOf(test, { status: "paid" }), asOf: 102 });
    expect(kind(test)).toEqual({ kind: "paid" });
  });
});

describe("cancelling while a customer has the bill open", () => {
  it("asks back first", ({ expect }) => {
    const test = cancel(claimed(placed()));
    expect(test.open.isStopAsked).toBe(true);
    expect(test.tasks).toEqual([]);
    expect(test.tell({ type: "keep-waiting" }).open.isStopAsked).toBe(false);
  });

  it("goes ahead when the merchant is sure", ({ expect }) => {
    const test = cancel(cancel(claimed(placed())), true);
    expect(test.taskOf("cancel")).toBeDefined();
    expect(test.open.isStopAsked).toBe(false);
  });

  it("forgets the question when the state changes under it", ({ expect }) => {
    const test = cancel(claimed(placed()));
    test.tell({ type: "told", view: viewOf(test, { status: "paying" }), asOf: 102 });
    expect(test.open.isStopAsked).toBe(false);
  });

  it("says that the bank is being asked, and then what the bank said", ({ expect }) => {
    const test = cancel(claimed(placed()), true);
    answered(test, { status: "paying", cancelling: true });
    expect(kind(test)).toEqual({ kind: "stopping", asked: "rail" });
    feed(test, eventOf(test, "captured", viewOf(test, { status: "paid" }), 103));
    expect(kind(test)).toEqual({ kind: "paid" });
  });
});

describe("taking back an order that was not sent", () => {
  it("is certain when no try has left the device", ({ expect }) => {
    const test = charged();
    test.tell({ type: "place-failed", number: "3-41", failure: OFFLINE, chance: 1 });
    expect(kind(cancel(test))).toEqual({ kind: "cancelled", isCertain: true });
    expect(test.countOf("cancel")).toBe(0);
  });

  it("stops the try that is under way, and tells the server", ({ expect }) => {
    const test = cancel(charged());
    expect(test.tasks.map(({ type }) => type)).toEqual(["give-up-placing", "cancel"]);
    expect(kind(test)).toEqual({ kind: "cancelled", isCertain: false });
    const failure = refused("order-not-found");
    test.tell({ type: "cancel-failed", number: "3-41", failure, chance: 0 });
    expect(kind(test)).toEqual({ kind: "cancelled", isCertain: true });
  });

  it("tells the server again and again until it answers, even after the screen has moved on", ({
    expect,
  }) => {
    const test = cancel(charged());
    test.tell({ type: "cancel-failed", number: "3-41", failure: UNREACHABLE, chance: 1 });
    test.tell({ type: "leave" }).pass(5_000);
    expect(test.countOf("cancel")).toBe(2);
    test.tell({ type: "cancel-failed", number: "3-41", failure: UNREACHABLE, chance: 1 });
    test.tell({ type: "connection", status: "offline" });
    test.tell({ type: "connection", status: "live" }).pass(1_000);
    expect(test.countOf("cancel")).toBe(3);
  });

  it("cancels the order when it turns up after all", ({ expect }) => {
    const test = cancel(charged());
    const view = viewOf(test);
    const failure = refused("order-not-found");
    test.tell({ type: "cancel-failed", number: "3-41", failure, chance: 0 });
    feed(test, eventOf(test, "placed", view, 101));
    expect(test.taskOf("cancel")).toMatchObject({ number: "3-41" });
    expect(kind(test)).toEqual({ kind: "cancelled", isCertain: false });
    test.tell({ type: "cancel-answered", view: { ...view, status: "cancelled" }, asOf: 101 });
    expect(test.open.withdrawals).toEqual([]);
  });

  it("shows the payment when a customer was faster", ({ expect }) => {
    const test = cancel(charged());
    feed(test, eventOf(test, "captured", viewOf(test, { status: "paid" }), 101));
    expect(kind(test)).toEqual({ kind: "paid" });
    expect(test.taskOf("announce")).toMatchObject({ announcement: { kind: "paid" } });
  });

  it("is forgotten once the order could no longer be alive", ({ expect }) => {
    const test = cancel(charged()).tell({ type: "leave" });
    test.now += 400_000;
    expect(test.tell({ type: "tick" }).open.withdrawals).toEqual([]);
  });
});
