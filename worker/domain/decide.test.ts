import { describe, expect, it } from "vitest";
import { type OrderCommand, decide, dueAt } from "./decide.ts";
import type { Instant } from "./instant.ts";
import { evolve } from "./evolve.ts";
import type { Order } from "./order.ts";
import { orderNumber } from "./order-number.ts";
import { step } from "./step.ts";
import {
  CODE,
  EVERY_STATE,
  PAYER,
  PRICE,
  RECEIPT,
  STRANGER,
  T0,
  TAP,
  at,
  capture,
  claim,
  decline,
  euros,
  instruct,
  orderAfter,
  place,
  refund,
  secret,
  takeCash,
} from "./test-orders.ts";

/** What a command causes, as event types, or the refusal's name. */
function outcome(order: Order | null, command: OrderCommand, now: Instant = T0): string | string[] {
  const decision = decide(order, command, now);
  return decision.ok ? decision.value.map(({ type }) => type) : decision.reason;
}

const cancel: OrderCommand = { type: "cancel" };
const release = (key = PAYER): OrderCommand => ({ type: "release", key });
const renew = (key = PAYER): OrderCommand => ({ type: "renew", key });
const doubt: OrderCommand = { type: "doubt", ordinal: 1 };
const confirmVoid: OrderCommand = { type: "void", ordinal: 1 };

describe("every command in every state", () => {
  // One row a command, one column a state: the whole life of an order on one page.
  const states = ["placed", "claimed", "paying", "paid", "expired", "cancelled"] as const;
  const table: [string, OrderCommand, (string | string[])[]][] = [
    ["place again", place, [[], [], [], [], [], []]],
    ["claim", claim(), [["claimed"], [], [], [], "order-expired", "order-cancelled"]],
    [
      "claim by a stranger",
      claim(STRANGER),
      [
        ["claimed"],
        "order-claimed",
        "order-paying",
        "order-paid",
        "order-expired",
        "order-cancelled",
      ],
    ],
    ["renew", renew(), ["claim-unknown", [], [], [], "claim-unknown", "claim-unknown"]],
    [
      "release",
      release(),
      [
        "claim-unknown",
        ["released"],
        "order-paying",
        "order-paid",
        "claim-unknown",
        "claim-unknown",
      ],
    ],
    [
      "release by a stranger",
      release(STRANGER),
      [
        "claim-unknown",
        "claim-unknown",
        "claim-unknown",
        "claim-unknown",
        "claim-unknown",
        "claim-unknown",
      ],
    ],
    [
      "instruct",
      instruct(),
      ["claim-unknown", ["instructed"], [], [], "claim-unknown", "claim-unknown"],
    ],
    [
      "instruct anew",
      instruct(secret(9)),
      [
        "claim-unknown",
        ["instructed"],
        "order-paying",
        "order-paid",
        "claim-unknown",
        "claim-unknown",
      ],
    ],
    [
      "instruct by a stranger",
      instruct(TAP, STRANGER),
      [
        "claim-unknown",
        "claim-unknown",
        "claim-unknown",
        "claim-unknown",
        "claim-unknown",
        "claim-unknown",
      ],
    ],
    [
      "cancel",
      cancel,
      [["cancelled"], ["cancelled"], ["cancelRequested"], "order-paid", "order-expired", []],
    ],
    ["capture", capture(), [["strayed"], ["strayed"], ["captured"], [], ["strayed"], ["strayed"]]],
    ["decline", decline(), [[], [], ["declined"], [], [], []]],
    ["doubt", doubt, [[], [], ["doubted"], [], [], []]],
    ["void", confirmVoid, [[], [], ["declined"], [], [], []]],
    [
      "take cash",
      takeCash(2350, secret(9)),
      [
        ["paidInCash"],
        ["paidInCash"],
        "order-paying",
        "order-paid",
        "order-expired",
        "order-cancelled",
      ],
    ],
    [
      "refund",
      refund(100),
      [
        "order-not-paid",
        "order-not-paid",
        "order-not-paid",
        ["refundRequested"],
        "order-not-paid",
        "order-not-paid",
      ],
    ],
    ["confirm refund", { type: "confirm refund", key: secret(20) }, [[], [], [], [], [], []]],
    ["return", { type: "return", ordinal: 1 }, [[], [], [], [], [], []]],
  ];
  for (const [name, command, expected] of table) {
    for (const [index, state] of states.entries()) {
      it(`${name} when ${state}: ${String(expected[index])}`, () => {
        expect(outcome(EVERY_STATE[state](), command)).toEqual(expected[index]);
      });
    }
  }

  it("refuses everything but a placing for an order that is not there", () => {
    for (const [name, command] of table) {
      const expected = name === "place again" ? ["placed"] : "order-not-found";
      expect(outcome(null, command)).toEqual(expected);
    }
  });
});

