import { createExecutionContext, evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { rangeOf } from "../contract/address-range.ts";
import { CROWD, ORDERS, PAYER } from "../contract/quota.ts";
import worker from "../index.ts";
import { knock } from "./tenant.ts";
import { ORIGIN, Till, call, instruct, newSecret } from "./till.ts";

afterEach(() => void vi.useRealTimers());

/** A moment in the middle of a minute, so that no window ends while a test counts. */
const midMinute = (): void => {
  const now = Math.floor(Date.now() / 60_000) * 60_000 + 20_000;
  vi.useFakeTimers({ toFake: ["Date"], now });
};

describe("a quota", () => {
  it("is told with each new order, and a repeated one takes nothing from it", async () => {
    const till = await Till.open();
    const first = await till.place("1-1");
    expect(first.headers.get("ratelimit-policy")).toBe('"orders";q=20000;w=3600');
    expect(first.headers.get("ratelimit")).toMatch(/^"orders";r=19999;t=\d+$/);
    expect((await till.place("1-1")).headers.get("ratelimit")).toMatch(/r=19999;/);
    expect((await till.place("1-2")).headers.get("ratelimit")).toMatch(/r=19998;/);
  });

  it("of orders is not given out again by a sleep", async () => {
    midMinute();
    const till = await Till.open();
    const leftAfter = async (): Promise<number> => {
      const { headers } = await till.place(till.nextNumber());
      return Number(/r=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1]);
    };
    const left = await leftAfter();
    for (let nap = 1; nap <= 3; nap++) {
      await evictDurableObject(till.object);
      // What the object had in hand is lost with its memory, never what it has given away.
      expect(left - (await leftAfter())).toBe(nap * (ORDERS.most / 200));
    }
    await runInDurableObject(till.object, (_, { storage }) =>
      storage.sql.exec("UPDATE allowances SET taken = ?", ORDERS.most),
    );
    await evictDurableObject(till.object);
    const refused = await till.place(till.nextNumber());
    expect([refused.status, refused.headers.get("ratelimit")]).toEqual([
      429,
      expect.stringMatching(/^"orders";r=0;t=\d+$/),
    ]);
    vi.setSystemTime(Date.now() + ORDERS.windowSeconds * 1000);
    expect(await leftAfter()).toBe(ORDERS.most - 1);
  });

  it("that is used up is refused with the second of the next, and stops nobody else's payment", async () => {
    midMinute();
    const till = await Till.open();
    const [noisy, quiet] = [await till.claimed(), await till.claimed()];
    const ask = () =>
      call("POST", `/api/v1/claims/${noisy.id}/instructions`, { key: newSecret(), rail: "gold" });
    for (let i = 0; i < PAYER.most; i++) expect((await ask()).status).toBe(422);
    const refused = await ask();
    expect([refused.status, refused.body.type.split("/").at(-1), refused.body.retryable]).toEqual([
      429,
      "rate-limited",
      true,
    ]);
    expect(refused.headers.get("ratelimit")).toBe('"payer";r=0;t=40');
    expect(refused.headers.get("retry-after")).toBe("40");
    expect((await instruct(quiet.id)).body.state).toBe("paid");
    vi.setSystemTime(Date.now() + 40_000);
    expect((await instruct(noisy.id)).body.state).toBe("paid");
  });
});

