import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { Wallet } from "../wallet/wallet.ts";
import { Payer } from "./payer.ts";
import { Till, instruct, newSecret } from "./till.ts";

// The library for passkeys is many files, and comes with the first use of one.
beforeAll(async () => void (await import("@simplewebauthn/server")), 60_000);

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function topUp(minor = 2000) {
  const [till, payer] = await Promise.all([Till.open(), Payer.open()]);
  const number = till.nextNumber();
  expect((await till.place(number, minor, { kind: "top-up" })).status).toBe(201);
  const { body } = await till.claim(number);
  const take = (key = newSecret(), tendered = minor) =>
    till.post(`/api/v1/orders/${number}/cash`, { key, tendered });
  return { till, payer, number, id: body.id as string, take };
}

describe("a top-up in cash", () => {
  it("is a sale turned round: the till has the cash, the wallet has the money, and both books pair", async () => {
    const { till, payer, number, id, take } = await topUp();
    expect((await payer.post(`/api/v1/claims/${id}/wallet`)).body.bill.topUp).toBe("ready");
    const key = newSecret();
    expect((await take(key, 5000)).body).toMatchObject({
      status: "paid",
      rail: "cash",
      topUp: "credited",
      cash: { change: { minor: 3000 } },
    });
    expect((await take(key, 5000)).status).toBe(200);
    expect(await payer.balance()).toEqual({ available: 2000, held: 0 });
    const query = "SELECT debit, credit, amount, pair FROM entries";
    const pair = `${number} top-up`;
    const theirs = await runInDurableObject(till.object, (_, { storage }) =>
      storage.sql.exec(query).toArray(),
    );
    expect(theirs).toEqual([{ debit: "cash", credit: "clearing:wallet", amount: 2000, pair }]);
    const mine = await runInDurableObject(payer.object, (_, { storage }) =>
      storage.sql.exec(query).toArray(),
    );
    const debit = `clearing:${till.founded.merchant.id}`;
    expect(mine).toEqual([{ debit, credit: "available", amount: 2000, pair }]);
    expect((await till.refund(number, 100)).body.type).toContain("refund-exceeds-captured");
  });

  it("takes no cash before a wallet waits for it, and no other way of paying", async () => {
    const { till, payer, number, id, take } = await topUp();
    expect((await take()).body.type).toContain("top-up-unclaimed");
    expect((await instruct(id)).body.type).toContain("rail-unknown");
    await payer.post(`/api/v1/claims/${id}/wallet`);
    expect((await payer.pay(id)).status).not.toBe(201);
    expect(await till.status(number)).toBe("claimed");
  });

  it("keeps to the limits, at the till and at the wallet", async () => {
    const { till, payer, id, take } = await topUp(20_000);
    const tooMuch = await till.place(till.nextNumber(), 20_001, { kind: "top-up" });
    expect(tooMuch.body.type).toContain("over-limit");
    await payer.post(`/api/v1/claims/${id}/wallet`);
    await take();
    for (const [minor, expected] of [
      [20_000, 200],
      [10_001, 422],
    ] as const) {
      const number = till.nextNumber();
      await till.place(number, minor, { kind: "top-up" });
      const { body } = await till.claim(number);
      expect((await payer.post(`/api/v1/claims/${body.id}/wallet`)).status).toBe(expected);
      if (expected === 200)
        await till.post(`/api/v1/orders/${number}/cash`, { key: newSecret(), tendered: minor });
    }
    expect(await payer.balance()).toEqual({ available: 40_000, held: 0 });
  });

  it("is owed until the wallet has it: a lost message is sent again, and counts once", async () => {
    const { till, payer, number, id, take } = await topUp();
    await payer.post(`/api/v1/claims/${id}/wallet`);
    const arrive = Wallet.prototype.credit;
    vi.spyOn(Wallet.prototype, "credit").mockImplementation(function (this: Wallet, message) {
      arrive.call(this, message);
      throw new Error("the connection was lost");
    });
    expect((await take()).body).toMatchObject({ status: "paid", topUp: "crediting" });
    await evictDurableObject(till.object);
    vi.restoreAllMocks();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 5_000 });
    await runDurableObjectAlarm(till.object);
    expect((await till.get(`/api/v1/orders/${number}`)).body.topUp).toBe("credited");
    expect(await payer.balance()).toEqual({ available: 2000, held: 0 });
  });
});
