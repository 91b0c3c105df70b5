import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import type { Till } from "../till.ts";
import { type Event, atStripe, deliverEvent } from "./deliver.ts";
import { Shopper } from "./shopper.ts";

beforeAll(async () => void (await atStripe("ready", "")), 60_000);

/** What Stripe tells of a card that was held, taken and partly given back on its own pages: six events. */
const TOLD = [
  "payment_intent.created",
  "payment_intent.amount_capturable_updated",
  "checkout.session.completed",
  "payment_intent.succeeded",
  "refund.created",
  "charge.refunded",
];

/** The permutation of that number, in the factorial number system. */
function permutation<Item>(items: readonly Item[], number: number): Item[] {
  const left = [...items];
  let rest = number;
  return items.map((_, index) => {
    const count = items.length - index;
    const [item] = left.splice(rest % count, 1);
    rest = Math.floor(rest / count);
    return item as Item;
  });
}

async function sellIn(till: Till, number: number): Promise<object> {
  const shopper = await Shopper.atCheckoutOf(till);
  await shopper.pay("card");
  await atStripe("take", shopper.reference);
  const { events } = await atStripe("refund", shopper.reference, { amount: 350 });
  expect(events.map(({ type }) => type)).toEqual(TOLD);
  for (const event of permutation<Event>(events, number)) {
    // What cannot be acted upon yet is sent again, as Stripe does.
    for (let tries = 0; (await deliverEvent(event)).status >= 300; tries++)
      if (tries > 3) throw new Error(`${event.type} is never heard`);
  }
  const { status, refunds } = await shopper.order();
  return {
    status,
    refunds: refunds.map((refund: { amount: object; status: string }) => refund.status),
  };
}

// All 720 take a minute and more: `npm run test:stripe` plays them, and `npm test` a share that another prime step picks.
const ALL = env.STRIPE_ALL_ORDERS === "1";
const NUMBERS = Array.from({ length: 720 }, (_, number) => number).filter(
  (number) => ALL || number % 29 === 0,
);

it(`six events of one card sale in ${NUMBERS.length} of 720 orders end in the same books`, async () => {
  const till = await Shopper.shop();
  for (let from = 0; from < NUMBERS.length; from += 12) {
    const ends = await Promise.all(
      NUMBERS.slice(from, from + 12).map((number) => sellIn(till, number)),
    );
    for (const end of ends) expect(end).toEqual({ status: "paid", refunds: ["done"] });
  }
  const sold = NUMBERS.length * 2000;
  expect(await till.books()).toEqual({
    available: -sold,
    "clearing:stripe": sold,
    refunding: 0,
  });
}, 600_000);

it("every event three times, all at once, is every event once", async () => {
  const shopper = await Shopper.atCheckout();
  await shopper.pay("card");
  await atStripe("take", shopper.reference);
  const { events } = await atStripe("refund", shopper.reference, { amount: 350 });
  const thrice = [...events, ...events, ...events];
  await Promise.all(thrice.map((event) => deliverEvent(event)));
  await shopper.deliverAll();
  expect(await shopper.books()).toEqual({
    available: -2000,
    "clearing:stripe": 2000,
    refunding: 0,
  });
}, 30_000);
