import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MerchantId } from "./capability.ts";
import { type Currency, CURRENCIES, isCurrency } from "./currency.ts";
import { type HoldCommand, type Standing, decideHold } from "./decide-hold.ts";
import { type Hold, type HoldTerms, evolveHold } from "./hold.ts";
import { later } from "./instant.ts";
import { type Minor, isPayable } from "./money.ts";
import { orderNumber } from "./order-number.ts";
import { paymentText } from "./payment-text.ts";
import { type PendId, type WalletId, pendIdFrom, pendText } from "./pend.ts";
import { PAYER, T0, TAP, euros, secret } from "./test-orders.ts";
import {
  EMPTY_POCKET,
  type Pocket,
  dayOf,
  entriesOfHold,
  entryOfCredit,
  pocketAfter,
  spentOn,
} from "./wallet-ledger.ts";
import { DAY_MS, MAX_PENDING, walletLimitsFor } from "./wallet-limits.ts";

const MERCHANT = "AAAAAAAAAAAAA" as MerchantId;
const LIMITS = walletLimitsFor("EUR" as Currency);

const termsOf = (seed: number, minor = 2350): HoldTerms => ({
  merchant: MERCHANT,
  number: orderNumber(1, 1),
  wallet: secret(40) as string as WalletId,
  claim: PAYER,
  key: TAP,
  pend: secret(seed) as string as PendId,
  payee: "Corner Bakery",
  amount: euros(minor),
  at: T0,
});

const standing = (available: number, more: Partial<Standing> = {}): Standing => ({
  available: available as Minor,
  spent: 0 as Minor,
  pending: 0,
  limits: LIMITS,
  ...more,
});

const hold = (minor = 2350): HoldCommand => ({ type: "hold", terms: termsOf(1, minor) });
const accepted: HoldCommand = { type: "settle", verdict: { type: "accepted", receipt: "/R/x" } };
const rejected: HoldCommand = { type: "settle", verdict: { type: "rejected", reason: "no" } };
const abandon: HoldCommand = { type: "abandon" };

/** What a command causes, as event types, or the refusal's name. */
function outcome(before: Hold | null, command: HoldCommand, at = standing(9_999)) {
  const decided = decideHold(before, command, () => at);
  return decided.ok ? decided.value.map(({ type }) => type) : decided.reason;
}

function after(commands: readonly HoldCommand[], at = standing(9_999)): Hold {
  let made: Hold | null = null;
  for (const command of commands) {
    const decided = decideHold(made, command, () => at);
    if (!decided.ok) throw new Error(decided.reason);
    made = decided.value.reduce<Hold | null>(evolveHold, made);
  }
  if (!made) throw new Error("no commands");
  return made;
}

describe("a try to pay", () => {
  it("is held, posted or let go once, and every later word changes nothing", () => {
    const states: Readonly<Record<string, () => Hold | null>> = {
      none: () => null,
      pending: () => after([hold()]),
      posted: () => after([hold(), accepted]),
      voided: () => after([hold(), rejected]),
      declined: () => after([hold()], standing(0)),
    };
    const table: Readonly<Record<string, readonly [HoldCommand, ...(string | string[])[]]>> = {
      hold: [hold(), ["held"], [], [], [], []],
      abandon: [abandon, "payment-unknown", ["abandoned"], [], [], []],
      accepted: [accepted, "payment-unknown", ["posted"], [], [], []],
      rejected: [rejected, "payment-unknown", ["voided"], [], [], []],
    };
    for (const [command, ...expected] of Object.values(table)) {
      const got = Object.values(states).map((state) => outcome(state(), command));
      expect(got).toEqual(expected);
    }
  });

  it("that the payer gave up is still the merchant's to decide", () => {
    expect(after([hold(), abandon])).toMatchObject({ status: "pending", abandoned: true });
    expect(outcome(after([hold(), abandon]), abandon)).toEqual([]);
    expect(after([hold(), abandon, accepted])).toMatchObject({ status: "posted" });
  });

  it("is declined for good when there is too little, or it is above a limit", () => {
    expect(after([hold(2351)], standing(2350))).toMatchObject({
      status: "declined",
      reason: "insufficient-funds",
    });
    expect(after([hold(LIMITS.payment + 1)], standing(99_999))).toMatchObject({
      reason: "over-limit",
    });
    const spent = (LIMITS.day - 100) as Minor;
    expect(after([hold(101)], standing(9_999, { spent }))).toMatchObject({ reason: "over-limit" });
    expect(outcome(null, hold(100), standing(9_999, { spent }))).toEqual(["held"]);
    expect(outcome(null, hold(), standing(9_999, { pending: MAX_PENDING }))).toBe(
      "payments-too-many",
    );
  });

  it("has facts that follow one another, or a fault", () => {
    expect(() => evolveHold(null, { type: "abandoned" })).toThrow(
      "abandoned cannot follow nothing",
    );
    expect(() => evolveHold(after([hold()]), { type: "held", terms: termsOf(1) })).toThrow();
    expect(() => evolveHold(after([hold(), accepted]), { type: "voided", reason: "" })).toThrow(
      "voided cannot follow posted",
    );
  });
});

