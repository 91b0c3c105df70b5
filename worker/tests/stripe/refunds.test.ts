import { beforeAll, describe, expect, it } from "vitest";
import { atStripe } from "./deliver.ts";
import type { Reply } from "../till.ts";
import { Shopper } from "./shopper.ts";

beforeAll(async () => void (await atStripe("ready", "")), 60_000);

const refundsOf = async (shopper: Shopper) =>
  (await shopper.order()).refunds.map(
    ({ amount, status }: { amount: { minor: number }; status: string }) => [amount.minor, status],
  );

describe.concurrent("a refund through Stripe", () => {
  it("goes back to where it came from, in part and in full, once however often it is asked", async () => {
    const shopper = await Shopper.paid();
    const { till, number } = shopper;
    await till.refund(number, 1000);
    await till.refund(number, 1350);
    await shopper.attend();
    await shopper.until(({ types }) => types.filter((type) => type === "refunded").length === 2);
    expect((await till.refund(number, 1)).status).toBe(422);
    await shopper.deliverAll();
    expect(await refundsOf(shopper)).toEqual([
      [1000, "done"],
      [1350, "done"],
    ]);
    expect(await shopper.books()).toEqual({ available: 0, "clearing:stripe": 0, refunding: 0 });
  }, 20_000);

  it("is pending until Stripe says more, and may fail then", async () => {
    for (const isPaid of [true, false]) {
      const shopper = await Shopper.paid();
      await shopper.till.refund(shopper.number, 777);
      expect(await refundsOf(shopper)).toEqual([[777, "pending"]]);
      await shopper.deliverAll();
      expect(await refundsOf(shopper)).toEqual([[777, "pending"]]);
      await atStripe("settle-refunds", shopper.reference, { isPaid });
      await shopper.deliverAll();
      expect(await refundsOf(shopper)).toEqual([[777, isPaid ? "done" : "failed"]]);
      const left = isPaid ? 2350 - 777 : 2350;
      expect(await shopper.books()).toEqual({
        available: -left,
        "clearing:stripe": left,
        refunding: 0,
      });
    }
  }, 20_000);

  it("that had succeeded may fail after all: the money is the merchant's again, and can go back anew", async () => {
    const shopper = await Shopper.paid();
    await shopper.till.refund(shopper.number, 2350);
    await shopper.until(({ types }) => types.includes("refunded"));
    await atStripe("settle-refunds", shopper.reference, { isPaid: false });
    await shopper.deliverAll();
    expect(await shopper.types()).toContain("refundBounced");
    expect(await shopper.books()).toEqual({
      available: -2350,
      "clearing:stripe": 2350,
      refunding: 0,
    });
    // It is no sale: the day has one, of which nothing is with the payer.
    const { totals, batches } = (await shopper.till.get("/api/v1/day")).body;
    const told = ({ sales, gross, refunds, refunded, bounced, net }: Reply["body"]) => [
      [sales, gross.minor],
      [refunds, refunded.minor],
      bounced.minor,
      net.minor,
    ];
    const day = [[1, 2350], [1, 2350], 2350, 2350];
    expect([told(totals[0]), told(batches[0])]).toEqual([day, day]);
    const sheet = async (name: string): Promise<string[][]> =>
      (await shopper.till.get(`/api/v1/sheets/${name}`)).body
        .split("\r\n")
        .map((row: string) => row.split(","));
    const [columns = [], order = []] = await sheet("orders");
    const cell = (name: string) => order[columns.indexOf(name)];
    expect([cell("status"), cell("amount"), cell("refunded")]).toEqual(["paid", "23.50", "0.00"]);
    expect((await sheet("journal")).slice(1, -1).map((row) => row.slice(3, 5))).toEqual([
      ["clearing:stripe", "available"],
      ["available", "refunding"],
      ["refunding", "clearing:stripe"],
      ["clearing:stripe", "refunding"],
      ["refunding", "available"],
    ]);
    // Closed, it is the same; and what is given back anew is the next day's.
    const closed = await shopper.till.post("/api/v1/settlements", { after: 0 });
    expect(told(closed.body.batches[0])).toEqual(day);
    expect((await shopper.till.refund(shopper.number, 2350)).status).toBeLessThan(300);
    const next = (await shopper.till.get("/api/v1/day")).body.totals[0];
    expect(told(next)).toEqual([[0, 0], [1, 2350], 0, -2350]);
  }, 20_000);

  it("that was made on Stripe's own pages is found in the books, and leaves less to give back", async () => {
    const shopper = await Shopper.paid();
    await atStripe("refund", shopper.reference, { amount: 2000 });
    await shopper.deliverAll();
    await shopper.deliverAll();
    expect(await refundsOf(shopper)).toEqual([[2000, "done"]]);
    expect((await shopper.till.refund(shopper.number, 351)).status).toBe(422);
    expect(await shopper.books()).toEqual({
      available: -350,
      "clearing:stripe": 350,
      refunding: 0,
    });
  }, 20_000);

  it("that was made there and is still pending is waited for, and not made a second time", async () => {
    const shopper = await Shopper.paid();
    await atStripe("refund", shopper.reference, { amount: 1000, isPaid: false });
    await shopper.deliverAll();
    await shopper.attend();
    expect(await refundsOf(shopper)).toEqual([[1000, "pending"]]);
    await atStripe("settle-refunds", shopper.reference);
    await shopper.deliverAll();
    await shopper.until(({ types }) => types.includes("refunded"));
    const created = (await shopper.events()).filter(({ type }) => type === "refund.created");
    expect(created).toHaveLength(1);
    expect((await shopper.books())["clearing:stripe"]).toBe(1350);
  }, 20_000);

  it("and the taking of held money get through although an error of Stripe's stands under their first key", async () => {
    const shopper = await Shopper.atCheckout();
    const [made] = await shopper.pay("card");
    const trouble = { call: "POST /v1/payment_intents/:id/capture", how: "500" };
    await atStripe("trouble", made?.data.object.id ?? "", trouble);
    await shopper.deliverAll();
    await shopper.attend();
    await shopper.until(({ types }) => types.includes("posted"));
    const { reference, till, number } = shopper;
    await atStripe("trouble", reference, { call: "POST /v1/refunds", how: "500" });
    await till.refund(number, 1000);
    await shopper.until(({ types }) => types.includes("refunded"));
    expect((await shopper.books())["clearing:stripe"]).toBe(1350);
  }, 20_000);
});
