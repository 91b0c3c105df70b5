import { beforeAll, expect, it } from "vitest";
import { Shopper } from "./shopper.ts";
import { atStripe } from "./deliver.ts";

beforeAll(async () => void (await atStripe("ready", "")), 60_000);

it("a card is held, decided once, and taken; the payer is led to Stripe's page and nowhere else", async () => {
  const shopper = await Shopper.atCheckout();
  expect(shopper.claim.redirect).toMatch(/^https:\/\/checkout\.stripe\.com\/c\/pay\/cs_test_/);
  await shopper.pay("card");
  await shopper.deliverAll();
  expect(await shopper.till.status(shopper.number)).toBe("paid");
  await shopper.until(({ types }) => types.includes("posted"));
  expect(await shopper.types()).toEqual([
    "placed",
    "claimed",
    "instructed",
    "redirected",
    "captured",
    "posted",
  ]);
  expect(await shopper.faults()).toEqual([]);
});
