import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { Wallet } from "../wallet/wallet.ts";
import { Filler, isCredited } from "./filler.ts";
import { Payer } from "./payer.ts";
import { call, newSecret } from "./till.ts";
import { walkBooks } from "./walk-books.ts";

// The library for passkeys is many files, and comes with the first use of one.
beforeAll(async () => void (await import("@simplewebauthn/server")), 60_000);

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const EMPTY = { available: 0, held: 0 };

describe("money added on the wallet's own page", () => {
  it("is an order of the merchant where the wallet is of use: both books pair, and the receipt is signed", async () => {
    const filler = await Filler.at();
    expect(await filler.page()).toContain("Taken by Corner Bakery for your wallet");
    const id = await filler.add(2000);
    const { receipt, bill } = await filler.until(id, isCredited);
    expect(bill).toMatchObject({ returnable: { minor: 2000 }, test: true, status: "paid" });
    expect(await filler.payer.balance()).toEqual({ available: 2000, held: 0 });
    expect(await filler.till.books()).toEqual({
      "clearing:sandbox": 2000,
      "clearing:wallet": -2000,
    });
    expect(await filler.movements()).toMatchObject([
      { type: "top-up", name: "Corner Bakery", amount: { minor: 2000 }, claim: id },
    ]);
    expect(await filler.page()).toContain(`href="/C/${id}"`);
    // It is on no till's own list, and on the one that every till may read.
    expect((await filler.till.get("/api/v1/orders")).body.orders).not.toContainEqual(
      expect.objectContaining({ number: bill.number }),
    );
    const later = await filler.add(500);
    await filler.until(later, isCredited);
    const { body: newest } = await filler.till.get("/api/v1/top-ups?limit=1");
    expect(newest).toMatchObject({ orders: [{ amount: { minor: 500 } }] });
    const { body: rest } = await filler.till.get(`/api/v1/top-ups?before=${newest.before}`);
    expect(rest).toMatchObject({ orders: [{ number: bill.number, test: true }], before: null });
    const signed = await call("GET", `${receipt}/signed`);
    expect(signed.headers.get("content-type")).toBe("application/jose");
    expect(await walkBooks()).toEqual({ checked: 4, findings: [] });
  });

  it("is added once for each tap, however often and from however many tabs it is sent", async () => {
    const filler = await Filler.at();
    const key = newSecret();
    const ids = await Promise.all(Array.from({ length: 64 }, () => filler.add(2000, { key })));
    expect(new Set(ids).size).toBe(1);
    await filler.until(ids[0] ?? "", isCredited);
    expect(await filler.payer.balance()).toEqual({ available: 2000, held: 0 });
    // Another amount under the same key is not another top-up.
    expect(await filler.add(5000, { key })).toBe("409");
    expect(await filler.payer.balance()).toEqual({ available: 2000, held: 0 });
  });

  it("keeps to what a wallet may hold, with what is under way counted", async () => {
    const filler = await Filler.at();
    expect(await filler.add(20_001)).toBe("422");
    expect(await filler.add(0)).toBe("422");
    // Two that the bank takes its time over, one that has come, and no room for another hundred.
    const slow = [filler.add(16_602), filler.add(16_602)];
    await vi.waitFor(async () =>
      expect(await filler.page()).toMatch(/€166\.02 are on the way.*€166\.02 are on the way/s),
    );
    await filler.until(await filler.add(10_000), isCredited);
    expect(await filler.add(10_000)).toBe("422");
    expect(await filler.page()).not.toContain('value="10000"');
    expect(await filler.payer.balance()).toEqual({ available: 10_000, held: 0 });
    for (const id of await Promise.all(slow)) await filler.until(id, isCredited);
    expect(await filler.payer.balance()).toEqual({ available: 43_204, held: 0 });
  });

  it("makes room again when nothing comes of it; money that comes late goes back by itself", async () => {
    const filler = await Filler.at();
    const id = await filler.add(16_608);
    expect(await filler.claim(id)).toMatchObject({ state: "claimed" });
    expect(await filler.page()).toContain("were not added");
    await filler.send(`/C/${id}/release`, {});
    expect(await filler.page()).not.toContain("were not added");
    await vi.waitFor(
      async () => {
        await runDurableObjectAlarm(filler.till.object);
        expect(await filler.till.books()).toMatchObject({ suspense: 0, "clearing:sandbox": 0 });
      },
      { timeout: 8_000, interval: 200 },
    );
    expect(await filler.payer.balance()).toEqual(EMPTY);
    expect(await walkBooks()).toMatchObject({ findings: [] });
  }, 20_000);

  it("is taken first and credited then, where the bank only holds it, and is owed while the wallet is silent", async () => {
    const filler = await Filler.at();
    const arrive = Wallet.prototype.credit;
    vi.spyOn(Wallet.prototype, "credit").mockImplementation(function (this: Wallet, message) {
      arrive.call(this, message);
      throw new Error("the connection was lost");
    });
    const id = await filler.add(6610);
    await filler.until(id, ({ bill }) => bill.topUp === "crediting");
    await vi.waitFor(async () =>
      expect(await filler.payer.balance()).toMatchObject({ available: 6610 }),
    );
    expect((await filler.payer.get(`/C/${id}`)).body).toContain(
      "your wallet has it within moments",
    );
    await evictDurableObject(filler.till.object);
    vi.restoreAllMocks();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 5_000 });
    await runDurableObjectAlarm(filler.till.object);
    await filler.until(id, isCredited);
    expect(await filler.payer.balance()).toEqual({ available: 6610, held: 0 });
  });

  it("is offered where the wallet was used, by rails that need nobody at a till, and to its owner alone", async () => {
    const filler = await Filler.at([]);
    expect(await filler.page()).not.toContain("Add money");
    expect(await filler.add(2000)).toBe("422");
    const nowhere = await Payer.open();
    expect((await nowhere.get("/W")).body).not.toContain("Add money");
    expect((await call("POST", "/W/top-ups")).status).toBe(401);
    await filler.till.put("/api/v1/rails", { on: ["wallet", "sandbox"] });
    const id = await filler.add(2000);
    // No wallet pays for itself, and no other wallet takes it or sends it back.
    expect((await filler.payer.pay(id)).status).toBeGreaterThanOrEqual(400);
    await nowhere.post(`/api/v1/claims/${id}/wallet`);
    await filler.until(id, isCredited);
    expect(await filler.payer.balance()).toMatchObject({ available: 2000 });
  });
});

