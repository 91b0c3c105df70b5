import { describe, it } from "vitest";
import type { OrderView } from "../../worker/contract/order.ts";
import { liveSplitOf, nextShare, partCountOf, partOfRest, splitOf } from "./split.ts";
import { type TestTill, placed, viewOf } from "./test-till.ts";

const wish = { of: "3-41", index: 1, count: 3, minor: 784, shown: "code" } as const;

const cancelAnswered = (test: TestTill, status: OrderView["status"]): TestTill =>
  test.tell({ type: "cancel-answered", view: viewOf(test, { status }), asOf: 101 });

/** The part on the screen as the server tells of it. */
function partTold(test: TestTill, status: OrderView["status"], asOf: number): TestTill {
  const { part } = test.open.sale?.charge ?? {};
  const view = viewOf(test, { status, ...(part ? { part: { ...part, lines: [] } } : {}) });
  return test.tell({ type: "told", view, asOf });
}

describe("a bill that is split at the till", () => {
  it("is taken off the table first, and only then is its first part charged", ({ expect }) => {
    const test = placed().tell({ type: "charge-part", part: wish });
    expect(test.taskOf("cancel")).toMatchObject({ number: "3-41" });
    expect(test.taskOf("place")).toBeUndefined();
    cancelAnswered(test, "cancelled");
    expect(test.taskOf("place")?.order).toMatchObject({
      number: "3-42",
      amount: { minor: 784 },
      part: { of: "3-41", index: 1, count: 3 },
    });
  });

  it("is not split when somebody has paid the whole meanwhile", ({ expect }) => {
    const test = placed().tell({ type: "charge-part", part: wish });
    cancelAnswered(test, "paid").pass(10_000);
    expect(test.countOf("place")).toBe(1);
    expect(test.open.partWish).toBeNull();
  });

  it("knows what is still open, and the next equal share", ({ expect }) => {
    const test = cancelAnswered(placed().tell({ type: "charge-part", part: wish }), "cancelled");
    partTold(test, "placed", 102);
    const before = splitOf(test.open.known, "3-41");
    expect(before).toMatchObject({ paid: 0, pending: 784, open: 2350, unassigned: 1566 });
    partTold(test, "paid", 103);
    const split = splitOf(test.open.known, "3-41");
    expect(split).toMatchObject({ paid: 784, pending: 0, open: 1566 });
    expect(split && nextShare(split, 3)).toEqual({ of: "3-41", index: 2, count: 3, minor: 783 });
    expect(split && partOfRest(split, 1566)).toMatchObject({ index: 2, count: 2 });
    expect(split && partOfRest(split, 1567)).toBeNull();
    expect(split && partCountOf(split)).toEqual({ paid: 1, of: 3 });
    expect(split && liveSplitOf(test.open.known, split.whole)).toEqual(split);
    expect(test.tell({ type: "leave" }).open.screen).toEqual({ name: "split", number: "3-41" });
  });

  it("is whole again on the keypad while nobody has paid a part", ({ expect }) => {
    const test = cancelAnswered(placed().tell({ type: "charge-part", part: wish }), "cancelled");
    partTold(test, "placed", 102);
    expect(test.tell({ type: "unsplit", of: "3-41" }).open.draft.entry).toBe("");
    partTold(test, "cancelled", 103);
    const whole = splitOf(test.open.known, "3-41")?.whole;
    expect(whole && liveSplitOf(test.open.known, whole)).toBeNull();
    test.tell({ type: "leave" }).tell({ type: "unsplit", of: "3-41" });
    expect(test.open).toMatchObject({ screen: { name: "till" }, draft: { entry: "23.50" } });
  });
});
