import { describe, expect, it } from "vitest";
import { type Reply, Till, call, instruct, newSecret } from "./till.ts";

const LINES = [
  { name: "Pizza", quantity: 2, unitPrice: 1200 },
  { name: "Wine", quantity: 1, unitPrice: 601 },
];

/** A bill of 30.01 that is to be paid in parts. */
async function splitBill(): Promise<{ till: Till; of: string }> {
  const till = await Till.open();
  const of = till.nextNumber();
  await till.place(of, 3001, { lines: LINES });
  await till.post(`/api/v1/orders/${of}/cancel`);
  return { till, of };
}

async function part(
  till: Till,
  of: string,
  index: number,
  minor: number,
): Promise<Reply & { number: string }> {
  const number = till.nextNumber();
  return { ...(await till.place(number, minor, { part: { of, index, count: 3 } })), number };
}

const sums = async (till: Till, of: string): Promise<number[]> => {
  const { body } = await till.get(`/api/v1/orders/${of}/parts`);
  return [body.paid.minor, body.pending.minor, body.open.minor];
};

describe("a bill that is paid in parts", () => {
  it("is paid by three people, each with a claim of their own, one of them in cash", async () => {
    const { till, of } = await splitBill();
    const first = await part(till, of, 1, 1001);
    const second = await part(till, of, 2, 1000);
    expect(first.body.part).toEqual({
      of,
      index: 1,
      count: 3,
      whole: { minor: 3001, currency: "EUR", exponent: 2 },
      lines: LINES,
    });
    const claims = [await till.claim(first.number), await till.claim(second.number)];
    expect(await sums(till, of)).toEqual([0, 2001, 3001]);
    for (const { body } of claims) await instruct(body.id);
    expect(await sums(till, of)).toEqual([2001, 0, 1000]);

    const third = await part(till, of, 3, 1000);
    const cash = { key: newSecret(), tendered: 2000 };
    const taken = await till.post(`/api/v1/orders/${third.number}/cash`, cash);
    expect(taken.body.cash.change.minor).toBe(1000);
    expect(await sums(till, of)).toEqual([3001, 0, 0]);

    // Each has a receipt with their part and the whole bill's lines.
    const page = await call("GET", taken.body.receipt);
    for (const text of ["Your part 3 of 3 of €30.01", "Pizza", "€24.00", "€10.00"])
      expect(page.body).toContain(text);
    expect((await part(till, of, 3, 1)).body.type).toContain("part-exceeds-bill");
  });

  it("never has more asked for than it is, when twenty parts are placed at once", async () => {
    const { till, of } = await splitBill();
    const placed = await Promise.all(
      Array.from({ length: 12 }, (_, i) => part(till, of, (i % 3) + 1, 500)),
    );
    expect(placed.filter(({ status }) => status === 201)).toHaveLength(6);
    expect(await sums(till, of)).toEqual([0, 3000, 3001]);
  });

  it("gets back what a part that was not paid had taken, and answers a part that is sent again", async () => {
    const { till, of } = await splitBill();
    const whole = await part(till, of, 1, 3001);
    const again = { part: { of, index: 1, count: 3 } };
    expect((await till.place(whole.number, 3001, again)).status).toBe(200);
    expect((await part(till, of, 2, 1)).status).toBe(422);
    await till.post(`/api/v1/orders/${whole.number}/cancel`);
    expect((await part(till, of, 1, 3001)).status).toBe(201);
  });

  it("is not split while it can still be paid whole, nor of an order that never was", async () => {
    const till = await Till.open();
    const of = till.nextNumber();
    await till.place(of, 900);
    expect((await part(till, of, 1, 300)).body.type).toContain("split-not-possible");
    expect((await part(till, "1-77", 1, 300)).status).toBe(404);
    expect((await part(till, "2-1", 1, 300)).status).toBe(403);
    for (const bad of [
      { of, index: 0, count: 3 },
      { of, index: 4, count: 3 },
      { of, index: 1, count: 21 },
      { of, index: 1.5, count: 3 },
    ]) {
      expect((await till.place(till.nextNumber(), 100, { part: bad })).status).toBe(422);
    }
    const lines = [{ name: "Tea", quantity: 1, unitPrice: 100 }];
    const more = { lines, part: { of, index: 1, count: 3 } };
    expect((await till.place(till.nextNumber(), 100, more)).status).toBe(422);
  });
});