describe("placing", () => {
  const termsOf = (more: object): OrderCommand => {
    if (place.type !== "place") throw new Error("not a placing");
    return { type: "place", terms: { ...place.terms, ...more } };
  };

  it("takes the same bill under the same number again, whenever it was sent", () => {
    expect(outcome(EVERY_STATE.paid(), termsOf({ placedAt: at(9), expiresAt: at(900) }))).toEqual(
      [],
    );
  });

  it("refuses another bill under a number that is taken", () => {
    const order = EVERY_STATE.placed();
    expect(outcome(order, termsOf({ amount: euros(2351) }))).toBe("order-number-reused");
    expect(outcome(order, termsOf({ note: "table 4" }))).toBe("order-number-reused");
    const line = { name: "Tea", quantity: 1, unitPrice: 2350 };
    expect(outcome(order, termsOf({ lines: [line] }))).toBe("order-number-reused");
  });
});

describe("a claim", () => {
  it("records how the two legs met, with the phone first as a negative gap", () => {
    const order = orderAfter([place, claim(PAYER, { arrivedAt: at(-3) })]);
    expect(order).toMatchObject({
      claim: { match: { channel: "qr", tokenAgeMs: 4_000, gapMs: -3_000 } },
    });
  });

  it("never revives once it has been let go, even as a late duplicate", () => {
    const order = orderAfter([place, claim(), release()]);
    expect(outcome(order, claim())).toBe("claim-ended");
    expect(outcome(order, instruct())).toBe("claim-ended");
    expect(outcome(order, claim(STRANGER))).toEqual(["claimed"]);
  });

  it("lapses when its lease is over, and another payer gets the order", () => {
    const lapsed = step(EVERY_STATE.claimed(), claim(STRANGER), at(60));
    expect(lapsed.events.map(({ type }) => type)).toEqual(["lapsed", "claimed"]);
    expect(step(lapsed.order, instruct(), at(61)).refusal).toBe("claim-ended");
  });

  it("keeps its lease while the page is open, writing it anew at most every 20 s", () => {
    const order = EVERY_STATE.claimed();
    expect(outcome(order, renew(), at(19))).toEqual([]);
    expect(outcome(order, renew(), at(20))).toEqual(["renewed"]);
    expect(step(order, renew(), at(59)).order).toMatchObject({ claim: { leaseUntil: at(119) } });
  });

  it("gets no more time once the order's own time is over", () => {
    const order = evolve(EVERY_STATE.claimed(), { type: "renewed", leaseUntil: at(330) });
    expect(step(order, renew(), at(310)).events).toEqual([]);
    expect(step(order, null, at(330)).events.map(({ type }) => type)).toEqual([
      "lapsed",
      "expired",
    ]);
  });

  it("shows the words of the till first once three have come to nothing", () => {
    const played = orderAfter([
      place,
      claim(secret(101)),
      release(secret(101)),
      claim(secret(102)),
      release(secret(102)),
      claim(secret(103)),
    ]);
    expect(played).toMatchObject({ claim: { stepUp: null } });
    const worn = step(played, null, at(60)).order;
    const { order } = step(worn, claim(), at(60));
    expect(order).toMatchObject({ claim: { stepUp: { byPlace: false, byCode: true } } });
    expect(outcome(order, instruct(), at(61))).toBe("step-up-required");
    // Until then its one lease is all it has; a phone that keeps asking keeps nobody away.
    expect(outcome(order, renew(), at(100))).toEqual([]);
    expect(step(order, claim(STRANGER), at(120)).events.map(({ type }) => type)).toEqual([
      "lapsed",
      "claimed",
    ]);
    const proved = step(order, { type: "prove", key: PAYER, choice: CODE.answer }, at(100)).order;
    expect(outcome(proved, renew(), at(100))).toEqual(["renewed"]);
    expect(outcome(proved, instruct(), at(101))).toEqual(["instructed"]);
  });

  it("is refused when the order has been played with too often", () => {
    let order = EVERY_STATE.placed();
    for (let i = 0; i < 64; i++) {
      order = step(order, claim(secret(100 + i)), T0).order ?? order;
      order = step(order, release(secret(100 + i)), T0).order ?? order;
    }
    expect(outcome(order, claim(PAYER))).toBe("order-worn-out");
  });
});