describe("a wallet's money", () => {
  it("is never created, never lost and never negative, whatever comes in whatever order (I1, I3)", () => {
    const move = fc.oneof(
      fc.record({ pend: fc.integer({ min: 1, max: 6 }), minor: fc.constantFrom(1, 500, 30_000) }),
      fc.record({
        pend: fc.integer({ min: 1, max: 6 }),
        command: fc.constantFrom(accepted, rejected, abandon),
      }),
      fc.record({
        credit: fc.integer({ min: 1, max: 20_000 }),
        id: fc.integer({ max: 5, min: 1 }),
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(move, fc.integer({ max: DAY_MS, min: 0 }))), (moves) => {
        let pocket: Pocket = EMPTY_POCKET;
        let now = T0;
        let cleared = 0;
        const holds = new Map<number, Hold>();
        const credits = new Map<number, number>();
        for (const [step, ms] of moves) {
          now = later(now, ms);
          if ("credit" in step) {
            if (credits.has(step.id)) continue;
            credits.set(step.id, step.credit);
            const credit = {
              id: "c",
              kind: "top-up",
              from: MERCHANT,
              payer: "x",
              pair: "x",
            } as const;
            pocket = pocketAfter(
              pocket,
              entryOfCredit({ ...credit, amount: euros(step.credit) }),
              dayOf(now),
            );
            continue;
          }
          const command: HoldCommand =
            "minor" in step
              ? { type: "hold", terms: { ...termsOf(step.pend, step.minor), at: now } }
              : step.command;
          const before = holds.get(step.pend) ?? null;
          const at = standing(pocket.available, { spent: spentOn(dayOf(now), pocket) });
          const decided = decideHold(before, command, () => at);
          for (const event of decided.ok ? decided.value : []) {
            const made = evolveHold(holds.get(step.pend) ?? null, event);
            holds.set(step.pend, made);
            for (const entry of entriesOfHold(made, event)) {
              pocket = pocketAfter(pocket, entry, dayOf(now));
              if (entry.credit.startsWith("clearing:")) cleared += entry.amount;
            }
          }
          expect(pocket.available).toBeGreaterThanOrEqual(0);
          const pending = [...holds.values()].filter(({ status }) => status === "pending");
          expect(pocket.held).toBe(pending.reduce((sum, { terms }) => sum + terms.amount.minor, 0));
          expect(spentOn(dayOf(now), pocket)).toBeLessThanOrEqual(LIMITS.day);
        }
        const topped = [...credits.values()].reduce((sum, credit) => sum + credit, 0);
        expect(pocket.available + pocket.held + cleared).toBe(topped);
      }),
      { numRuns: 500 },
    );
  });

  it("has limits that are amounts of the currency, in every currency", () => {
    for (const currency of CURRENCIES.filter(isCurrency)) {
      const { payment, day, topUp, balance } = walletLimitsFor(currency);
      for (const limit of [payment, day, topUp, balance]) expect(isPayable(limit)).toBe(true);
      expect(payment).toBeLessThanOrEqual(day);
      expect(topUp).toBeLessThanOrEqual(balance);
    }
    expect(walletLimitsFor("JPY" as Currency).payment).toBe(25_000);
    expect(walletLimitsFor("KWD" as Currency).payment).toBe(250_000);
  });
});

describe("the text of a payment", () => {
  const offer = { terms: termsOf(1), nonce: "n", expiresAt: T0 };

  it("differs when any part of the payment does", () => {
    const others = [
      { ...offer, nonce: "m" },
      { ...offer, expiresAt: later(T0, 1) },
      ...Object.entries({
        merchant: "BAAAAAAAAAAAA",
        number: orderNumber(1, 2),
        wallet: secret(41),
        claim: secret(42),
        key: secret(43),
        payee: "Corner Bakery ",
        amount: euros(2351),
      }).map(([name, value]) => ({ ...offer, terms: { ...offer.terms, [name]: value } })),
      {
        ...offer,
        terms: { ...offer.terms, amount: { ...euros(2350), currency: "USD" as Currency } },
      },
    ];
    const texts = [offer, ...others].map((other) => paymentText(other));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it("cannot be read in two ways, whatever stands in a name", () => {
    const sly = { ...offer, terms: { ...offer.terms, payee: 'x",2350,"EUR' } };
    expect(JSON.parse(paymentText(sly))).toHaveLength(11);
  });
});

describe("a pend id", () => {
  it("is the same for the same parts, and another for any other", () => {
    const parts = termsOf(1);
    const others = [parts, { ...parts, key: secret(9) }, { ...parts, claim: secret(9) }];
    expect(new Set(others.map((other) => pendText(other))).size).toBe(3);
    expect(pendIdFrom(new Uint8Array(32).fill(7))).toHaveLength(26);
  });
});
