import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { CLEARING_VERSION, type PendMessage } from "../contract/clearing.ts";
import type { Hold } from "../domain/hold.ts";
import { Merchant } from "../merchant/merchant.ts";
import { Wallet } from "../wallet/wallet.ts";
import { type Payer, scene } from "./payer.ts";
import { type Till, call } from "./till.ts";

// What happens between a wallet and a merchant when a message is lost, an object is put away, or time passes. The losses
// are made where the network would make them: on the way to the other object, or on the way back.

// The library for passkeys is many files, and comes with the first use of one.
beforeAll(async () => void (await import("@simplewebauthn/server")), 60_000);

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const pass = (seconds: number): void =>
  void vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 });

type Way = "request" | "reply";

/**
 * Loses messages of one kind, before they arrive or after they had their effect, until {@link heal}: the objects' own
 * alarms ring while a test looks the other way.
 */
function lose(kind: "decide" | "cancelPend" | "credit", way: Way): void {
  type Calls = Record<typeof kind, (message: unknown) => unknown>;
  const target = (kind === "credit" ? Wallet.prototype : Merchant.prototype) as object as Calls;
  const arrive = target[kind];
  vi.spyOn(target, kind).mockImplementation(function (this: unknown, message) {
    if (way === "reply") arrive.call(this, message);
    throw new Error("the connection was lost");
  });
}

const heal = (): void => void vi.restoreAllMocks();

async function ring(who: Payer | Till): Promise<void> {
  await runDurableObjectAlarm(who.object);
}

const evict = ({ object }: Payer | Till) => evictDurableObject(object);

/** Everything that money laws are about, in both objects. */
async function books(till: Till, payer: Payer, number: string) {
  const decisions = await runInDurableObject(till.object, (_, { storage }) =>
    storage.sql.exec<{ verdict: string }>("SELECT verdict FROM decisions").toArray(),
  );
  return {
    status: await till.status(number),
    verdicts: decisions.map(({ verdict }) => JSON.parse(verdict).type as string),
    ...(await payer.balance()),
  };
}

const PAID = { status: "paid", verdicts: ["accepted"], available: 7_650, held: 0 };
const NOT_PAID = { verdicts: ["rejected"], available: 10_000, held: 0 };

/** The message that the wallet would send for its only try. */
async function messageOf(payer: Payer): Promise<PendMessage> {
  const [row] = await runInDurableObject(payer.object, (_, { storage }) =>
    storage.sql.exec<{ state: string }>("SELECT state FROM holds").toArray(),
  );
  const { at: _, payee: __, ...parts } = (JSON.parse(row?.state ?? "") as Hold).terms;
  return { version: CLEARING_VERSION, ...parts };
}