describe("an instruction", () => {
  it("that was declined gets the same answer again, and never a surprise success", () => {
    const order = orderAfter([place, claim(), instruct(), decline()]);
    expect(order).toMatchObject({ status: "claimed" });
    expect(outcome(order, instruct())).toBe("payment-declined");
    expect(outcome(order, instruct(secret(9)))).toEqual(["instructed"]);
  });

  it("is numbered, so that a late answer to an old one changes nothing", () => {
    const order = orderAfter([place, claim(), instruct(), decline(), instruct(secret(9))]);
    expect(outcome(order, decline(1))).toEqual([]);
    expect(outcome(order, doubt)).toEqual([]);
    expect(outcome(order, capture(2))).toEqual(["captured"]);
  });

  it("is refused after sixteen tries", () => {
    let order = EVERY_STATE.claimed();
    for (let i = 1; i <= 16; i++) {
      order = step(order, instruct(secret(100 + i)), T0).order ?? order;
      order = step(order, decline(i), T0).order ?? order;
    }
    expect(outcome(order, instruct())).toBe("order-worn-out");
  });
});

describe("cancel against pay", () => {
  it("waits for the rail once the instruction is given, and its answer decides", () => {
    const asked = orderAfter([place, claim(), instruct(), cancel]);
    expect(asked).toMatchObject({ status: "paying", cancelRequested: true });
    expect(outcome(asked, cancel)).toEqual([]);
    expect(outcome(asked, confirmVoid)).toEqual(["cancelled"]);
    expect(outcome(asked, decline())).toEqual(["declined", "cancelled"]);
    expect(outcome(asked, capture())).toEqual(["captured"]);
  });
});

describe("money", () => {
  it("that comes after the order has ended is recorded and owed back, once", () => {
    const order = orderAfter([place, claim(), instruct(), decline(), cancel, capture()]);
    expect(order).toMatchObject({
      status: "cancelled",
      past: { strays: [{ ordinal: 1, returned: false }] },
    });
    expect(outcome(order, capture())).toEqual([]);
    expect(outcome(order, { type: "return", ordinal: 1 })).toEqual(["returned"]);
    const returned = orderAfter([
      place,
      claim(),
      instruct(),
      decline(),
      capture(),
      { type: "return", ordinal: 1 },
    ]);
    expect(outcome(returned, { type: "return", ordinal: 1 })).toEqual([]);
  });

  it("in another amount or currency never pays the order", () => {
    const order = EVERY_STATE.paying();
    expect(outcome(order, capture(1, euros(2349)))).toEqual(["strayed", "declined"]);
    const yen = { ...PRICE, currency: "JPY" } as typeof PRICE;
    expect(outcome(order, capture(1, yen))).toEqual(["strayed", "declined"]);
  });

  it("that is reported twice pays once", () => {
    expect(EVERY_STATE.paid()).toMatchObject({ receipt: RECEIPT, paidAt: T0 });
    expect(outcome(EVERY_STATE.paid(), capture())).toEqual([]);
  });

  it("is still waited for when the order's time passes during the payment", () => {
    expect(dueAt(EVERY_STATE.paying())).toBeNull();
    expect(step(EVERY_STATE.paying(), capture(), at(9_000)).order).toMatchObject({
      status: "paid",
    });
  });
});

describe("money that a rail only holds", () => {
  const held = capture(1, PRICE, true);
  const post: OrderCommand = { type: "post", ordinal: 1 };

  it("is decided once, and then the rail is told to take it", () => {
    const order = orderAfter([place, claim(), instruct(), held]);
    expect(order).toMatchObject({ status: "paid", isPosting: true });
    expect(outcome(order, held)).toEqual([]);
    expect(outcome(order, post)).toEqual(["posted"]);
    expect(outcome(orderAfter([place, claim(), instruct(), held, post]), post)).toEqual([]);
    expect(outcome(EVERY_STATE.paid(), post)).toEqual([]);
  });

  it("gives nothing back when the rail has let go of it, until a person has got it after all", () => {
    const lose: OrderCommand = { type: "lose hold", ordinal: 1 };
    const asked = orderAfter([place, claim(), instruct(), held, refund(100)]);
    expect(outcome(asked, lose)).toEqual(["holdLost", "refundFailed"]);
    const lost = orderAfter([place, claim(), instruct(), held, lose]);
    expect(outcome(lost, lose)).toEqual([]);
    expect(outcome(lost, refund(1))).toBe("refund-exceeds-captured");
    const got = orderAfter([place, claim(), instruct(), held, lose, capture()]);
    expect(got).toMatchObject({ status: "paid", isPosting: false, isHoldLost: false });
    expect(outcome(got, refund(2350))).toEqual(["refundRequested"]);
  });

  it("is let go when the merchant wanted out meanwhile, or it comes to no payment", () => {
    const asked = orderAfter([place, claim(), instruct(), cancel]);
    expect(outcome(asked, held)).toEqual(["strayed", "cancelled"]);
    const declined = orderAfter([place, claim(), instruct(), decline(), held]);
    expect(declined).toMatchObject({
      status: "claimed",
      past: { strays: [{ isHeld: true, returned: false }] },
    });
  });
});