describe("a market hall behind one address", () => {
  it("has room for fifty tills, whatever the shield says", async () => {
    const asked: string[] = [];
    const SHIELD = {
      limit: ({ key }: { key: string }) => {
        asked.push(key);
        return Promise.resolve({ success: false });
      },
    };
    const headers = { "cf-connecting-ip": "203.0.113.7", "content-type": "application/json" };
    const send = async (path: string, body: object, bearer?: string): Promise<Response> =>
      worker.fetch(
        new Request(`${ORIGIN}/api/v1${path}`, {
          method: "POST",
          headers: { ...headers, ...(bearer && { authorization: `Bearer ${bearer}` }) },
          body: JSON.stringify(body),
        }),
        { ...env, SHIELD },
        createExecutionContext(),
      );
    const tills = await Promise.all(Array.from({ length: 50 }, () => Till.open()));
    const placed = await Promise.all(
      tills.map(({ credential }) =>
        send("/orders", { number: "1-1", amount: { minor: 100, currency: "EUR" } }, credential),
      ),
    );
    expect(placed.every(({ status }) => status === 201)).toBe(true);
    expect(asked).toEqual([]);
    const refused = await send("/wallets/openings", {});
    expect(refused.status).toBe(429);
    expect(refused.headers.get("ratelimit-policy")).toBe('"strangers";q=600;w=60');
    expect(refused.headers.get("retry-after")).toMatch(/^\d+$/);
    expect(asked).toEqual(["/api/v1/wallets/openings 203.0.113"]);
  });

  it("floods no till by way of a good code, and no till stands for another", async () => {
    const [till, next] = [await Till.open(), await Till.open()];
    const headers = { "cf-connecting-ip": "203.0.113.9", "content-type": "application/json" };
    const codes = [await till.claimed(), await next.claimed()].map(({ number }) => number);
    const [flooded, quiet] = [await till.token(codes[0] ?? ""), await next.token(codes[1] ?? "")];
    const claim = (token: string, from = headers) =>
      knock("POST", "/api/v1/claims", from, JSON.stringify({ token, key: newSecret() }));
    // The platform's own limiter counts in this runtime's minutes: one may end in between.
    let refused = await claim(flooded);
    for (let i = 0; refused.status !== 429 && i < 2 * CROWD.most; i++) {
      expect(refused.status).toBe(409);
      refused = await claim(flooded);
    }
    expect(refused.text).toContain("/problems/rate-limited");
    expect(refused.headers.get("ratelimit-policy")).toBe('"crowd";q=240;w=60');
    expect(refused.headers.get("ratelimit")).toMatch(/^"crowd";r=0;t=\d+$/);
    const page = await knock("GET", `/T/${flooded}`, headers);
    expect([page.status, Number(page.headers.get("retry-after")) > 0]).toEqual([429, true]);
    expect(page.text).toContain("Too many tries at this till just now");
    expect((await claim(quiet)).status).toBe(409);
    const elsewhere = { ...headers, "cf-connecting-ip": "198.51.100.9" };
    expect((await claim(flooded, elsewhere)).status).toBe(409);
  });

  it("is known by its range, and the range says no more", () => {
    const ranges: [string, string][] = [
      ["203.0.113.7", "203.0.113"],
      ["2001:db8:1:2::3", "2001:db8:1"],
      ["2001:0DB8:0001::", "2001:db8:1"],
      ["::1", "0:0:0"],
      ["2001:db8::1", "2001:db8:0"],
    ];
    for (const [address, range] of ranges) expect(rangeOf(address)).toBe(range);
  });
});

describe("a shop with too many phones in it", () => {
  it("sheds new orders with Retry-After, goes on taking payments, and hinders no other shop", async () => {
    const [till, other] = [await Till.open(), await Till.open()];
    const { id } = await till.claimed();
    const elsewhere = await other.claimed();
    const token = await till.token("1-900");
    const shown = {
      authorization: `Bearer ${till.credential}`,
      "content-type": "application/json",
    };
    let next = 500;
    const waiting = Array.from({ length: 1_500 }, () =>
      call("POST", "/api/v1/claims", { token, key: newSecret() }),
    );
    await vi.waitFor(
      async () => {
        next += 1;
        const amount = { minor: 100, currency: "EUR" };
        const body = JSON.stringify({ number: `1-${next}`, amount });
        const { status, text, headers } = await knock("POST", "/api/v1/orders", shown, body);
        expect([status, text.includes("/problems/shop-busy")]).toEqual([503, true]);
        expect(headers.get("retry-after")).toBe("1");
      },
      { timeout: 8_000, interval: 600 },
    );
    expect((await instruct(elsewhere.id)).body.state).toBe("paid");
    expect((await other.place(other.nextNumber())).status).toBe(201);
    expect((await instruct(id)).body.state).toBe("paid");
    await Promise.all(waiting);
    expect((await till.place("1-600")).status).toBe(201);
  }, 60_000);
});
