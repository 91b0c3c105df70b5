import fc from "fast-check";
import { describe, it } from "vitest";
import { decide } from "./decide.ts";
import { evolve } from "./evolve.ts";
import { later } from "./instant.ts";
import type { Minor } from "./money.ts";
import type { Order } from "./order.ts";
import { orderNumber } from "./order-number.ts";
import { fateOf, partOf, sharesOf, splitStateOf } from "./split.ts";
import { step } from "./step.ts";
import {
  EVERY_STATE,
  PRICE,
  T0,
  capture,
  claim,
  instruct,
  orderAfter,
  place,
  refund,
  secret,
  takeCash,
} from "./test-orders.ts";

const bill = EVERY_STATE.cancelled();
const wish = (amount: number) => ({ index: 1, count: 3, amount: amount as Minor });

/** A part as it is placed, when the rules let it be. */
function placed(parts: readonly Order[], minor: number, now = T0): Order | null {
  const part = partOf(bill, parts, wish(minor));
  if (!part.ok) return null;
  const number = orderNumber(1, 2 + parts.length);
  const amount = { ...PRICE, minor: minor as Minor };
  const expiresAt = later(now, 300_000);
  const terms = { number, amount, lines: [], note: null, placedAt: now, expiresAt };
  const decision = decide(null, { type: "place", terms: { ...terms, part: part.value } }, now);
  return decision.ok ? decision.value.reduce<Order | null>(evolve, null) : null;
}

describe("equal shares", () => {
  it("come to the whole exactly, differ by one minor unit at most, and the first are the larger ones", ({
    expect,
  }) => {
    const amount = fc.integer({ min: 20, max: 999_999_999 });
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 20 }), (whole, count) => {
        const shares = sharesOf(whole as Minor, count);
        expect(shares).toHaveLength(count);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(whole);
        expect(shares.toSorted((a, b) => b - a)).toEqual(shares);
        expect((shares[0] ?? 0) - (shares.at(-1) ?? 0)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("a part of a bill", () => {
  it("can be placed once the whole has ended unpaid, and not before or of a part", ({ expect }) => {
    for (const [status, make] of Object.entries(EVERY_STATE)) {
      const isPossible = status === "cancelled" || status === "expired";
      expect(partOf(make(), [], wish(100)).ok).toBe(isPossible);
    }
    const part = placed([], 1000);
    const ended = part && step(part, { type: "cancel" }, T0).order;
    expect(ended && partOf(ended, [], wish(100))).toMatchObject({ reason: "split-not-possible" });
  });

  it("knows the whole bill", ({ expect }) => {
    expect(placed([], 1000)?.terms.part).toMatchObject({
      of: bill.terms.number,
      whole: 2350,
      index: 1,
      count: 3,
    });
  });

  it("is refused when the bill has been tried a hundred times", ({ expect }) => {
    const dead = Array.from({ length: 100 }, () => orderAfter([place, { type: "cancel" }]));
    expect(partOf(bill, dead, wish(1))).toEqual({ ok: false, reason: "order-worn-out" });
  });
});

/** What may happen to the parts of a bill, each move with the part it is about. */
const move = fc.tuple(
  fc.constantFrom("place", "cancel", "cash", "claim", "instruct", "capture", "refund", "wait"),
  fc.integer({ min: 0, max: 5 }),
  fc.constantFrom(1, 783, 784, 1175, 2349, 2350),
);

it("whatever happens to the parts: what is paid never exceeds the bill, and still open is the rest", ({
  expect,
}) => {
  fc.assert(
    fc.property(fc.array(move, { minLength: 5, maxLength: 60 }), (moves) => {
      let now = T0;
      const parts: Order[] = [];
      const tell = (index: number, command: Parameters<typeof step>[1]): void => {
        const found = parts[index];
        const next = found && step(found, command, now).order;
        if (next) parts[index] = next;
      };
      for (const [what, which, minor] of moves) {
        const index = parts.length === 0 ? 0 : which % parts.length;
        const part = parts[index];
        const amount = part?.terms.amount ?? PRICE;
        now = later(now, what === "wait" ? 200_000 : 1_000);
        // As in the object: time counts first.
        for (const i of parts.keys()) tell(i, null);
        const payer = secret(index + 1);
        if (what === "place") {
          const made = placed(parts, minor, now);
          if (made) parts.push(made);
        }
        if (what === "cancel") tell(index, { type: "cancel" });
        if (what === "cash") tell(index, takeCash(amount.minor, secret(30 + index)));
        if (what === "claim") tell(index, claim(payer));
        if (what === "instruct") tell(index, instruct(secret(40 + moves.length), payer));
        if (what === "capture") tell(index, capture(1, amount));
        if (what === "refund") tell(index, refund(1));

        const state = splitStateOf(PRICE.minor, parts.map(fateOf));
        const paid = parts
          .filter(({ status }) => status === "paid")
          .reduce((sum, { terms }) => sum + terms.amount.minor, 0);
        expect(paid).toBeLessThanOrEqual(PRICE.minor);
        expect(state.paid + state.pending).toBeLessThanOrEqual(PRICE.minor);
        expect(state.open).toBe(PRICE.minor - paid);
      }
    }),
    { numRuns: 500 },
  );
});
