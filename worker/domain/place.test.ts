import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import type { Minor } from "./money.ts";
import type { Order } from "./order.ts";
import {
  FARTHEST_BAND,
  NO_PLACE,
  type PlaceEvidence,
  type PlacePolicy,
  type Span,
  assess,
  whereabouts,
} from "./place.ts";
import { step } from "./step.ts";
import { ANYWHERE, CODE, EVERY_STATE, PAYER, T0, TAP, claim, instruct } from "./test-orders.ts";

const near: Span = { nearest: 0, farthest: 1 };
const far: Span = { nearest: 4, farthest: 4 };
const vague: Span = { nearest: 0, farthest: 5 };
const otherCity: Span = { nearest: FARTHEST_BAND, farthest: FARTHEST_BAND };
const here: PlaceEvidence = { phone: near, network: null };

const policy = (more: Partial<PlacePolicy> = {}): PlacePolicy => ({
  radius: 1,
  floor: 1_000 as Minor,
  whenUnknown: "ask",
  whenAway: "refuse",
  ...more,
});

describe("where a phone is", () => {
  it("is here, away or unknown, and its network only ever casts doubt", () => {
    const cases: [PlaceEvidence, string][] = [
      [NO_PLACE, "unknown"],
      [here, "here"],
      [{ phone: far, network: null }, "away"],
      [{ phone: vague, network: null }, "unknown"],
      [{ phone: near, network: otherCity }, "unknown"],
      [{ phone: null, network: otherCity }, "away"],
      [{ phone: null, network: near }, "unknown"],
      [{ phone: far, network: near }, "away"],
    ];
    for (const [evidence, expected] of cases)
      expect([evidence, whereabouts(evidence, 1)]).toEqual([evidence, expected]);
  });
});

describe("what place asks", () => {
  it("follows the merchant's policy: five places by three amounts", () => {
    const places = [
      here,
      { phone: far, network: null },
      { phone: vague, network: null },
      { phone: near, network: otherCity },
      NO_PLACE,
    ];
    const table = [999, 1_000, 1_000_000].map((minor) =>
      places.map((place) => assess(policy(), minor as Minor, place)),
    );
    expect(table).toEqual([
      ["accept", "accept", "accept", "accept", "accept"],
      ["accept", "refuse", "ask", "ask", "ask"],
      ["accept", "refuse", "ask", "ask", "ask"],
    ]);
    expect(
      assess(policy({ radius: null }), 1_000_000 as Minor, { phone: far, network: null }),
    ).toBe("accept");
    expect(assess(policy({ whenUnknown: "refuse" }), 1_000 as Minor, NO_PLACE)).toBe("refuse");
    expect(assess(policy({ whenAway: "ask" }), 1_000 as Minor, { phone: far, network: null })).toBe(
      "ask",
    );
  });
});

