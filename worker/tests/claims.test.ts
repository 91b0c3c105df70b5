import { describe, it } from "vitest";
import { Till, call, instruct, newSecret } from "./till.ts";

describe.concurrent("the two legs", () => {
  it("meet when the phone comes first: the claim waits for the device leg and is answered by it", async ({
    expect,
  }) => {
    const till = await Till.open();
    const number = till.nextNumber();
    const token = await till.token(number);
    const claiming = call("POST", "/api/v1/claims", { token, key: newSecret() });
    await scheduler.wait(300);
    await till.place(number);
    const claim = await claiming;
    expect(claim).toMatchObject({ status: 201, body: { state: "claimed" } });
    const { body } = await till.get(`/api/v1/orders/${number}`);
    expect(body.match.channel).toBe("qr");
    expect(body.match.gapMs).toBeLessThanOrEqual(-150);
    expect(body.match.tokenAgeMs).toBeGreaterThanOrEqual(0);
  });

  it("never meet when the device leg does not come, and the phone is told so after ten seconds", async ({
    expect,
  }) => {
    const till = await Till.open();
    const claim = await till.claim(till.nextNumber());
    expect(claim).toMatchObject({
      status: 404,
      body: { title: "The till has not sent this order", retryable: true },
    });
  }, 15_000);

  it("belong to one order only: a claim of one number opens no other", async ({ expect }) => {
    const till = await Till.open();
    const [first, second] = [till.nextNumber(), till.nextNumber()];
    await till.place(first);
    await till.place(second, 999);
    expect((await till.claim(second)).body.bill.amount.minor).toBe(999);
    expect(await till.status(first)).toBe("placed");
  });
});

describe("a claim over the wire", () => {
  it("is the same claim for the same phone, and refused to another", async ({ expect }) => {
    const till = await Till.open();
    const number = till.nextNumber();
    await till.place(number);
    const key = newSecret();
    const first = await till.claim(number, key);
    const again = await till.claim(number, key);
    expect(again.body).toEqual(first.body);
    const other = await till.claim(number);
    expect(other).toMatchObject({
      status: 409,
      body: { type: "https://till.test/problems/order-claimed" },
    });
  });

  it("is won by exactly one of 200 phones that share a screenshot, and the others are told so", async ({
    expect,
  }) => {
    const till = await Till.open();
    const number = till.nextNumber();
    await till.place(number);
    const token = await till.token(number);
    const claims = await Promise.all(
      Array.from({ length: 200 }, () =>
        call("POST", "/api/v1/claims", { token, key: newSecret() }),
      ),
    );
    const statuses = claims.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(199);
  });

  it("is let go by its holder, and then open to others but not to its old self", async ({
    expect,
  }) => {
    const till = await Till.open();
    const { number, id } = await till.claimed();
    expect(await call("POST", `/api/v1/claims/${id}/release`)).toMatchObject({
      status: 200,
      body: { state: "ended" },
    });
    expect((await instruct(id)).body.type).toContain("claim-ended");
    expect((await till.claim(number)).status).toBe(201);
    expect((await call("GET", `/api/v1/claims/${id}`)).body.state).toBe("ended");
  });

  it("answers a long poll in the instant that something changes", async ({ expect }) => {
    const till = await Till.open();
    const { number, id } = await till.claimed();
    const { body: now } = await call("GET", `/api/v1/claims/${id}`);
    const waiting = call("GET", `/api/v1/claims/${id}?after=${now.version}&wait=20`);
    await scheduler.wait(100);
    const started = Date.now();
    await till.post(`/api/v1/orders/${number}/cancel`);
    expect((await waiting).body.state).toBe("cancelled");
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  it("that nobody made is not found, whatever it looks like", async ({ expect }) => {
    const till = await Till.open();
    const { id } = await till.claimed();
    const [merchant, number] = id.split(".");
    for (const other of [
      `${merchant}.${number}.${newSecret()}`,
      `${merchant}.1-99.${newSecret()}`,
      "nonsense",
      `AAAAAAAAAAAAA.1-1.${newSecret()}`,
    ]) {
      const looked = await call("GET", `/api/v1/claims/${other}`);
      expect([other, looked.status]).toEqual([other, 404]);
    }
  });
});

describe("an instruction over the wire", () => {
  it("that is sent again, even 64 times at once, pays once and always says so", async ({
    expect,
  }) => {
    const till = await Till.open();
    const { number, id } = await till.claimed();
    const key = newSecret();
    const replies = await Promise.all(Array.from({ length: 64 }, () => instruct(id, key)));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await till.eventTypes(number)).filter((type) => type === "captured")).toHaveLength(1);
    expect((await instruct(id, key)).body.state).toBe("paid");
  });

  it("with another key is refused once the order is paid", async ({ expect }) => {
    const till = await Till.open();
    const { id } = await till.claimed();
    await instruct(id);
    expect(await instruct(id)).toMatchObject({
      status: 409,
      body: { status: 409, title: "This order is already paid" },
    });
  });

  it("for a rail that is not there is refused", async ({ expect }) => {
    const till = await Till.open();
    const { id } = await till.claimed();
    const reply = await call("POST", `/api/v1/claims/${id}/instructions`, {
      key: newSecret(),
      rail: "gold",
    });
    expect(reply).toMatchObject({
      status: 422,
      body: { type: "https://till.test/problems/rail-unknown" },
    });
  });
});
