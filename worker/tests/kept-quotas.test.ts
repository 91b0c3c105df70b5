import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PAYER, WALLET } from "../contract/quota.ts";
import { KeptMeter } from "../object/kept-meter.ts";
import { Payer } from "./payer.ts";
import { knock } from "./tenant.ts";
import { Till, instruct, newSecret } from "./till.ts";

// A moment in the middle of a minute, so that no window ends while a test counts.
beforeEach(() => {
  const now = Math.floor(Date.now() / 60_000) * 60_000 + 20_000;
  vi.useFakeTimers({ toFake: ["Date"], now });
});
afterEach(() => void vi.useRealTimers());

/** What is kept of a quota: how much of it was taken, for each name. */
const keptOf = (object: DurableObjectStub, quota: string): Promise<number[]> =>
  runInDurableObject(object, (_, { storage }) =>
    storage.sql
      .exec<{ taken: number }>("SELECT taken FROM allowances WHERE quota = ?", quota)
      .toArray()
      .map(({ taken }) => taken),
  );

const useUp = (object: DurableObjectStub): Promise<unknown> =>
  runInDurableObject(object, (_, { storage }) =>
    storage.sql.exec("UPDATE allowances SET taken = 1000000"),
  );

describe("a quota whose first block is not written down", () => {
  it("is never given out twice by sleeps but for what of that block was left", async () => {
    const till = await Till.open();
    const quota = { name: "tests", most: 100, windowSeconds: 60 };
    await runInDurableObject(till.object, (_, { storage: { sql } }) => {
      const awake = (): KeptMeter => new KeptMeter(quota, sql, "after the first block");
      const take = (meter: KeptMeter, times: number): number =>
        Array.from({ length: times }, () => meter.take("a", 0)).filter(Boolean).length;
      const first = awake();
      expect([first.left("a", 0), take(first, 10), first.left("a", 0)]).toEqual([100, 10, 90]);
      // Ten in each life write nothing, and cost nobody more.
      const second = awake();
      expect([take(second, 10), second.left("a", 0)]).toEqual([10, 90]);
      expect([take(second, 1), second.left("a", 0)]).toEqual([1, 89]);
      // From here on each sleep costs what was in hand.
      const third = awake();
      expect([third.left("a", 0), take(third, 1), third.left("a", 0)]).toEqual([80, 1, 79]);
      const last = awake();
      expect([take(last, 200), last.left("a", 0), last.take("a", 0)]).toEqual([70, 0, false]);
      expect([last.left("b", 0), last.left("a", 60_000), take(awake(), 1)]).toEqual([100, 100, 0]);
    });
  });
});

describe("how often a payer has had the rail asked", () => {
  it("is not forgotten by a sleep; a sale writes nothing of it, nor what is refused", async () => {
    const till = await Till.open();
    expect((await instruct((await till.claimed()).id)).body.state).toBe("paid");
    const { number, id } = await till.claimed(6606);
    for (let i = 0; i < 30; i++) expect((await instruct(id, newSecret(), "gold")).status).toBe(422);
    // Its bank says nothing for half a minute of a clock that stands.
    const answer = instruct(id);
    await vi.waitFor(async () => expect(await till.status(number)).toBe("paying"));
    const ask = () => knock("GET", `/C/${id}?back`, {});
    for (let i = 0; i < 24; i++) expect((await ask()).status).toBe(200);
    expect(await keptOf(till.object, PAYER.name)).toEqual([]);
    await ask();
    expect(await keptOf(till.object, PAYER.name)).toEqual([48]);
    await useUp(till.object);
    await evictDurableObject(till.object);
    expect((await ask()).status).toBe(429);
    await answer.catch(() => {});
  }, 30_000);
});

describe("what a wallet's owner has asked", () => {
  it("is not forgotten by a sleep where it wrote anything, and writes nothing where it was refused", async () => {
    const [till, payer] = [await Till.open(), await Payer.open()];
    await till.put("/api/v1/rails", { on: ["wallet", "sandbox"] });
    const { id } = await till.claimed();
    for (let i = 0; i < 30; i++) expect((await payer.topUp(id, -1)).status).toBe(422);
    expect(await keptOf(payer.object, WALLET.name)).toEqual([]);
    for (let i = 0; i < 25; i++) expect((await payer.offer(id)).status).toBe(201);
    expect(await keptOf(payer.object, WALLET.name)).toEqual([48]);
    await useUp(payer.object);
    await evictDurableObject(payer.object);
    expect((await payer.offer(id)).status).toBe(429);
    vi.setSystemTime(Date.now() + 40_000);
    expect((await payer.offer(id)).status).toBe(201);
  });
});
