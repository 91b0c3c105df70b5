import { describe, it } from "vitest";
import type { OrderView } from "../../worker/contract/order.ts";
import { type FaceKind, faceOf, isOver } from "./sale.ts";
import {
  NOON,
  OFFLINE,
  type TestTill,
  UNREACHABLE,
  charged,
  minted,
  openTill,
  placed,
  refused,
  viewOf,
} from "./test-till.ts";
import { windowsOf } from "./till.ts";

function face(test: TestTill) {
  const { sale } = test.open;
  if (!sale) throw new Error("there is no sale");
  return faceOf(sale, windowsOf(test.open, sale.charge.number), test.serverNow);
}

const hear = (test: TestTill, changes: Partial<OrderView>, asOf = 101): TestTill =>
  test.tell({ type: "told", view: viewOf(test, changes), asOf });

describe("charging", () => {
  it("shows the code in the frame of the tap, before the server has answered", ({ expect }) => {
    const test = charged();
    expect(face(test)).toMatchObject({ kind: "code", leg: "sending", code: { status: "ready" } });
    expect(test.taskOf("place")?.order).toMatchObject({
      number: "3-41",
      amount: { minor: 2350, currency: "EUR", exponent: 2 },
      expiresInSeconds: 300,
    });
  });

  it("asks for the next order's windows at the first digit, once", ({ expect }) => {
    const test = openTill().type("2");
    expect(test.taskOf("mint")).toMatchObject({ number: "3-41" });
    test.type("3");
    expect(test.countOf("mint")).toBe(1);
  });

  it("waits for the code where the windows are not there yet", ({ expect }) => {
    const test = openTill().type("5").tell({ type: "charge", unnamed: "Item" });
    expect(face(test)).toMatchObject({ kind: "code", code: { status: "awaited" } });
    expect(face(minted(test, "3-41"))).toMatchObject({ code: { status: "ready" } });
  });

  it("uses up the number and empties the draft", ({ expect }) => {
    const { open } = charged();
    expect(open.nextCounter).toBe(42);
    expect(open.draft.entry).toBe("");
  });

  it("says what is wrong with a draft that cannot be charged", ({ expect }) => {
    const test = openTill().tell({ type: "charge", unnamed: "Item" });
    expect(test.open.hint).toBe("nothing");
    expect(test.tasks).toEqual([]);
    expect(test.type("1").open.hint).toBeNull();
  });

  it("does not charge a second time while a sale is on", ({ expect }) => {
    const test = charged().tell({ type: "charge", unnamed: "Item" });
    expect(test.tasks).toEqual([]);
    expect(test.open.nextCounter).toBe(42);
  });
});