describe("a payment from a wallet", () => {
  it("is one payment however often it is confirmed, and between evictions (F5, F6, F14)", async () => {
    const { till, payer, number, id } = await scene();
    const { body: offer } = await payer.offer(id);
    await evict(payer);
    const first = await payer.confirm(id, offer);
    await evict(payer);
    await evict(till);
    const again = await payer.confirm(id, offer);
    expect(again.body).toEqual(first.body);
    const many = await Promise.all(Array.from({ length: 50 }, () => payer.confirm(id, offer)));
    expect(new Set(many.map(({ body }) => body.state))).toEqual(new Set(["posted"]));
    await ring(payer);
    await ring(payer);
    expect(await books(till, payer, number)).toEqual(PAID);
  });

  it("confirmed fifty times at once is held once (T16)", async () => {
    const { till, payer, number, id } = await scene();
    const { body: offer } = await payer.offer(id);
    const many = await Promise.all(Array.from({ length: 50 }, () => payer.confirm(id, offer)));
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await books(till, payer, number)).toEqual(PAID);
  });

  it("that was declined stays declined, whatever is in the wallet later (F7)", async () => {
    const { till, payer, number, id } = await scene(2350, 0);
    const { body: offer } = await payer.offer(id);
    expect(offer.obstacle).toBe("insufficient-funds");
    expect((await payer.confirm(id, offer)).status).toBe(402);
    expect(await till.eventTypes(number)).toEqual(["placed", "claimed", "instructed", "declined"]);
    await payer.topUp(id, 10_000);
    expect((await payer.confirm(id, offer)).status).toBe(402);
    expect((await payer.pay(id)).status).toBe(201);
    expect(await till.status(number)).toBe("paid");
  });

  for (const way of ["request", "reply"] as const) {
    it(`whose question loses its ${way} is pending, and ends by the alarm after an eviction (F8 to F13)`, async () => {
      const { till, payer, number, id } = await scene();
      lose("decide", way);
      expect((await payer.pay(id)).body).toMatchObject({ state: "pending", reason: null });
      expect(await payer.balance()).toEqual({ available: 7_650, held: 2_350 });
      expect(await till.status(number)).toBe(way === "request" ? "paying" : "paid");
      await evict(payer);
      await evict(till);
      heal();
      pass(9);
      await ring(payer);
      await ring(payer);
      expect(await books(till, payer, number)).toEqual(PAID);
    }, 20_000);
  }

  it("is decided once: the same question later, twice and after a cancel has the same answer (F10, I20)", async () => {
    const { till, payer, number, id } = await scene();
    await payer.pay(id);
    const message = await messageOf(payer);
    const answers = [
      await till.object.decide(message),
      await till.object.cancelPend(message),
      await till.object.decide(message),
    ];
    expect(new Set(answers.map(({ type }) => type))).toEqual(new Set(["accepted"]));
    expect(await books(till, payer, number)).toEqual(PAID);
  });

  it("through a partition of minutes asks, and lets go only when the merchant has said no (F15)", async () => {
    const { till, payer, number, id } = await scene();
    lose("decide", "request");
    await payer.pay(id);
    lose("cancelPend", "request");
    pass(130);
    await ring(payer);
    expect(await payer.balance()).toEqual({ available: 7_650, held: 2_350 });
    heal();
    pass(10);
    await ring(payer);
    expect(await books(till, payer, number)).toMatchObject(NOT_PAID);
    // The first question arrives at last: it meets the "no".
    expect(await till.object.decide(await messageOf(payer))).toMatchObject({ type: "rejected" });
    expect(await till.status(number)).not.toBe("paid");
  });

  it("that was accepted is never let go, though the wallet asks for a no (F15, I21)", async () => {
    const { till, payer, number, id } = await scene();
    lose("decide", "reply");
    await payer.pay(id);
    pass(130);
    await ring(payer);
    expect(await books(till, payer, number)).toEqual(PAID);
  });

  it("comes too late for an order whose time is over, and the money is free again (F16)", async () => {
    const { till, payer, number, id } = await scene();
    lose("decide", "request");
    await payer.pay(id);
    await evict(till);
    pass(61);
    await ring(till);
    pass(301);
    await ring(till);
    expect(await till.status(number)).toBe("expired");
    heal();
    await ring(payer);
    expect(await books(till, payer, number)).toEqual({ ...NOT_PAID, status: "expired" });
  }, 20_000);

  it("meets a cashier who cancels meanwhile: the first one wins (F17)", async () => {
    const { till, payer, number, id } = await scene();
    lose("decide", "request");
    await payer.pay(id);
    expect((await till.post(`/api/v1/orders/${number}/cancel`)).body.status).toBe("cancelled");
    heal();
    pass(9);
    await ring(payer);
    expect(await books(till, payer, number)).toEqual({ ...NOT_PAID, status: "cancelled" });
  });

  it("that the payer gives up is asked about, and is let go or has been paid (F18)", async () => {
    for (const way of ["request", "reply"] as const) {
      const { till, payer, number, id } = await scene();
      const { body: offer } = await payer.offer(id);
      lose("decide", way);
      await payer.confirm(id, offer);
      lose("cancelPend", "request");
      const asked = await payer.post(`/api/v1/claims/${id}/payments/abandon`, { key: offer.key });
      expect(asked.body).toMatchObject({ state: "pending" });
      heal();
      pass(9);
      await ring(payer);
      const expected = way === "reply" ? PAID : { ...NOT_PAID, status: "claimed" };
      expect(await books(till, payer, number)).toEqual(expected);
      vi.useRealTimers();
    }
  });

  it("can be given up from the bill page while it is checked, and only by the phone it is of", async () => {
    const { till, payer, number, id } = await scene();
    const { body: offer } = await payer.offer(id);
    lose("decide", "request");
    lose("cancelPend", "request");
    await payer.confirm(id, offer);
    await evict(till);
    pass(7);
    await ring(till);
    const page = await payer.get(`/C/${id}`);
    expect(page.body).toContain('data-wallet="stop"');
    expect(page.body).toContain(`data-key="${offer.key}"`);
    expect((await call("GET", `/C/${id}`)).body).not.toContain('data-wallet="stop"');
    heal();
    await payer.post(`/api/v1/claims/${id}/payments/abandon`, { key: offer.key });
    expect(await books(till, payer, number)).toEqual({ ...NOT_PAID, status: "claimed" });
  }, 20_000);

  it("survives a lost alarm: whoever sweeps or asks sets it again (F20)", async () => {
    const { till, payer, number, id } = await scene();
    lose("decide", "request");
    await payer.pay(id);
    await runInDurableObject(payer.object, (_, { storage }) => storage.deleteAlarm());
    await evict(payer);
    heal();
    await payer.object.sweep();
    pass(9);
    await ring(payer);
    expect(await books(till, payer, number)).toEqual(PAID);
  });

  it("is not undone by a clock that steps back (F21)", async () => {
    const { till, payer, number, id } = await scene();
    lose("decide", "request");
    await payer.pay(id);
    pass(-3_600);
    await evict(payer);
    heal();
    pass(3_610);
    await ring(payer);
    expect(await books(till, payer, number)).toEqual(PAID);
  });

  it("waits out a side that speaks another version: unknown is not a no (F22, F24)", async () => {
    const { till, payer, number, id } = await scene();
    const newer = vi.spyOn(Merchant.prototype, "decide").mockReturnValue({ type: "unknown" });
    await payer.pay(id);
    for (let i = 0; i < 3; i++) {
      pass(5);
      await ring(payer);
    }
    expect(await payer.balance()).toEqual({ available: 7_650, held: 2_350 });
    newer.mockRestore();
    pass(5);
    await ring(payer);
    expect(await books(till, payer, number)).toEqual(PAID);
    const message = { ...(await messageOf(payer)), version: CLEARING_VERSION + 1 };
    expect(await till.object.decide(message)).toEqual({ type: "unknown" });
  });

  it("that only the merchant heard of says so, and ends by itself (F27)", async () => {
    const { till, payer, number, id } = await scene();
    const { body: offer } = await payer.offer(id);
    const pend = payer.pendOf(id, offer.key);
    const { claim, key } = payer.partsOf(id, offer.key);
    await till.object.begin(claim, key, { wallet: payer.wallet, pend });
    expect(await till.status(number)).toBe("paying");
    await evict(till);
    pass(30);
    await ring(till);
    expect((await till.get(`/api/v1/orders/${number}`)).body.checking).toBe(true);
    pass(31);
    await ring(till);
    expect(await till.eventTypes(number)).toEqual([
      "placed",
      "claimed",
      "instructed",
      "doubted",
      "declined",
    ]);
    // The payer's confirmation comes after all: it holds, is told no, and lets go.
    expect((await payer.confirm(id, offer)).body).toMatchObject({ state: "voided" });
    expect(await books(till, payer, number)).toEqual({ ...NOT_PAID, status: "claimed" });
  }, 20_000);

  it("that the merchant never heard begin is decided all the same (F27)", async () => {
    const { till, payer, number, id } = await scene();
    const { body: offer } = await payer.offer(id);
    const { challenge, key } = offer;
    const assertion = await payer.passkey.assert(challenge);
    const site = { origin: "https://till.test", rpId: "till.test" };
    await payer.object.confirm(payer.pendOf(id, key), assertion, site);
    expect(await till.eventTypes(number)).toEqual(["placed", "claimed", "instructed", "captured"]);
    expect(await books(till, payer, number)).toEqual(PAID);
  });
});

describe("a refund to a wallet", () => {
  for (const way of ["request", "reply"] as const) {
    it(`whose ${way} is lost is on its way until the alarm has asked again, and comes once`, async () => {
      const { till, payer, number, id } = await scene();
      await payer.pay(id);
      lose("credit", way);
      expect((await till.refund(number, 1000)).body.refunds).toMatchObject([{ status: "pending" }]);
      await evict(till);
      await evict(payer);
      heal();
      pass(5);
      await ring(till);
      await ring(till);
      const { body } = await till.get(`/api/v1/orders/${number}`);
      expect(body.refunds).toMatchObject([{ status: "done" }]);
      expect(await payer.balance()).toEqual({ available: 8_650, held: 0 });
    });
  }
});
