import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { parseCredential } from "../contract/credential.ts";
import { parseCapability } from "../domain/capability.ts";
import { parseOrderNumber } from "../domain/order-number.ts";
import { Till, call, instruct, newSecret } from "./till.ts";

async function paid(till: Till, minor = 2350): Promise<{ number: string; receipt: string }> {
  const { number, id } = await till.claimed(minor);
  const { body } = await instruct(id);
  return { number, receipt: body.receipt };
}

describe("cash", () => {
  it("pays the order with its change, in the books, and on the phone that had the bill open", async () => {
    const till = await Till.open();
    const { number, id } = await till.claimed(1250);
    const key = newSecret();
    const taken = await till.post(`/api/v1/orders/${number}/cash`, { key, tendered: 2000 });
    expect(taken.body).toMatchObject({
      status: "paid",
      rail: "cash",
      cash: { change: { minor: 750 } },
    });
    expect((await till.post(`/api/v1/orders/${number}/cash`, { key, tendered: 2000 })).status).toBe(
      200,
    );
    expect((await call("GET", `/api/v1/claims/${id}`)).body).toMatchObject({ state: "paid" });
    expect((await call("GET", taken.body.receipt)).status).toBe(200);
    expect(await till.books()).toEqual({ available: -1250, cash: 1250 });
  });

  it("is refused when it is short, or comes to an order that is being paid or over", async () => {
    const till = await Till.open();
    const number = till.nextNumber();
    await till.place(number, 1250);
    expect(
      (await till.post(`/api/v1/orders/${number}/cash`, { key: newSecret(), tendered: 1249 }))
        .status,
    ).toBe(422);
    await till.post(`/api/v1/orders/${number}/cancel`);
    expect(
      (await till.post(`/api/v1/orders/${number}/cash`, { key: newSecret(), tendered: 1250 }))
        .status,
    ).toBe(410);
    expect(await till.books()).toEqual({});
  });
});

describe("a refund at the till", () => {
  it("goes back to the rail it came from, in part and in full, and stands on the payer's receipt", async () => {
    const till = await Till.open();
    const { number, receipt } = await paid(till);
    const first = await till.refund(number, 1000);
    expect(first.body.refunds).toMatchObject([
      { amount: { minor: 1000 }, status: "done", reason: "Wrong size" },
    ]);
    expect((await till.refund(number, 1350)).status).toBe(200);
    expect(await till.refund(number, 1)).toMatchObject({ status: 422 });
    expect(await till.books()).toEqual({ available: 0, "clearing:sandbox": 0, refunding: 0 });
    expect((await call("GET", receipt)).body).toContain("Wrong size");
  });

  it("is one refund however often it is sent, even a hundred at once", async () => {
    const till = await Till.open();
    const { number } = await paid(till);
    const key = newSecret();
    const same = await Promise.all(Array.from({ length: 50 }, () => till.refund(number, 100, key)));
    expect(new Set(same.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await till.books())["available"]).toBe(-2250);
  });

  it("never comes to more than was captured, when a hundred parts are asked for at once", async () => {
    const till = await Till.open();
    const { number } = await paid(till);
    const many = await Promise.all(Array.from({ length: 100 }, () => till.refund(number, 50)));
    expect(many.filter(({ status }) => status === 200)).toHaveLength(47);
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set([200, 422]));
    const isPending = async (): Promise<boolean> =>
      (await till.get(`/api/v1/orders/${number}`)).body.refunds.some(
        ({ status }: { status: string }) => status === "pending",
      );
    for (let tries = 0; tries < 60 && (await isPending()); tries++)
      await runDurableObjectAlarm(till.object);
    expect(await isPending()).toBe(false);
    expect(await till.books()).toEqual({ available: 0, "clearing:sandbox": 0, refunding: 0 });
  });

  it("is counted over the whole order where the till may give back only so much by itself", async () => {
    const till = await Till.open();
    const { number } = await paid(till);
    const { body: policy } = await till.get("/api/v1/policy");
    await call("PUT", "/api/v1/policy", { ...policy, refundLimitMinor: 500 }, till.credential);
    const key = newSecret();
    expect((await till.refund(number, 400, key)).status).toBe(200);
    expect((await till.refund(number, 101)).body.type).toContain("refund-above-limit");
    expect((await till.refund(number, 100)).status).toBe(200);
    // What has been asked for already is answered as before, whatever the limit is by now.
    expect((await till.refund(number, 400, key)).status).toBe(200);
    expect((await till.books())["available"]).toBe(-1850);
  });

  it("that the bank refuses gives the merchant its money back, and can be tried again", async () => {
    const till = await Till.open();
    const { number } = await paid(till, 9000);
    expect((await till.refund(number, 6601)).body.refunds).toMatchObject([{ status: "failed" }]);
    expect(await till.books()).toEqual({
      available: -9000,
      "clearing:sandbox": 9000,
      refunding: 0,
    });
    expect((await till.refund(number, 9000)).body.refunds).toMatchObject([
      { status: "failed" },
      { status: "done" },
    ]);
  });
});

