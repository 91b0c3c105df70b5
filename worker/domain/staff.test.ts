import fc from "fast-check";
import { describe, it } from "vitest";
import { instant } from "./instant.ts";
import type { Minor } from "./money.ts";
import {
  DEFAULT_RULES,
  FREE_TRIES,
  type Right,
  type Tries,
  mayDo,
  narrowerLimit,
  refundLimitOf,
  secondsLocked,
  widerLimit,
  withTry,
} from "./staff.ts";

const NONE: Tries = { count: 0, lockedUntil: instant(0) };
const RIGHTS: readonly Right[] = ["drawer", "reports", "settings"];
const limit = fc.option(fc.nat(1_000).map((minor) => minor as Minor));

describe("a PIN", () => {
  it("is tried at most as often as the waits let it, whenever the tries come", ({ expect }) => {
    const pauses = fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(pauses, (waits) => {
        let [tries, now, looked] = [NONE, 0, 0];
        for (const wait of waits) {
          now += wait;
          if (secondsLocked(tries, instant(now)) > 0) continue;
          tries = withTry(tries, FREE_TRIES.person, instant(now));
          looked += 1;
        }
        // After the free tries each one costs at least half a minute, and twice that the next time.
        const waited = looked - FREE_TRIES.person;
        expect(waited <= 0 || now >= 30_000 * (2 ** Math.min(waited, 7) - 1)).toBe(true);
      }),
    );
  });

  it("waits an hour at the most", ({ expect }) => {
    const tries = { count: 1_000_000, lockedUntil: instant(0) };
    expect(withTry(tries, FREE_TRIES.person, instant(5)).lockedUntil).toBe(3_600_005);
  });
});

describe("a role", () => {
  it("may do everything as owner or manager, and as cashier what the owner says", ({ expect }) => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (drawer, reports, settings) => {
        const rules = { ...DEFAULT_RULES, cashierMay: { drawer, reports, settings } };
        for (const right of RIGHTS) {
          expect(mayDo("owner", right, rules) && mayDo("manager", right, rules)).toBe(true);
          expect(mayDo("cashier", right, rules)).toBe(rules.cashierMay[right]);
        }
      }),
    );
  });

  it("gives back up to its own limit, an owner without one", ({ expect }) => {
    fc.assert(
      fc.property(limit, limit, (manager, cashier) => {
        const rules = { ...DEFAULT_RULES, refundLimit: { manager, cashier } };
        expect(refundLimitOf("owner", rules)).toBeNull();
        expect(refundLimitOf("manager", rules)).toBe(manager);
        expect(refundLimitOf("cashier", rules)).toBe(cashier);
      }),
    );
  });
});

it("of two limits one is the wider and the other the narrower, and none is the widest", ({
  expect,
}) => {
  const size = (of: Minor | null): number => of ?? Number.POSITIVE_INFINITY;
  fc.assert(
    fc.property(limit, limit, (a, b) => {
      expect(size(widerLimit(a, b))).toBe(Math.max(size(a), size(b)));
      expect(size(narrowerLimit(a, b))).toBe(Math.min(size(a), size(b)));
    }),
  );
});