describe("cash", () => {
  it("pays an order that no phone has, and one that a phone is only looking at", () => {
    expect(orderAfter([place, takeCash(5000)])).toMatchObject({
      status: "paid",
      claim: null,
      tendered: 5000,
    });
    const order = orderAfter([place, claim(), takeCash()]);
    expect(order).toMatchObject({
      status: "paid",
      claim: { key: PAYER },
      attempt: { rail: "cash" },
    });
    expect(outcome(order, takeCash())).toEqual([]);
    expect(outcome(order, instruct(secret(31)))).toBe("order-paid");
  });

  it("is never less than the amount", () => {
    expect(outcome(EVERY_STATE.placed(), takeCash(2349))).toBe("cash-short");
  });

  it("goes back over the counter at once", () => {
    expect(outcome(orderAfter([place, takeCash()]), refund(2350))).toEqual([
      "refundRequested",
      "refunded",
    ]);
  });
});

describe("a refund", () => {
  it("never exceeds what was captured, counting what is on its way", () => {
    const order = orderAfter([place, claim(), instruct(), capture(), refund(1500)]);
    expect(outcome(order, refund(851, secret(21)))).toBe("refund-exceeds-captured");
    expect(outcome(order, refund(850, secret(21)))).toEqual(["refundRequested"]);
    const failed = step(order, { type: "fail refund", key: secret(20) }, T0).order;
    expect(outcome(failed, refund(2350, secret(21)))).toEqual(["refundRequested"]);
  });

  it("is the same refund under the same key, and refused for another amount", () => {
    const order = orderAfter([place, claim(), instruct(), capture(), refund(1500)]);
    expect(outcome(order, refund(1500))).toEqual([]);
    expect(outcome(order, refund(1400))).toBe("refund-key-reused");
  });

  it("ends once", () => {
    const confirm: OrderCommand = { type: "confirm refund", key: secret(20) };
    const order = orderAfter([place, claim(), instruct(), capture(), refund(1500), confirm]);
    expect(order).toMatchObject({ refunds: [{ status: "done", amount: 1500 }] });
    expect(outcome(order, confirm)).toEqual([]);
    expect(outcome(order, { type: "fail refund", key: secret(20) })).toEqual([]);
  });
});

describe("time", () => {
  it("expires an order that nobody claimed, at its instant and not before", () => {
    expect(step(EVERY_STATE.placed(), null, at(299.999)).events).toEqual([]);
    expect(step(EVERY_STATE.placed(), null, at(300)).order).toMatchObject({
      status: "expired",
      endedAt: at(300),
    });
  });

  it("counts even when the command that noticed it is refused", () => {
    const late = step(EVERY_STATE.placed(), claim(), at(300));
    expect(late.refusal).toBe("order-expired");
    expect(late.order).toMatchObject({ status: "expired" });
  });
});

describe("evolve", () => {
  it("takes a fact that cannot follow for a fault of the journal", () => {
    expect(() =>
      evolve(EVERY_STATE.placed(), {
        type: "captured",
        at: T0,
        receipt: RECEIPT,
        isPosting: false,
      }),
    ).toThrow("captured cannot follow placed");
    expect(() => evolve(null, { type: "released" })).toThrow("released before placed");
  });

  it("keeps nothing that only the old state knew", () => {
    expect(orderAfter([place, claim(), release()])).not.toHaveProperty("claim");
    expect(orderAfter([place, claim(), instruct(), decline()])).not.toHaveProperty("attempt");
    expect(orderNumber(1, 1)).toBe(EVERY_STATE.placed().terms.number);
  });
});
