import { afterEach, describe, expect, it, vi } from "vitest";
import { Till, call, instruct, newSecret } from "./till.ts";

afterEach(() => void vi.useRealTimers());

const claimBy = (handle: string, key = newSecret()) =>
  call("POST", "/api/v1/claims", { handle, channel: "beacon", key });

async function broadcasting() {
  const till = await Till.open();
  const number = till.nextNumber();
  await till.place(number);
  const { status, body } = await till.post(`/api/v1/orders/${number}/handles`);
  expect(status).toBe(201);
  return { till, number, ...body } as {
    till: Till;
    number: string;
    namespace: string;
    handle: string;
    url: string;
  };
}

describe("a handle that a beacon broadcasts", () => {
  it("opens the order to a phone that heard it, and says so in the match", async () => {
    const { till, number, namespace, handle, url } = await broadcasting();
    expect([namespace.length, handle.length, url]).toEqual([
      20,
      12,
      `https://till.test/N/${handle}`,
    ]);
    const claim = await claimBy(handle);
    expect(claim).toMatchObject({ status: 201, body: { state: "claimed", bill: { number } } });
    expect((await till.get(`/api/v1/orders/${number}`)).body.match.channel).toBe("beacon");
    expect((await instruct(claim.body.id)).body.state).toBe("paid");
  });

  it("opens it to one phone only, and to nobody once the order has moved on or its time is over", async () => {
    const { till, number, handle } = await broadcasting();
    expect((await claimBy(handle)).status).toBe(201);
    expect((await claimBy(handle)).status).toBe(409);
    await till.post(`/api/v1/orders/${number}/cancel`);
    expect((await claimBy(handle)).status).toBe(410);
    expect((await till.post(`/api/v1/orders/${number}/handles`)).status).toBe(410);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 301_000 });
    expect((await claimBy(handle)).body.type).toContain("handle-unknown");
  });

  it("that is heard again and again is one claim, and one that is heard too late says nothing of the order after it", async () => {
    const { till, number, handle } = await broadcasting();
    const key = newSecret();
    const heard = [await claimBy(handle, key), await claimBy(handle, key)];
    expect(heard.map(({ body }) => [body.state, body.bill.number])).toEqual([
      ["claimed", number],
      ["claimed", number],
    ]);
    expect(heard[1]?.body.id).toBe(heard[0]?.body.id);
    await till.post(`/api/v1/orders/${number}/cancel`);
    const next = till.nextNumber();
    await till.place(next);
    const { body } = await till.post(`/api/v1/orders/${next}/handles`);
    // Frames of both are on the air for a moment, in whatever order.
    expect((await claimBy(handle)).status).toBe(410);
    expect(await till.status(next)).toBe("placed");
    expect((await claimBy(body.handle)).body.bill.number).toBe(next);
    expect((await claimBy(handle)).status).toBe(410);
    expect(await till.status(next)).toBe("claimed");
  });

  it("shows the bill to who follows its address, and claims nothing by being looked at", async () => {
    const { till, number, handle } = await broadcasting();
    const page = await call("GET", `/N/${handle}`);
    expect([page.status, page.body.includes("€23.50")]).toEqual([200, true]);
    expect(await till.status(number)).toBe("placed");
    expect((await call("GET", "/N/000000000000")).status).toBe(404);
    expect((await call("GET", "/N/x")).status).toBe(404);
  });

  it("is given for the terminal's own waiting orders and nothing else", async () => {
    const { till, number } = await broadcasting();
    const other = await Till.open();
    expect((await other.post(`/api/v1/orders/${number}/handles`)).status).toBe(404);
    expect((await till.post("/api/v1/orders/2-1/handles")).status).toBe(403);
    expect((await call("POST", `/api/v1/orders/${number}/handles`)).status).toBe(401);
  });

  it("of the wrong shape does not fit the schema", async () => {
    for (const handle of ["", "0", "G".repeat(12), "0".repeat(13), 1, null]) {
      const claim = await call("POST", "/api/v1/claims", {
        handle,
        channel: "beacon",
        key: newSecret(),
      });
      expect([handle, claim.status]).toEqual([handle, 422]);
    }
    const both = { handle: "0".repeat(12), token: "x", channel: "beacon", key: newSecret() };
    expect((await call("POST", "/api/v1/claims", both)).status).toBe(422);
  });
});
