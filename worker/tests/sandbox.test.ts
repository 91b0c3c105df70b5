import { describe, it } from "vitest";
import { Till, call, instruct, newSecret } from "./till.ts";

/** Looks at an order until it is as wanted. */
async function until(
  till: Till,
  number: string,
  wanted: (order: { status: string; strays: { returned: boolean }[] }) => boolean,
  ms = 20_000,
) {
  const end = Date.now() + ms;
  for (;;) {
    const { body } = await till.get(`/api/v1/orders/${number}`);
    if (wanted(body)) return body;
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(body)}`);
    await scheduler.wait(100);
  }
}

describe.concurrent("the sandbox rail", () => {
  it("66.01 is declined, and the same bill can be tried again", async ({ expect }) => {
    const till = await Till.open();
    const { number, id } = await till.claimed(6601);
    const key = newSecret();
    expect(await instruct(id, key)).toMatchObject({
      status: 402,
      body: { title: "The payment was declined" },
    });
    expect((await instruct(id, key)).status).toBe(402);
    const { body } = await call("GET", `/api/v1/claims/${id}`);
    expect(body).toMatchObject({ state: "claimed", bill: { declined: "insufficient-funds" } });
    expect(await till.eventTypes(number)).toEqual(["placed", "claimed", "instructed", "declined"]);
  });

  it("66.02 is approved after three seconds, and the terminal sees the payment under way meanwhile", async ({
    expect,
  }) => {
    const till = await Till.open();
    const { number, id } = await till.claimed(6602);
    const paying = instruct(id);
    await scheduler.wait(500);
    expect(await till.status(number)).toBe("paying");
    expect((await paying).body.state).toBe("paid");
  });

  it("66.03 is declined after three seconds", async ({ expect }) => {
    const till = await Till.open();
    const { id } = await till.claimed(6603);
    expect((await instruct(id)).status).toBe(402);
  });

  it("66.04 gets no answer: it is checking, never failed, and a look-up finds it approved", async ({
    expect,
  }) => {
    const till = await Till.open();
    const { number, id } = await till.claimed(6604);
    const answered = await instruct(id);
    expect(answered).toMatchObject({
      status: 200,
      body: { state: "paying", bill: { checking: true } },
    });
    await until(till, number, ({ status }) => status === "paid");
    expect(await till.eventTypes(number)).toEqual([
      "placed",
      "claimed",
      "instructed",
      "doubted",
      "captured",
    ]);
  }, 20_000);

  it("66.05 gets no answer, and a look-up finds it declined", async ({ expect }) => {
    const till = await Till.open();
    const { number, id } = await till.claimed(6605);
    await instruct(id);
    const order = await until(till, number, ({ status }) => status === "claimed");
    expect(order.declined).toBe("refused-by-rail");
  }, 20_000);

  it("66.06 is answered late: half a minute of checking, then paid", async ({ expect }) => {
    const till = await Till.open();
    const { number, id } = await till.claimed(6606);
    await instruct(id);
    await scheduler.wait(2_000);
    expect(await till.status(number)).toBe("paying");
    await until(till, number, ({ status }) => status === "paid", 40_000);
  }, 60_000);

  it("66.07 is said twice and paid once", async ({ expect }) => {
    const till = await Till.open();
    const { number, id } = await till.claimed(6607);
    expect((await instruct(id)).body.state).toBe("paid");
    await scheduler.wait(1_500);
    expect(await till.eventTypes(number)).toEqual(["placed", "claimed", "instructed", "captured"]);
  });

  it("66.08 is declined, then the money comes after all: recorded, and sent back by itself", async ({
    expect,
  }) => {
    const till = await Till.open();
    const { number, id } = await till.claimed(6608);
    expect((await instruct(id)).status).toBe(402);
    const order = await until(till, number, ({ strays }) =>
      strays.some(({ returned }) => returned),
    );
    expect(order).toMatchObject({
      status: "claimed",
      strays: [{ amount: { minor: 6608 }, returned: true }],
    });
    expect(await till.eventTypes(number)).toEqual([
      "placed",
      "claimed",
      "instructed",
      "declined",
      "strayed",
      "returned",
    ]);
  });

  it("66.09 comes one cent short: the order is not paid by it, and the money goes back", async ({
    expect,
  }) => {
    const till = await Till.open();
    const { number, id } = await till.claimed(6609);
    expect((await instruct(id)).status).toBe(402);
    const order = await until(till, number, ({ strays }) =>
      strays.some(({ returned }) => returned),
    );
    expect(order).toMatchObject({
      status: "claimed",
      declined: "amount-differs",
      strays: [{ amount: { minor: 6608 } }],
    });
  });

  it("knows the same endings in a currency without decimals", async ({ expect }) => {
    const till = await Till.open("JPY");
    const { id } = await till.claimed(6601);
    expect((await instruct(id)).status).toBe(402);
  });
});

describe("cancelling", () => {
  it("ends an order at once before it is paid, and the payer is told", async ({ expect }) => {
    const till = await Till.open();
    const { number, id } = await till.claimed();
    expect((await till.post(`/api/v1/orders/${number}/cancel`)).body.status).toBe("cancelled");
    expect((await till.post(`/api/v1/orders/${number}/cancel`)).body.status).toBe("cancelled");
    expect(await instruct(id)).toMatchObject({
      status: 410,
      body: { title: "The merchant cancelled this order" },
    });
  });

  it("during a payment asks the rail to stop, and its answer decides", async ({ expect }) => {
    const till = await Till.open();
    const { number, id } = await till.claimed(6602);
    const paying = instruct(id);
    await scheduler.wait(300);
    expect((await till.post(`/api/v1/orders/${number}/cancel`)).body.status).toBe("cancelled");
    expect((await paying).body.state).toBe("cancelled");
    expect(await till.eventTypes(number)).toEqual([
      "placed",
      "claimed",
      "instructed",
      "cancelRequested",
      "cancelled",
    ]);
  });

  it("comes too late for an order that is paid", async ({ expect }) => {
    const till = await Till.open();
    const { number, id } = await till.claimed();
    await instruct(id);
    expect(await till.post(`/api/v1/orders/${number}/cancel`)).toMatchObject({ status: 409 });
    expect(await till.status(number)).toBe("paid");
  });

  it(
    "races the payer with one winner, a hundred times",
    { timeout: 30_000 },
    async ({ expect }) => {
      const till = await Till.open();
      for (let i = 0; i < 100; i++) {
        const { number, id } = await till.claimed();
        const [paid, cancelled] = await Promise.all(
          i % 2 === 0
            ? [instruct(id), till.post(`/api/v1/orders/${number}/cancel`)]
            : [till.post(`/api/v1/orders/${number}/cancel`), instruct(id)].toReversed(),
        );
        const status = await till.status(number);
        expect([200, 410]).toContain(paid?.status);
        expect(paid?.status === 200 ? "paid" : "cancelled").toBe(status);
        expect(cancelled?.status).toBe(status === "cancelled" ? 200 : 409);
      }
    },
  );
});
