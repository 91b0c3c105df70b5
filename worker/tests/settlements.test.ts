import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import Papa from "papaparse";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Reply, Till, call, instruct, newSecret } from "./till.ts";

afterEach(() => void vi.useRealTimers());

async function sold(till: Till, minor: number, more: object = {}): Promise<string> {
  const number = till.nextNumber();
  await till.place(number, minor, more);
  const { body } = await till.claim(number);
  await instruct(body.id);
  return number;
}

async function soldForCash(till: Till, minor: number): Promise<string> {
  const number = till.nextNumber();
  await till.place(number, minor);
  await till.post(`/api/v1/orders/${number}/cash`, { key: newSecret(), tendered: minor });
  return number;
}

const close = (till: Till, after: number): Promise<Reply> =>
  till.post("/api/v1/settlements", { after });

describe("the close of a day", () => {
  it("has a batch for each rail, from the journal; what comes late is in the next, and closing twice is closing once", async () => {
    const till = await Till.open();
    const number = await sold(till, 2350);
    await till.refund(number, 1000);
    const cash = await soldForCash(till, 1250);
    const { body: day } = await till.get("/api/v1/day");
    const batches = [
      { rail: "cash", sales: 1, gross: { minor: 1250 }, refunds: 0, net: { minor: 1250 } },
      { rail: "sandbox", sales: 1, gross: { minor: 2350 }, refunded: { minor: 1000 } },
    ];
    expect(day).toMatchObject({
      after: 0,
      batches,
      drawers: [{ terminal: 1, cash: { minor: 1250 } }],
    });
    expect(day.totals).toMatchObject([{ sales: 2, net: { minor: 2600 } }]);

    const closings = await Promise.all(Array.from({ length: 8 }, () => close(till, 0)));
    expect(new Set(closings.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const closed = closings[0]?.body;
    expect(closed).toMatchObject({ number: 1, day: day.day, closedBy: 1, batches });
    expect(closed.drawers).toEqual(day.drawers);

    await till.refund(cash, 250);
    expect((await close(till, 0)).body).toEqual(closed);
    expect((await close(till, 1)).body).toMatchObject({
      number: 2,
      day: day.day,
      batches: [{ rail: "cash", sales: 0, refunds: 1, net: { minor: -250 } }],
    });
    expect((await close(till, 2)).body.type).toContain("nothing-to-settle");
    expect((await close(till, 7)).status).toBe(422);

    const { body: page } = await till.get("/api/v1/settlements?limit=1");
    expect(page).toMatchObject({ settlements: [{ number: 2 }], before: 2 });
    const { body: rest } = await till.get(`/api/v1/settlements?before=${page.before}`);
    expect(rest).toEqual({ settlements: [closed], before: null });
  });

  it("is never changed and never deleted, and leaves no entry out", async () => {
    const till = await Till.open();
    await soldForCash(till, 100);
    await close(till, 0);
    await runInDurableObject(till.object, (_, { storage }) => {
      for (const attempt of [
        "UPDATE settlements SET day = '2026-01-01'",
        "DELETE FROM settlements",
        "UPDATE batches SET gross = 1, net = 1",
        "DELETE FROM batches",
        "INSERT INTO settlements VALUES (2, '2026-01-01', 1, 1, 0, 5)",
        "INSERT INTO settlements VALUES (2, '2026-01-01', 1, 1, 9, 10)",
      ])
        expect(() => storage.sql.exec(attempt)).toThrow();
    });
  });

  it("comes by itself when nobody closes, and has only what belongs to that day", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-11-25T19:00:00Z") });
    const till = await Till.open();
    const put = await call("PUT", "/api/v1/day", { timeZone: "Asia/Shanghai" }, till.credential);
    expect(put.body).toMatchObject({ day: "2026-11-25", closesAt: null });
    await soldForCash(till, 700);
    expect((await till.get("/api/v1/day")).body.closesAt).toBe("2026-11-25T20:00:00.000Z");
    // The object attends to its orders, and sets its alarm for the day's end.
    vi.setSystemTime(Date.parse("2026-11-25T19:30:00Z"));
    await runDurableObjectAlarm(till.object);
    const alarm = await runInDurableObject(till.object, (_, { storage }) => storage.getAlarm());
    expect(alarm).toBe(Date.parse("2026-11-25T20:00:00Z"));
    vi.setSystemTime(Date.parse("2026-11-25T20:00:05Z"));
    // A sale of the next day is there before the alarm is.
    await soldForCash(till, 55);
    await runDurableObjectAlarm(till.object);
    const { body } = await till.get("/api/v1/settlements");
    expect(body.settlements).toMatchObject([
      {
        number: 1,
        day: "2026-11-25",
        closedBy: null,
        batches: [{ sales: 1, net: { minor: 700 } }],
      },
    ]);
    expect((await till.get("/api/v1/day")).body).toMatchObject({
      after: 1,
      day: "2026-11-26",
      drawers: [{ cash: { minor: 55 } }],
    });
  });
});

describe("a list for a spreadsheet", () => {
  const rowsOf = ({ body }: Reply): string[][] =>
    Papa.parse<string[]>(body.trimEnd(), { newline: "\r\n" }).data;

  it("runs no formula, keeps every character, and comes whole in pages", async () => {
    const till = await Till.open();
    const name = '=HYPERLINK("http://evil","Tea, \'best\'")';
    const line = { name, quantity: 1, unitPrice: 300 };
    await sold(till, 300, { lines: [line], note: "@SUM(A1)" });
    const odd = ["+1", "-1", "＝1", "a,b", "ﬁ 茶"];
    for (const note of odd) await sold(till, 100, { note });
    await close(till, 0);

    const orders = await till.get("/api/v1/sheets/orders?settlement=1");
    expect(orders.headers.get("content-type")).toContain("text/csv");
    const [header = [], ...rows] = rowsOf(orders);
    const column = (title: string): string[] => rows.map((row) => row[header.indexOf(title)] ?? "");
    expect(column("items")[0]).toBe(`'${name} 1 x 3.00`);
    expect(column("note")).toEqual(["'@SUM(A1)", "'+1", "'-1", "'＝1", "a,b", "ﬁ 茶"]);
    expect(column("amount")).toEqual(["3.00", "1.00", "1.00", "1.00", "1.00", "1.00"]);
    expect(orders.body.split("\r\n")).toHaveLength(rows.length + 2);

    const whole = (await till.get("/api/v1/sheets/journal?settlement=1")).body;
    let [paged, path] = ["", "/api/v1/sheets/journal?settlement=1&limit=4"];
    while (path !== "") {
      const page = await till.get(path);
      paged += page.body;
      const next = /<(.*)>; rel="next"/.exec(page.headers.get("link") ?? "")?.[1];
      path = next ? next.slice(new URL(next).origin.length) : "";
    }
    expect(paged).toBe(whole);
    expect(rowsOf(await till.get("/api/v1/sheets/journal?settlement=1"))).toHaveLength(7);
    // The day after has nothing of it.
    expect(rowsOf(await till.get("/api/v1/sheets/journal"))).toHaveLength(1);
  });
});
