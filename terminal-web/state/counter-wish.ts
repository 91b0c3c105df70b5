import type { OrderView } from "../../worker/contract/order.ts";
import type { ProblemType } from "../../worker/contract/problem.ts";
import { backoffMs } from "./backoff.ts";
import { hearOrder } from "./hear-order.ts";
import { type Failure, type Outcome, type Task, only } from "./message.ts";
import type { OpenTill } from "./till.ts";

/** Money to be moved at the counter, in minor units of the order's currency. */
export type Movement =
  | { readonly type: "cash"; readonly tendered: number }
  | {
      readonly type: "refund";
      readonly amount: number;
      readonly reason: string;
      /** The pass of somebody who may give back more. */ readonly approval?: string;
    };

/**
 * A movement that the merchant has confirmed. Its key makes it one however often it is sent, so it is written down
 * before it is sent for the first time, and sent again until somebody has answered.
 */
export interface CounterWish {
  readonly key: string;
  readonly number: string;
  readonly movement: Movement;
  readonly tries: number;
  readonly status: WishStatus;
}

export type WishStatus =
  | { readonly name: "sending" }
  /** No answer yet; asked again at this local instant. */
  | { readonly name: "waiting"; readonly retryAt: number }
  /** The server has it; listed until the merchant has seen it. */
  | { readonly name: "answered" }
  | { readonly name: "refused"; readonly problem: ProblemType };

/** More wishes than one counter can have in hand: the oldest that are over go. */
const MOST_WISHES = 16;

export const wishesOf = ({ wishes }: OpenTill, number: string): readonly CounterWish[] =>
  wishes.filter((wish) => wish.number === number);

export const isUnanswered = ({ status }: CounterWish): boolean =>
  status.name === "sending" || status.name === "waiting";

export function makeWish(
  till: OpenTill,
  { key, number, movement }: Pick<CounterWish, "key" | "number" | "movement">,
): Outcome<OpenTill> {
  // One movement of an order at a time: what came of the first decides what is left for the next.
  if (wishesOf(till, number).some(isUnanswered)) return only(till);
  const wish: CounterWish = { key, number, movement, tries: 0, status: { name: "sending" } };
  const others = till.wishes.filter((other) => isUnanswered(other) || other.number !== number);
  return {
    till: { ...till, wishes: [...others, wish].slice(-MOST_WISHES) },
    tasks: [taskOf(till, wish)],
  };
}

export const forgetWish = (till: OpenTill, key: string): OpenTill => ({
  ...till,
  wishes: till.wishes.filter((wish) => wish.key !== key),
});

export function hearWishAnswered(
  till: OpenTill,
  key: string,
  view: OrderView,
  asOf: number,
  now: number,
): Outcome<OpenTill> {
  const answered = withStatus(till, key, { name: "answered" });
  const wish = till.wishes.find((known) => known.key === key);
  // Cash that was taken is a paid sale, and the sale's own screen says so.
  const known = wish?.movement.type === "cash" ? paidInCash(answered, wish) : answered;
  return hearOrder(known, view, asOf, now);
}

function paidInCash(till: OpenTill, { key, number }: CounterWish): OpenTill {
  const isShown = till.screen.name === "cash" && till.screen.number === number;
  return { ...forgetWish(till, key), screen: isShown ? { name: "till" } : till.screen };
}

/** A refusal ends the wish; anything else leaves open whether it arrived, so the same is sent again. */
export function hearWishFailed(
  till: OpenTill,
  key: string,
  failure: Failure,
  chance: number,
  now: number,
): Outcome<OpenTill> {
  const wish = till.wishes.find((known) => known.key === key);
  if (!wish) return only(till);
  if (failure.type === "refused" && !IS_PASSING.has(failure.problem)) {
    const refused = withStatus(till, key, { name: "refused", problem: failure.problem });
    return {
      till: refused,
      tasks: [{ type: "ask", number: wish.number, asOf: till.cursor ?? 0 }],
    };
  }
  const retryAt = now + backoffMs(wish.tries, chance);
  return only(withStatus(till, key, { name: "waiting", retryAt }, wish.tries + 1));
}

/** Refusals that say nothing about the wish itself. */
const IS_PASSING: ReadonlySet<ProblemType> = new Set<ProblemType>([
  "fault",
  "temporarily-unavailable",
  "staff-signed-out",
]);

/** Wishes whose time to be sent again has come. */
export function tickWishes(till: OpenTill, now: number): Outcome<OpenTill> {
  const due = till.wishes.filter(
    ({ status }) => status.name === "waiting" && now >= status.retryAt,
  );
  if (due.length === 0) return only(till);
  const sent = due.reduce((next, { key }) => withStatus(next, key, { name: "sending" }), till);
  return { till: sent, tasks: due.map((wish) => taskOf(till, wish)) };
}

/** What was under way when the page went, or the line, may have arrived: it is sent again at once. */
export const hurriedWishes = (wishes: readonly CounterWish[]): readonly CounterWish[] =>
  wishes.map((wish) =>
    wish.status.name === "waiting" ? { ...wish, status: { name: "waiting", retryAt: 0 } } : wish,
  );

export const wishesAfterReload = (wishes: readonly CounterWish[]): readonly CounterWish[] =>
  wishes.map((wish) =>
    isUnanswered(wish) ? { ...wish, status: { name: "waiting", retryAt: 0 } } : wish,
  );

function withStatus(
  till: OpenTill,
  key: string,
  status: WishStatus,
  tries: number | null = null,
): OpenTill {
  const wishes = till.wishes.map((wish) =>
    wish.key === key ? { ...wish, status, tries: tries ?? wish.tries } : wish,
  );
  return { ...till, wishes };
}

const taskOf = ({ cursor }: OpenTill, { key, number, movement }: CounterWish): Task => ({
  type: "wish",
  key,
  number,
  movement,
  asOf: cursor ?? 0,
});