describe("the device leg", () => {
  it("is tried again with the same number and a shorter life", ({ expect }) => {
    const test = charged();
    test.tell({ type: "place-failed", number: "3-41", failure: UNREACHABLE, chance: 1 });
    expect(face(test)).toMatchObject({ kind: "code", leg: "stuck" });
    test.pass(10_000);
    const orders = test.allTasks.flatMap((task) => (task.type === "place" ? [task.order] : []));
    expect(orders.map(({ number }) => number)).toEqual(["3-41", "3-41"]);
    expect(orders[1]?.expiresInSeconds).toBe(299);
  });

  it("waits longer after each try", ({ expect }) => {
    const test = charged();
    const waits = [1, 2, 3, 4, 5, 6].map(() => {
      test.tell({ type: "place-failed", number: "3-41", failure: UNREACHABLE, chance: 1 });
      const { sale } = test.open;
      return sale?.status === "sending" ? (sale.retryAt ?? 0) - test.now : 0;
    });
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000]);
  });

  it("is given up when too little time is left, and says that nothing was charged", ({
    expect,
  }) => {
    const test = charged();
    test.tell({ type: "place-failed", number: "3-41", failure: OFFLINE, chance: 1 });
    for (let second = 0; second < 270; second += 1) {
      test.pass(1_000);
      if (test.taskOf("place"))
        test.tell({ type: "place-failed", number: "3-41", failure: OFFLINE, chance: 1 });
    }
    expect(face(test)).not.toMatchObject({ kind: "unsent" });
    test.pass(10_000);
    expect(face(test)).toEqual({ kind: "unsent", isCertain: true });
    expect(test.countOf("cancel")).toBe(0);
  });

  it("is not certain to have failed when a try may have arrived, until the server says so", ({
    expect,
  }) => {
    const test = charged();
    test.tell({ type: "place-failed", number: "3-41", failure: UNREACHABLE, chance: 1 });
    test.now = NOON + 280_000;
    test.tell({ type: "tick" });
    expect(face(test)).toEqual({ kind: "unsent", isCertain: false });
    expect(test.taskOf("cancel")).toMatchObject({ number: "3-41" });
    const failure = refused("order-not-found");
    test.tell({ type: "cancel-failed", number: "3-41", failure, chance: 0 });
    expect(face(test)).toEqual({ kind: "unsent", isCertain: true });
  });

  it("shows a refusal that no retry would mend, and charges again as a new order", ({ expect }) => {
    const test = charged();
    const failure = refused("currency-unsupported");
    test.tell({ type: "place-failed", number: "3-41", failure, chance: 0 });
    expect(face(test)).toEqual({ kind: "refused", problem: "currency-unsupported" });
    test.tell({ type: "again" });
    expect(test.open.draft.entry).toBe("23.50");
    test.tell({ type: "charge", unnamed: "Item" });
    expect(test.taskOf("place")?.order.number).toBe("3-42");
  });

  it.for([
    ["a number that stands for another bill", "place-failed"],
    ["a number that another device has used for the same bill", "placed"],
  ] as const)("goes on under the server's next number after %s", ([, how], { expect }) => {
    const test = charged();
    if (how === "placed") {
      test.tell({ type: "placed", number: "3-41", view: viewOf(test), isNew: false, asOf: 100 });
    } else {
      const failure = refused("order-number-reused");
      test.tell({ type: "place-failed", number: "3-41", failure, chance: 0 });
    }
    expect(test.taskOf("ask-terminal")).toBeDefined();
    expect(face(test)).toMatchObject({ kind: "code", code: { status: "awaited" } });
    const view = { ...viewOf(test), nextCounter: 57 };
    test.tell({
      type: "terminal-told",
      view: {
        ...test.open.profile,
        nextCounter: view.nextCounter,
        cursor: 100,
        serverTime: new Date(test.serverNow).toISOString(),
      },
      asOf: 100,
      sentAt: test.now,
      receivedAt: test.now,
    });
    expect(test.taskOf("place")?.order).toMatchObject({ number: "3-57", amount: { minor: 2350 } });
    expect(test.open.nextCounter).toBe(58);
    // Somebody may have scanned the code that was on the screen.
    expect(face(minted(test, "3-57"))).toMatchObject({ isRenumbered: true });
  });

  it("keeps the order's end when the clock turns out to be a day off", ({ expect }) => {
    const test = openTill().type("5");
    test.now += 86_400_000;
    test.tell({ type: "charge", unnamed: "Item" });
    test.tell({ type: "place-failed", number: "3-41", failure: UNREACHABLE, chance: 0 });
    test.tell({ type: "clock-jumped" });
    const windows = {
      number: "3-41",
      prefix: "P",
      from: 0,
      tokens: ["T"],
      serverTime: new Date(NOON + 1_000).toISOString(),
    };
    test.tell({ type: "minted", windows, sentAt: test.now, receivedAt: test.now });
    const { sale } = test.open;
    // The clock was wrong and not the time: the order has its whole life before it.
    expect((sale?.charge.expiresAt ?? 0) - test.serverNow).toBe(300_000);
    test.pass(3_000);
    expect(test.countOf("place")).toBe(2);
    expect(face(test).kind).toBe("code");
  });
});

