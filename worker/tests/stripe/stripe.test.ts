import { beforeAll, describe, expect, it } from "vitest";
import { call, instruct, newSecret } from "../till.ts";
import { Shopper } from "./shopper.ts";
import { atStripe } from "./deliver.ts";

beforeAll(async () => void (await atStripe("ready", "")), 60_000);

describe.concurrent("a sale through Stripe", () => {
  it("holds a card, decides once, and takes it; the payer is led to Stripe's page and nowhere else", async () => {
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
    expect(await shopper.books()).toEqual({ available: -2350, "clearing:stripe": 2350 });
  });

  it("says, as every rail does, what it can do by itself", async () => {
    const till = await Shopper.shop();
    const { rails } = (await till.get("/api/v1/rails")).body;
    const can = rails.map(({ name, can: all }: { name: string; can: string[] }) => [name, all]);
    expect(Object.fromEntries(can)).toMatchObject({
      stripe: ["instruct", "void", "refund"],
      sandbox: ["instruct", "void", "refund"],
      wallet: ["void", "refund"],
    });
  });

  it("takes Alipay and WeChat Pay, which are not held but moved", async () => {
    for (const way of ["alipay", "wechat_pay"]) {
      const shopper = await Shopper.atCheckout();
      await shopper.pay(way);
      await shopper.deliverAll();
      expect(await shopper.types()).toEqual([
        "placed",
        "claimed",
        "instructed",
        "redirected",
        "captured",
      ]);
    }
  });

  it("hears nothing and finds out by itself", async () => {
    const shopper = await Shopper.atCheckout();
    await shopper.pay("card");
    await shopper.until(({ types }) => types.includes("posted"));
  }, 20_000);

  it("knows what the payer brings back in the moment of coming back", async () => {
    const shopper = await Shopper.atCheckout();
    await shopper.pay("alipay");
    const page = await call("GET", `/C/${shopper.claim.id}?back=done`);
    expect(page.body).toContain('data-state="paid"');
    expect(page.body).toContain("Practice money");
  });

  it("leaves the payer another way when the Session expires, or when they give it up", async () => {
    const shopper = await Shopper.atCheckout();
    await atStripe("expire", shopper.reference);
    await shopper.deliverAll();
    expect((await shopper.order()).declined).toBe("abandoned");
    const again = await instruct(shopper.claim.id, newSecret(), "stripe");
    expect(again.body.redirect).not.toBe(shopper.claim.redirect);
    const stopped = await call("POST", `/api/v1/claims/${shopper.claim.id}/stop`);
    expect(stopped.body).toMatchObject({ state: "claimed", redirect: null });
  });

  it("ends the Session when the till cancels, so that nobody can pay on it any more", async () => {
    const shopper = await Shopper.atCheckout();
    const { number, till } = shopper;
    expect((await till.post(`/api/v1/orders/${number}/cancel`)).body.status).toBe("cancelled");
    await expect(shopper.pay("card")).rejects.toThrow("the Session is expired");
  });

  it("says checking while Stripe is at it, and takes either end", async () => {
    for (const isPaid of [true, false]) {
      const shopper = await Shopper.atCheckout();
      await shopper.pay("slow");
      await shopper.deliverAll();
      expect((await shopper.order()).checking).toBe(true);
      await atStripe("settle", shopper.reference, { isPaid });
      await shopper.deliverAll();
      expect(await shopper.till.status(shopper.number)).toBe(isPaid ? "paid" : "claimed");
    }
  });

  it("is paid by events that come before our own call returns", async () => {
    const till = await Shopper.shop();
    const { number, id } = await till.claimed();
    const reference = `${till.founded.merchant.id}.${number}.1`;
    await atStripe("trouble", reference, { call: "POST /v1/checkout/sessions", how: "slow" });
    const instructing = instruct(id, newSecret(), "stripe");
    const claim = (await call("GET", `/api/v1/claims/${id}`)).body;
    const shopper = new Shopper(till, number, claim);
    await shopper.sessionIsMade();
    await shopper.pay("card");
    await shopper.deliverAll();
    expect(await till.status(number)).toBe("paid");
    expect((await instructing).body.state).toBe("paid");
    await shopper.until(({ types }) => types.includes("posted"));
    expect(await shopper.types()).not.toContain("redirected");
    expect(await shopper.books()).toEqual({ available: -2350, "clearing:stripe": 2350 });
  }, 20_000);

  it("takes neither silence nor an error of Stripe's own for a no", async () => {
    for (const how of ["500", "429", "lost", "down"]) {
      const till = await Shopper.shop();
      const { number, id } = await till.claimed();
      const reference = `${till.founded.merchant.id}.${number}.1`;
      for (const _ of [1, 2])
        await atStripe("trouble", reference, { call: "POST /v1/checkout/sessions", how });
      const { status, body } = await instruct(id, newSecret(), "stripe");
      // An error of Stripe's own stands under its key for a day: nothing is known, and nothing has failed.
      expect([how, status, body.state]).toEqual([how, 200, "paying"]);
    }
  }, 30_000);

  it("counts money as Stripe does where there are no decimals, or three", async () => {
    for (const [currency, minor] of [
      ["JPY", 500],
      ["ISK", 500],
      ["KWD", 5_120],
    ] as const) {
      const shopper = await Shopper.atCheckout({ currency, minor });
      await shopper.pay("card");
      await shopper.deliverAll();
      await shopper.until(({ types }) => types.includes("posted"));
      expect(await shopper.books()).toEqual({ available: -minor, "clearing:stripe": minor });
    }
    const till = await Shopper.shop("KWD");
    const { id } = await till.claimed(5_124);
    expect((await instruct(id, newSecret(), "stripe")).status).toBe(422);
  });

  it("sends Stripe nothing that the official package would not take", async () => {
    const shopper = await Shopper.atCheckout();
    expect(await shopper.faults()).toEqual([]);
  });
});