describe("a claim that has to show more", () => {
  const asked = (more: Partial<PlacePolicy> = {}, sighting = {}): Order => {
    const { order } = step(EVERY_STATE.placed(), claim(PAYER, sighting, policy(more)), T0);
    if (!order) throw new Error("no order");
    return order;
  };
  const types = (order: Order, command: Parameters<typeof decide>[1]): string | string[] => {
    const decision = decide(order, command, T0);
    return decision.ok ? decision.value.map(({ type }) => type) : decision.reason;
  };
  const wrong = CODE.choices.find((choice) => choice !== CODE.answer) ?? -1;

  it("holds the order but cannot pay until it has", () => {
    expect(types(asked(), instruct())).toBe("step-up-required");
    const { order } = step(asked(), { type: "prove", key: PAYER, choice: CODE.answer }, T0);
    expect(order).toMatchObject({ claim: { stepUp: null, match: { provedBy: "code" } } });
    expect(step(order, instruct(TAP), T0).events).toHaveLength(1);
  });

  it("may show the words or the place, whichever the payer likes", () => {
    expect(asked()).toMatchObject({
      claim: { stepUp: { byPlace: true, byCode: true, misses: 0 } },
    });
    const { order } = step(
      asked(),
      { type: "locate", key: PAYER, place: here, policy: policy() },
      T0,
    );
    expect(order).toMatchObject({
      claim: { stepUp: null, match: { provedBy: "place", place: here } },
    });
  });

  it("is let go after three wrong choices, and asking for the place in between does not forgive them", () => {
    const miss = { type: "prove", key: PAYER, choice: wrong } as const;
    let order = step(asked(), miss, T0).order;
    order = step(
      order,
      { type: "locate", key: PAYER, place: { phone: vague, network: null }, policy: policy() },
      T0,
    ).order;
    order = step(order, miss, T0).order;
    const last = step(order, miss, T0);
    expect(last.events.map(({ type }) => type)).toEqual(["missed", "released"]);
    expect(last.order).toMatchObject({ status: "placed" });
  });

  it("gets no words when the merchant wants the place and nothing else", () => {
    const order = asked({ whenUnknown: "refuse" });
    expect(order).toMatchObject({ claim: { stepUp: { byPlace: true, byCode: false } } });
    expect(types(order, { type: "prove", key: PAYER, choice: CODE.answer })).toBe(
      "step-up-required",
    );
    const away = { phone: far, network: null };
    expect(types(order, { type: "locate", key: PAYER, place: away, policy: policy() })).toBe(
      "place-refused",
    );
  });

  it("has no use for the words any more once the phone has said that it is elsewhere", () => {
    const away = { phone: far, network: null };
    const { order, events } = step(
      asked(),
      { type: "locate", key: PAYER, place: away, policy: policy() },
      T0,
    );
    expect(events).toMatchObject([{ type: "located", stepUp: { byPlace: true, byCode: false } }]);
    if (!order) throw new Error("no order");
    expect(types(order, { type: "prove", key: PAYER, choice: CODE.answer })).toBe(
      "step-up-required",
    );
    expect(types(order, { type: "locate", key: PAYER, place: away, policy: policy() })).toBe(
      "place-refused",
    );
    expect(types(order, { type: "locate", key: PAYER, place: here, policy: policy() })).toEqual([
      "located",
      "proved",
    ]);
  });

  it("is refused at once when the phone itself says that it is far away", () => {
    const sighting = { place: { phone: far, network: null } };
    expect(types(EVERY_STATE.placed(), claim(PAYER, sighting, policy()))).toBe("place-refused");
    expect(asked({ whenAway: "ask" }, sighting)).toMatchObject({
      claim: { stepUp: { byPlace: false, byCode: true } },
    });
  });

  it("asks for no place where the till does not know its own", () => {
    expect(asked({}, { cell: 0 })).toMatchObject({
      claim: { stepUp: { byPlace: false, byCode: true } },
    });
    expect(
      types(EVERY_STATE.placed(), claim(PAYER, { cell: 0 }, policy({ whenUnknown: "refuse" }))),
    ).toBe("place-refused");
  });
});

const band = fc.integer({ min: 0, max: FARTHEST_BAND });
const span = fc.option(
  fc
    .tuple(band, band)
    .map(([a, b]): Span => ({ nearest: Math.min(a, b), farthest: Math.max(a, b) })),
);
const evidence = fc.record({ phone: span, network: span });
const policies = fc.record<PlacePolicy>({
  radius: fc.option(fc.integer({ min: 0, max: FARTHEST_BAND - 1 })),
  floor: fc.integer({ min: 0, max: 5_000 }).map((minor) => minor as Minor),
  whenUnknown: fc.constantFrom("accept", "ask", "refuse"),
  whenAway: fc.constantFrom("ask", "refuse"),
});

it("no place turns a refusal into an acceptance: what is claimed or paid with any place would be without any policy", () => {
  const states = fc.constantFrom(...Object.values(EVERY_STATE));
  fc.assert(
    fc.property(
      states,
      evidence,
      evidence,
      policies,
      fc.nat(4),
      (state, atFirst, later, rule, choice) => {
        const withPlace = step(state(), claim(PAYER, { place: atFirst }, rule), T0);
        const without = step(state(), claim(PAYER, {}, ANYWHERE), T0);
        if (without.refusal) expect(withPlace.refusal).toBe(without.refusal);
        const located = step(
          withPlace.order,
          { type: "locate", key: PAYER, place: later, policy: rule },
          T0,
        ).order;
        const proved = step(
          located,
          { type: "prove", key: PAYER, choice: CODE.choices[choice] ?? -1 },
          T0,
        ).order;
        const paying = step(proved, instruct(), T0);
        const payingWithout = step(without.order, instruct(), T0);
        if (payingWithout.refusal) expect(paying.refusal).not.toBeNull();
      },
    ),
    { numRuns: 5_000 },
  );
});
