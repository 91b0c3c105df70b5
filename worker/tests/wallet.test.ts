import { runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { Payer, cookieOf, scene, send } from "./payer.ts";
import { Till, call } from "./till.ts";

// The library for passkeys is many files, and comes with the first use of one.
beforeAll(async () => void (await import("@simplewebauthn/server")), 60_000);

describe("a wallet", () => {
  it("is opened with one passkey, and found again by it on another phone", async () => {
    const { payer, id } = await scene();
    expect(await payer.balance()).toEqual({ available: 10_000, held: 0 });
    const asked = await send("POST", "/api/v1/wallets/sign-ins");
    const assertion = await payer.passkey.assert(asked.body.challenge);
    const wish = { ticket: asked.body.ticket, assertion };
    const found = await send("POST", "/api/v1/wallets/sessions", wish);
    expect(found.body).toMatchObject({ wallet: payer.wallet });
    expect(found.headers.get("set-cookie")).toMatch(
      /^__Host-wallet=.*HttpOnly; Secure; SameSite=Strict/,
    );
    const there = cookieOf(found);
    expect((await send("POST", `/api/v1/claims/${id}/offers`, undefined, there)).status).toBe(201);
    // The same answer opens nothing a second time.
    expect((await send("POST", "/api/v1/wallets/sessions", wish)).status).toBe(409);
  });

  it("pays: both sides know, both books say so, and they pair by the same name", async () => {
    const { till, payer, number, id } = await scene();
    const paid = await payer.pay(id);
    expect(paid).toMatchObject({ status: 201, body: { state: "posted" } });
    expect(await till.status(number)).toBe("paid");
    expect(await till.eventTypes(number)).toEqual(["placed", "claimed", "instructed", "captured"]);
    expect(await payer.balance()).toEqual({ available: 7_650, held: 0 });
    const [theirs] = await entries(till, "clearing:wallet");
    const [mine] = await entries(payer, `clearing:${till.founded.merchant.id}`);
    expect(theirs).toMatchObject({ debit: "clearing:wallet", amount: 2350, pair: mine?.["pair"] });
    expect(mine).toMatchObject({ debit: "held", amount: 2350 });
    const half = await payer.object.clearings(0, 10);
    expect(half).toMatchObject([{ pair: theirs?.["pair"], minor: 2350, currency: "EUR" }]);
    expect((await call("GET", paid.body.receipt)).status).toBe(200);
  });

  it("takes a refund back in, once however often it is asked, on the order's own rail", async () => {
    const { till, payer, number, id } = await scene();
    await payer.pay(id);
    expect((await till.refund(number, 1000)).body.refunds).toMatchObject([{ status: "done" }]);
    expect(await payer.balance()).toEqual({ available: 8_650, held: 0 });
    const [, theirs] = await entries(till, "clearing:wallet");
    const [, mine] = await entries(payer, `clearing:${till.founded.merchant.id}`);
    expect(theirs).toMatchObject({ credit: "clearing:wallet", amount: 1000, pair: mine?.["pair"] });
    const { body } = await payer.get("/api/v1/wallet/statement?limit=2");
    expect(body.movements).toMatchObject([
      { type: "refund", amount: { minor: 1000 }, name: "Corner Bakery" },
      { type: "payment", amount: { minor: -2350 }, name: "Corner Bakery", state: "posted" },
    ]);
    const rest = await payer.get(`/api/v1/wallet/statement?before=${body.before}`);
    expect(rest.body).toMatchObject({ movements: [{ type: "top-up" }], before: null });
  });

  it("never pays more than lies in it: of 64 confirms at once on a balance for ten, exactly ten are held", async () => {
    const payer = await Payer.open();
    const tills = await Promise.all([1, 2, 3, 4].map(() => Till.open()));
    const claims = await Promise.all(
      Array.from({ length: 64 }, (_, i) => (tills[i % 4] as Till).claimed(1000)),
    );
    await payer.topUp(claims[0]?.id ?? "", 10_000);
    const offers = await Promise.all(claims.map(({ id }) => payer.offer(id)));
    const paid = await Promise.all(
      claims.map(({ id }, i) => payer.confirm(id, (offers[i] as (typeof offers)[0]).body)),
    );
    expect(paid.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(paid.filter(({ status }) => status === 402)).toHaveLength(54);
    expect(await payer.balance()).toEqual({ available: 0, held: 0 });
    const statuses = await Promise.all(
      claims.map(({ number }, i) => (tills[i % 4] as Till).status(number)),
    );
    expect(statuses.filter((status) => status === "paid")).toHaveLength(10);
    expect(statuses.filter((status) => status === "claimed")).toHaveLength(54);
  }, 30_000);

  it("has books that nobody changes or deletes, and that no movement unbalances", async () => {
    const { till, payer, id } = await scene();
    await payer.pay(id);
    await runInDurableObject(payer.object, (_, { storage }) => {
      for (const attempt of [
        "UPDATE entries SET amount = 1",
        "DELETE FROM entries",
        "INSERT INTO entries (at, debit, credit, currency, amount, pair, about) VALUES (1, 'a', 'a', 'EUR', 1, 'x', '{}')",
        "INSERT INTO entries (at, debit, credit, currency, amount, pair, about) VALUES (1, 'a', 'b', 'EUR', 0, 'x', '{}')",
        "UPDATE pockets SET available = -1",
      ]) {
        expect(() => storage.sql.exec(attempt)).toThrow();
      }
    });
    await runInDurableObject(till.object, (_, { storage }) => {
      expect(() => storage.sql.exec("DELETE FROM decisions")).toThrow();
      expect(() => storage.sql.exec("UPDATE decisions SET verdict = ''")).toThrow();
    });
  });

  it("keeps to its limits: one payment, one day, one top-up, one balance", async () => {
    const { till, payer, id } = await scene(25_001, 0);
    expect((await payer.topUp(id, 20_001)).status).toBe(422);
    for (let i = 0; i < 2; i++) expect((await payer.topUp(id, 20_000)).status).toBe(201);
    expect((await payer.topUp(id, 10_001)).status).toBe(422);
    expect((await payer.topUp(id, 10_000)).status).toBe(201);
    expect((await payer.offer(id)).body).toMatchObject({ obstacle: "over-limit" });
    expect(await payer.pay(id)).toMatchObject({ status: 402, body: { detail: "over-limit" } });
    const anywhere = { radiusMetres: null, floorMinor: 0, whenUnknown: "accept", whenAway: "ask" };
    await call("PUT", "/api/v1/policy", anywhere, till.credential);
    for (const expected of [201, 201, 402]) {
      const { id: next } = await till.claimed(24_000);
      expect((await payer.pay(next)).status).toBe(expected);
    }
    expect(await payer.balance()).toEqual({ available: 2_000, held: 0 });
  });

  it("that nobody opened takes nothing in, and a merchant without the rail offers none", async () => {
    const { till, payer, id } = await scene();
    expect((await till.put("/api/v1/rails", { on: ["sandbox"] })).status).toBe(200);
    expect(await payer.offer(id)).toMatchObject({ status: 422 });
    expect((await call("GET", `/api/v1/claims/${id}`)).body.rails).not.toMatchObject([
      { name: "wallet" },
    ]);
  });
});

/** The entries of one account, in either book. */
async function entries({ object }: Till | Payer, account: string) {
  const stub = object as DurableObjectStub;
  return runInDurableObject(stub, (_, { storage }) =>
    storage.sql
      .exec("SELECT * FROM entries WHERE ? IN (debit, credit) ORDER BY seq", account)
      .toArray(),
  );
}
