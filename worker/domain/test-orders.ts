import { type Secret, secretFrom } from "./capability.ts";
import type { Currency } from "./currency.ts";
import { type OrderCommand, decide } from "./decide.ts";
import { type Instant, instant, later } from "./instant.ts";
import type { Sighting } from "./match.ts";
import { matchCodeFrom } from "./match-code.ts";
import { type Minor, type Money, ZERO } from "./money.ts";
import { evolve } from "./evolve.ts";
import type { Order } from "./order.ts";
import type { PlainText } from "./plain-text.ts";
import { NO_PLACE, type PlacePolicy } from "./place.ts";
import { orderNumber } from "./order-number.ts";

/** Orders in every state, made as the product makes them: by commands. For tests only. */
export const T0 = instant(1_800_000_000_000);
export const at = (seconds: number): Instant => later(T0, seconds * 1000);

export const secret = (seed: number): Secret =>
  secretFrom(new Uint8Array(26).fill(seed).with(25, seed >> 5));

export const euros = (minor: number): Money => ({
  minor: minor as Minor,
  currency: "EUR" as Currency,
});

export const PRICE = euros(2350);
export const PAYER = secret(1);
export const STRANGER = secret(2);
export const TAP = secret(3);
export const RECEIPT = secret(4);

export const place: OrderCommand = {
  type: "place",
  terms: {
    number: orderNumber(1, 1),
    amount: PRICE,
    lines: [],
    note: null,
    placedAt: T0,
    expiresAt: at(300),
  },
};
/** A policy under which place does not matter. */
export const ANYWHERE: PlacePolicy = {
  radius: null,
  floor: ZERO,
  whenUnknown: "accept",
  whenAway: "ask",
};
export const CODE = matchCodeFrom(new Uint8Array(9));

export const claim = (
  key = PAYER,
  more: Partial<Sighting> = {},
  policy = ANYWHERE,
): OrderCommand => ({
  type: "claim",
  key,
  sighting: { channel: "qr", tokenAgeMs: 4_000, cell: 1, arrivedAt: T0, place: NO_PLACE, ...more },
  policy,
  code: CODE,
});
export const instruct = (key = TAP, by = PAYER): OrderCommand => ({
  type: "instruct",
  claim: by,
  key,
  rail: "sandbox",
  isTest: true,
});
export const capture = (ordinal = 1, amount = PRICE, isHeld = false): OrderCommand => ({
  type: "capture",
  ordinal,
  rail: "sandbox",
  amount,
  receipt: RECEIPT,
  isHeld,
});
export const decline = (ordinal = 1): OrderCommand => ({
  type: "decline",
  ordinal,
  reason: "refused-by-rail",
});

export const takeCash = (tendered = 2350, key = TAP): OrderCommand => ({
  type: "take cash",
  key,
  tendered: tendered as Minor,
  receipt: RECEIPT,
});
export const refund = (
  amount: number,
  key = secret(20),
  limit: number | null = null,
): OrderCommand => ({
  type: "refund",
  key,
  amount: amount as Minor,
  reason: "wrong size" as PlainText,
  limit: limit as Minor | null,
});

/** The order after these commands, all given at one instant; a refusal fails the test. */
export function orderAfter(commands: readonly OrderCommand[], now = T0): Order {
  let order: Order | null = null;
  for (const command of commands) {
    const decision = decide(order, command, now);
    if (!decision.ok) throw new Error(`${command.type}: ${decision.reason}`);
    order = decision.value.reduce<Order | null>(evolve, order);
  }
  if (!order) throw new Error("no commands");
  return order;
}

export const EVERY_STATE: Readonly<Record<Order["status"], () => Order>> = {
  placed: () => orderAfter([place]),
  claimed: () => orderAfter([place, claim()]),
  paying: () => orderAfter([place, claim(), instruct()]),
  paid: () => orderAfter([place, claim(), instruct(), capture()]),
  cancelled: () => orderAfter([place, { type: "cancel" }]),
  expired: () => evolve(orderAfter([place]), { type: "expired", at: at(300) }),
};
