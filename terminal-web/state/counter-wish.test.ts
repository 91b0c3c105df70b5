import { describe, it } from "vitest";
import type { CounterWish } from "./counter-wish.ts";
import { type Failure } from "./message.ts";
import { type TestTill, UNREACHABLE, openTill, placed, refused, viewOf } from "./test-till.ts";

const KEY = "A".repeat(26);
const refund = { type: "refund", amount: 350, reason: "Cold" } as const;
const cash = { type: "cash", tendered: 5_000 } as const;

const wish = (test: TestTill, movement: CounterWish["movement"], key = KEY): TestTill =>
  test.tell({ type: "wish", key, number: "3-41", movement });

const fail = (test: TestTill, failure: Failure): TestTill =>
  test.tell({ type: "wish-failed", key: KEY, failure, chance: 1 });

/** The till as a page finds it that was reloaded now. */
function reloaded(before: TestTill): TestTill {
  const { profile, draft, sale, windows, nextCounter, withdrawals, wishes, clock } = before.open;
  const working = { draft, sale, windows, nextCounter, withdrawals, wishes, clock };
  return openTill({}, { profile, working, mark: before.open.cursor ?? 0, isKept: true });
}

describe("money that is to move at the counter", () => {
  it("is asked for once, with its key", ({ expect }) => {
    const test = wish(placed(), refund);
    expect(test.taskOf("wish")).toMatchObject({ key: KEY, number: "3-41", movement: refund });
    // Another tap while nobody has answered moves nothing more.
    wish(test, refund, "B".repeat(26));
    expect(test.countOf("wish")).toBe(1);
    expect(test.open.wishes).toHaveLength(1);
  });

  it("is asked for again with the same key, until somebody has answered", ({ expect }) => {
    const test = fail(wish(placed(), refund), UNREACHABLE);
    test.pass(3_000);
    expect(test.countOf("wish")).toBe(2);
    expect(
      new Set(test.allTasks.flatMap((task) => (task.type === "wish" ? [task.key] : []))),
    ).toEqual(new Set([KEY]));
    fail(test, refused("temporarily-unavailable")).pass(5_000);
    expect(test.countOf("wish")).toBe(3);
    test.tell({ type: "wish-answered", key: KEY, view: viewOf(test), asOf: 101 }).pass(60_000);
    expect(test.countOf("wish")).toBe(3);
    expect(test.open.wishes[0]?.status).toEqual({ name: "answered" });
  });

  it("survives a reload: the same is sent again, whether or not it had arrived", ({ expect }) => {
    const test = reloaded(wish(placed(), refund)).pass(1_000);
    const sent = test.allTasks.filter((task) => task.type === "wish");
    expect(sent).toMatchObject([{ key: KEY, movement: refund }]);
  });

  it("ends with a refusal, which stays until it has been read", ({ expect }) => {
    const test = fail(wish(placed(), refund), refused("refund-above-limit")).pass(60_000);
    expect(test.countOf("wish")).toBe(1);
    expect(test.open.wishes[0]?.status).toEqual({
      name: "refused",
      problem: "refund-above-limit",
    });
    expect(test.tell({ type: "wish-seen", key: KEY }).open.wishes).toEqual([]);
  });

  it("is not tried again behind the back of a customer who is paying by phone", ({ expect }) => {
    const test = fail(wish(placed(), cash), {
      type: "refused",
      problem: "order-paying",
      isRetryable: true,
    });
    expect(test.pass(60_000).countOf("wish")).toBe(1);
  });

  it("shows a sale that was paid in cash on the till, and keeps the change there until it is read", ({
    expect,
  }) => {
    const test = placed();
    test.tell({ type: "show", screen: { name: "cash", number: "3-41" } });
    const money = (minor: number) => ({ minor, currency: "EUR", exponent: 2 });
    const paid = viewOf(test, {
      status: "paid",
      rail: "cash",
      cash: { tendered: money(5_000), change: money(2_650) },
    });
    wish(test, cash).tell({ type: "wish-answered", key: KEY, view: paid, asOf: 101 });
    expect(test.open).toMatchObject({ screen: { name: "till" }, wishes: [] });
    expect(test.pass(60_000).open.sale?.charge.number).toBe("3-41");
  });
});