describe("a standing order", () => {
  const faces: readonly (readonly [FaceKind, Partial<OrderView>])[] = [
    ["code", { status: "placed" }],
    ["claimed", { status: "claimed" }],
    ["declined", { status: "claimed", declined: "insufficient-funds" }],
    ["paying", { status: "paying" }],
    ["checking", { status: "paying", checking: true }],
    ["stopping", { status: "paying", cancelling: true }],
    ["paid", { status: "paid" }],
    ["expired", { status: "expired" }],
    ["cancelled", { status: "cancelled" }],
  ];

  it.for(faces)("is %s on the screen", ([kind, changes], { expect }) => {
    expect(face(hear(placed(), changes)).kind).toBe(kind);
  });

  it("shows its code in no state but placed", ({ expect }) => {
    const shown = faces.filter(([, changes]) => {
      const drawn = face(hear(placed(), changes));
      return drawn.kind === "code" && drawn.code.status === "ready";
    });
    expect(shown.map(([kind]) => kind)).toEqual(["code"]);
  });

  it("shows its code again when the customer lets go", ({ expect }) => {
    const test = hear(placed(), { status: "claimed" });
    expect(face(hear(test, { status: "placed" })).kind).toBe("code");
  });

  it("does not go back to what an older question brings", ({ expect }) => {
    const test = hear(placed(), { status: "claimed" }, 105);
    expect(face(hear(test, { status: "placed" }, 104)).kind).toBe("claimed");
  });

  it("renews its windows while it is placed, and not afterwards", ({ expect }) => {
    const test = placed().pass(260_000);
    expect(test.countOf("mint")).toBeGreaterThan(0);
    expect(face(test)).toMatchObject({ code: { status: "ready" } });
    const before = hear(test, { status: "claimed" }).countOf("mint");
    expect(test.pass(60_000).countOf("mint")).toBe(before);
  });

  it("says that the code has stopped when its windows have run out", ({ expect }) => {
    const test = openTill();
    minted(test.type("5"), "3-41", 3).tell({ type: "charge", unnamed: "Item" });
    test.tell({ type: "placed", number: "3-41", view: viewOf(test), isNew: true, asOf: 100 });
    test.tell({ type: "mint-failed", number: "3-41", failure: UNREACHABLE });
    test.now += 35_000;
    expect(face(test)).toMatchObject({ kind: "code", code: { status: "run-out" } });
    const asked = test.countOf("mint");
    expect(test.pass(1_000).countOf("mint")).toBe(asked + 1);
  });

  it("is not known, and asked about, when its time is over and nobody has told", ({ expect }) => {
    const test = placed();
    test.now += 304_000;
    expect(face(test).kind).toBe("unknown");
    test.pass(6_000);
    expect(test.countOf("ask")).toBeGreaterThan(0);
  });

  it("gives way to the keypad a few seconds after it was paid", ({ expect }) => {
    const test = hear(placed(), { status: "paid" });
    expect(test.pass(5_000).open.sale).not.toBeNull();
    expect(test.pass(2_000).open.sale).toBeNull();
  });

  it("stays on the screen until a tap when it came to nothing", ({ expect }) => {
    const test = hear(placed(), { status: "expired" }).pass(60_000);
    expect(test.open.sale).not.toBeNull();
    expect(test.tell({ type: "leave" }).open.sale).toBeNull();
  });
});

describe("leaving", () => {
  it("is not possible before the server has the order", ({ expect }) => {
    expect(charged().tell({ type: "leave" }).open.sale).not.toBeNull();
  });

  it("lets a customer finish while the next sale begins", ({ expect }) => {
    const test = hear(placed(), { status: "paying" }).tell({ type: "leave" });
    expect(test.open.sale).toBeNull();
    expect(test.open.known.orders.map(({ status }) => status)).toEqual(["paying"]);
  });

  it("can be taken back from the list while the order is open", ({ expect }) => {
    const test = hear(placed(), { status: "claimed" }).tell({ type: "leave" });
    expect(test.taskOf("display")).toEqual({ type: "display", number: null });
    test.tell({ type: "resume", number: "3-41" });
    expect(test.taskOf("display")).toEqual({ type: "display", number: "3-41" });
    expect(face(test).kind).toBe("claimed");
    expect(test.taskOf("ask")).toMatchObject({ number: "3-41" });
  });

  it("does not bring a finished order back to the screen", ({ expect }) => {
    const test = hear(placed(), { status: "paid" }).tell({ type: "leave" });
    expect(test.taskOf("display")).toBeUndefined();
    expect(test.tell({ type: "resume", number: "3-41" }).open.sale).toBeNull();
  });

  it("is over in final states only", ({ expect }) => {
    const { sale } = hear(placed(), { status: "paid" }).open;
    expect(sale && isOver(sale)).toBe(true);
    const live = hear(placed(), { status: "paying" }).open.sale;
    expect(live && isOver(live)).toBe(false);
  });
});
