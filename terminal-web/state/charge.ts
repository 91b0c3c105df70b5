import type { Currency } from "../../worker/domain/currency.ts";
import { MAX_COUNTER } from "../../worker/domain/order-number.ts";
import { learn } from "./catalogue.ts";
import { EMPTY_DRAFT, termsOf } from "./draft.ts";
import { type Outcome, type PlaceInput, type Task, only } from "./message.ts";
import { closeMic } from "./mic.ts";
import { type Charge, type Sale, isOver } from "./sale.ts";
import { type OpenTill, nextNumber, serverNow } from "./till.ts";
import { exponentOfTill } from "./update-draft.ts";
import { LIFE_SECONDS, wantWindows } from "./windows-in-hand.ts";

/** An order that is sent with less than this left is not worth sending: the server takes no shorter life. */
export const LEAST_LIFE_MS = 30_000;

/** The tap: the sale is on the screen with its number and, if they are in hand, its code, before anybody has been asked. */
export function charge(till: OpenTill, unnamed: string, now: number): Outcome<OpenTill> {
  if (till.sale && !isOver(till.sale)) return only(till);
  if (till.mic.isAsking) return only({ ...till, hint: "choose" });
  const exponent = exponentOfTill(till);
  const terms = termsOf(till.draft, exponent, unnamed);
  if (!terms.ok) return only({ ...till, hint: terms.reason });
  if (till.nextCounter > MAX_COUNTER) return only({ ...till, hint: "no-more-numbers" });

  const startedAt = serverNow(till, now);
  const currency = till.profile.merchant.currency as Currency;
  const { amount, lines, note } = terms.value;
  return send(
    {
      ...micAtRest(till),
      draft: EMPTY_DRAFT,
      hint: null,
      screen: { name: "till" },
      catalogue: learnt(till, unnamed),
    },
    {
      number: nextNumber(till),
      amount: { minor: amount, currency, exponent },
      lines,
      note,
      ...(till.draft.kind && { kind: till.draft.kind }),
      startedAt,
      expiresAt: startedAt + LIFE_SECONDS * 1000,
    },
    false,
    now,
  );
}

/** Without hands, the till listens again when it is back at the keypad; else the digits are there. */
export function micAtRest(till: OpenTill): OpenTill {
  const isGoingOn = till.settings.listening === "hands-free";
  return {
    ...till,
    mic: isGoingOn ? { ...till.mic, downAt: null, isAsking: false } : closeMic(till.mic),
  };
}

function learnt({ catalogue, draft }: OpenTill, unnamed: string): OpenTill["catalogue"] {
  return learn(catalogue, draft.lines, new Set([unnamed, ...(draft.spoken ?? [])]));
}

/** The first try of a number that is used up by it, whatever comes of it. */
export function send(
  till: OpenTill,
  charged: Charge,
  isRenumbered: boolean,
  now: number,
): Outcome<OpenTill> {
  const sale: Sale = {
    status: "sending",
    charge: charged,
    attempts: 0,
    retryAt: null,
    mayHaveArrived: false,
    isRenumbered,
  };
  const sent = { ...till, sale, nextCounter: till.nextCounter + 1 };
  const minted = wantWindows(sent, charged.number, charged.expiresAt, now);
  return { till: minted.till, tasks: [placing(sent, charged, now), ...minted.tasks] };
}

/** The device leg. A try that leaves later asks for a shorter life, so that the order ends when the screen says. */
export function placing(till: OpenTill, charged: Charge, now: number): Task {
  const { number, amount, lines, note, kind, expiresAt, part } = charged;
  const leftMs = Math.max(LEAST_LIFE_MS, expiresAt - serverNow(till, now));
  const order: PlaceInput = {
    number,
    amount,
    lines,
    note,
    ...(kind && { kind }),
    expiresInSeconds: Math.min(Math.round(leftMs / 1000), LIFE_SECONDS),
    ...(part ? { part: { of: part.of, index: part.index, count: part.count } } : {}),
  };
  return { type: "place", order, asOf: till.cursor ?? 0 };
}
