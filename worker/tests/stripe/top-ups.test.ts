import { beforeAll, describe, expect, it } from "vitest";
import { Filler, isCredited } from "../filler.ts";
import { call } from "../till.ts";
import { atStripe, deliverEvent } from "./deliver.ts";

beforeAll(async () => {
  await Promise.all([atStripe("ready", ""), import("@simplewebauthn/server")]);
}, 60_000);

/** A payer on Stripe's page with money for a wallet. */
async function atCheckout(minor = 2000) {
  const filler = await Filler.at(["stripe"]);
  const id = await filler.add(minor, { rail: "stripe" });
  const [merchant, number] = id.split(".");
  const reference = `${merchant}.${number}.1`;
  const deliverAll = async (): Promise<void> => {
    for (const event of (await atStripe("events", reference)).events)
      expect([200, 204]).toContain((await deliverEvent(event)).status);
  };
  const books = () => filler.till.books();
  return { filler, id, reference, deliverAll, books };
}

const come = { available: 2000, held: 0 };

describe.concurrent("a wallet that is filled up through Stripe", () => {
  it("leads to Stripe's page and has the money once, whatever is heard how often", async () => {
    const { filler, id, reference, deliverAll, books } = await atCheckout();
    expect(await filler.claim(id)).toMatchObject({
      state: "paying",
      redirect: expect.stringMatching(/^https:\/\/checkout\.stripe\.com\//),
    });
    await atStripe("pay", reference, { way: "card" });
    // The payer is back in many tabs at once, while Stripe tells it, and tells it again.
    const backs = Array.from({ length: 64 }, () => call("GET", `/C/${id}?back=done`));
    await Promise.all([...backs, deliverAll(), deliverAll()]);
    await filler.until(id, isCredited);
    await deliverAll();
    expect(await filler.payer.balance()).toEqual(come);
    expect(await books()).toEqual({ "clearing:stripe": 2000, "clearing:wallet": -2000 });
    expect((await atStripe("events", reference)).faults).toEqual([]);
  }, 30_000);

  it("finds out by itself when nothing is heard, and takes what is not held but moved", async () => {
    const { filler, id, reference } = await atCheckout();
    await atStripe("pay", reference, { way: "alipay" });
    await filler.until(id, isCredited);
    expect(await filler.payer.balance()).toEqual(come);
  }, 20_000);

  it("says checking while Stripe is at it, and takes either end", async () => {
    for (const isPaid of [true, false]) {
      const { filler, id, reference, deliverAll } = await atCheckout();
      await atStripe("pay", reference, { way: "slow" });
      await deliverAll();
      expect((await filler.claim(id)).bill.checking).toBe(true);
      expect(await filler.page()).toContain("€20.00 are on the way to your wallet");
      expect(await filler.payer.balance()).toEqual({ available: 0, held: 0 });
      await atStripe("settle", reference, { isPaid });
      await deliverAll();
      const end = await filler.until(id, (view) => isCredited(view) || view.state === "claimed");
      expect(end.state).toBe(isPaid ? "paid" : "claimed");
    }
  }, 20_000);

  it("has nothing of a Session that expired or was given up, and money that comes late goes back", async () => {
    const { filler, id, reference, deliverAll, books } = await atCheckout();
    await atStripe("expire", reference);
    await deliverAll();
    expect(await filler.claim(id)).toMatchObject({
      state: "claimed",
      bill: { declined: "abandoned" },
    });
    await filler.send(`/C/${id}/release`, {});
    expect((await filler.payer.get(`/C/${id}`)).body).toContain("Nothing was added");
    await atStripe("pay", reference, { way: "alipay", isLate: true });
    await deliverAll();
    for (let tries = 0; tries < 100 && (await books())["suspense"] !== 0; tries++)
      await scheduler.wait(50);
    expect(await books()).toEqual({ "clearing:stripe": 0, suspense: 0 });
    expect(await filler.payer.balance()).toEqual({ available: 0, held: 0 });
  }, 20_000);

  it("sends money back to the card; what Stripe will not take back is in the wallet again", async () => {
    for (const isPaid of [true, false]) {
      const { filler, id, reference, deliverAll, books } = await atCheckout(1777);
      await atStripe("pay", reference, { way: "card" });
      await deliverAll();
      await filler.until(id, isCredited);
      await filler.sendBack(id);
      await filler.until(id, ({ bill }) => bill.refunds[0]?.status === "pending");
      expect(await filler.payer.balance()).toEqual({ available: 0, held: 0 });
      // Stripe has taken the request, and has not done it.
      for (let tries = 0; tries < 100 && !(await refundTold(reference)); tries++)
        await scheduler.wait(50);
      await atStripe("settle-refunds", reference, { isPaid });
      await deliverAll();
      const status = isPaid ? "done" : "failed";
      await filler.until(id, ({ bill }) => bill.refunds[0]?.status === status);
      const left = isPaid ? 0 : 1777;
      for (let tries = 0; tries < 100; tries++) {
        if ((await filler.payer.balance()).available === left) break;
        await scheduler.wait(50);
      }
      expect(await filler.payer.balance()).toEqual({ available: left, held: 0 });
      expect(await books()).toEqual({
        "clearing:stripe": left,
        "clearing:wallet": 0 - left,
        "sending-back": 0,
      });
      // No till placed it: the merchant sees it among those that wallets' own pages made.
      const [, number] = id.split(".");
      const { orders } = (await filler.till.get("/api/v1/top-ups")).body;
      expect(orders).toMatchObject([
        {
          number,
          status: "paid",
          topUp: "credited",
          rail: "stripe",
          amount: { minor: 1777 },
          refunds: [{ amount: { minor: 1777 }, status, wallet: isPaid ? "gave-up" : "has-again" }],
        },
      ]);
      // It is neither a sale nor a refund of the merchant's, in the day's report or its closing.
      const { batches, totals } = (await filler.till.get("/api/v1/day")).body;
      const zero = { sales: 0, refunds: 0, gross: { minor: 0 }, refunded: { minor: 0 } };
      expect(totals).toMatchObject([{ ...zero, bounced: { minor: 0 }, net: { minor: 0 } }]);
      expect(batches).toMatchObject([
        { rail: "stripe", ...zero, toppedUp: { minor: left }, net: { minor: left } },
        { rail: "wallet", ...zero, toppedUp: { minor: 0 - left } },
      ]);
      expect((await filler.till.post("/api/v1/settlements", { after: 0 })).body).toMatchObject({
        batches,
      });
    }
  }, 30_000);

  it("keeps what the merchant gives back on Stripe's own pages: that is the merchant's money", async () => {
    const { filler, id, reference, deliverAll, books } = await atCheckout();
    await atStripe("pay", reference, { way: "card" });
    await deliverAll();
    await filler.until(id, isCredited);
    await atStripe("refund", reference, { amount: 500 });
    await deliverAll();
    await filler.until(id, ({ bill }) => bill.refunds.length === 1);
    expect(await filler.payer.balance()).toEqual(come);
    expect(await books()).toEqual({
      available: 500,
      "clearing:stripe": 1500,
      "clearing:wallet": -2000,
      refunding: 0,
    });
    expect((await filler.claim(id)).bill.returnable?.minor).toBe(1500);
  }, 20_000);
});

const refundTold = async (reference: string): Promise<boolean> =>
  (await atStripe("events", reference)).events.some(({ type }) => type.startsWith("refund."));