describe("money that was added and is sent back", () => {
  it("leaves the wallet and goes back to its rail, once; all books are as before", async () => {
    const filler = await Filler.at();
    const id = await filler.add(2000);
    await filler.until(id, isCredited);
    await Promise.all(Array.from({ length: 64 }, () => filler.sendBack(id)));
    const view = await filler.until(id, ({ bill }) => bill.refunds[0]?.status === "done");
    expect(view.bill).toMatchObject({
      refunds: [{ amount: { minor: 2000 } }],
      returnable: { minor: 0 },
    });
    await vi.waitFor(async () => expect(await filler.payer.balance()).toEqual(EMPTY));
    expect(await filler.till.books()).toEqual({
      "clearing:sandbox": 0,
      "clearing:wallet": 0,
      "sending-back": 0,
    });
    expect(await walkBooks()).toMatchObject({ findings: [] });
    const gone = (await filler.movements()).filter(({ state }) => state === "posted");
    expect(gone).toMatchObject([{ type: "sent-back", amount: { minor: -2000 } }]);
    expect((await filler.sendBack(id)).status).toBe(422);
  });

  it("is only what the wallet still has", async () => {
    const filler = await Filler.at();
    const id = await filler.add(2000);
    await filler.until(id, isCredited);
    const bill = await filler.till.claimed(500);
    expect((await filler.payer.pay(bill.id)).status).toBe(201);
    const refused = await filler.sendBack(id);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain("does not have that much any more");
    expect(await filler.payer.balance()).toEqual({ available: 1500, held: 0 });
    expect((await filler.claim(id)).bill.refunds).toEqual([]);
    const stranger = await Payer.open();
    const body = `key=${newSecret()}`;
    const type = "application/x-www-form-urlencoded";
    const more = { cookie: stranger.cookie };
    const path = `/C/${id}/send-back`;
    const foreign = await call("POST", path, body, undefined, type, undefined, more);
    expect(foreign.status).toBe(404);
  });
});