describe("a rail that holds first", () => {
  it("is told to take the money once the order is decided, however often its answer is lost", async () => {
    const till = await Till.open();
    for (const minor of [6610, 6611]) {
      const { number, id } = await till.claimed(minor);
      expect((await instruct(id)).body.state).toBe("paid");
      for (
        let tries = 0;
        tries < 40 && !(await till.eventTypes(number)).includes("posted");
        tries++
      ) {
        await scheduler.wait(100);
      }
      expect(await till.eventTypes(number)).toEqual([
        "placed",
        "claimed",
        "instructed",
        "captured",
        "posted",
      ]);
    }
    expect(await till.books()).toEqual({ available: -13_221, "clearing:sandbox": 13_221 });
  });
});

describe("money that is held when the merchant wants out", () => {
  it("is let go, and asked about no more", async () => {
    const till = await Till.open();
    const { number, id } = await till.claimed(6610);
    const [claim, order] = [parseCapability(id), parseOrderNumber(number)];
    const credential = parseCredential(till.credential);
    if (!claim || !order || !credential) throw new Error("not what the Worker gave");
    await runInDurableObject(till.object, async (merchant) => {
      // In one turn: the bank has not answered yet when the cashier cancels.
      const paying = merchant.instruct(claim, { key: newSecret(), rail: "sandbox" }, "");
      await merchant.cancel(credential, order);
      await paying;
    });
    expect(await till.eventTypes(number)).toEqual([
      "placed",
      "claimed",
      "instructed",
      "cancelRequested",
      "strayed",
      "cancelled",
    ]);
    await runDurableObjectAlarm(till.object);
    expect(await till.eventTypes(number)).toContain("returned");
    await runDurableObjectAlarm(till.object);
    const alarm = await runInDurableObject(till.object, (_, { storage }) => storage.getAlarm());
    expect(alarm).toBeNull();
    expect(await till.books()).toEqual({});
  });
});

describe("the books", () => {
  it("book money that strays in and goes back through suspense", async () => {
    const till = await Till.open();
    const { id } = await till.claimed(6609);
    await instruct(id);
    await runDurableObjectAlarm(till.object);
    await scheduler.wait(100);
    expect(await till.books()).toEqual({ "clearing:sandbox": 0, suspense: 0 });
  });

  it("are never changed and never deleted, whoever tries", async () => {
    const till = await Till.open();
    await paid(till);
    await runInDurableObject(till.object, (_, { storage }) => {
      for (const attempt of [
        "UPDATE entries SET amount = 1",
        "DELETE FROM entries",
        "UPDATE events SET at = 1",
        "DELETE FROM events",
        "INSERT INTO entries (event, debit, credit, currency, amount, pair) VALUES (1, 'a', 'a', 'EUR', 1, 'x')",
        "INSERT INTO entries (event, debit, credit, currency, amount, pair) VALUES (1, 'a', 'b', 'EUR', 0, 'x')",
        "INSERT INTO entries (event, debit, credit, currency, amount, pair) VALUES (1, 'a', 'b', 'EUR', -5, 'x')",
      ]) {
        expect(() => storage.sql.exec(attempt)).toThrow();
      }
    });
    expect(await till.books()).toEqual({ available: -2350, "clearing:sandbox": 2350 });
  });
});
