import { beforeAll, describe, expect, it } from "vitest";
import { atStripe } from "./deliver.ts";
import { walkBooks } from "../walk-books.ts";
import { Shopper } from "./shopper.ts";

beforeAll(async () => void (await atStripe("ready", "")), 60_000);

const disputesOf = async (shopper: Shopper) =>
  (await shopper.order()).disputes.map(
    (one: { status: string; taken: { minor: number }; fee: { minor: number } }) => [
      one.status,
      one.taken.minor,
      one.fee.minor,
    ],
  );

const dayOf = async (shopper: Shopper) => {
  const { totals } = (await shopper.till.get("/api/v1/day")).body;
  return [totals[0].gross.minor, totals[0].disputed.minor, totals[0].net.minor];
};

describe.concurrent("a dispute at Stripe", () => {
  it("is the bank's money until it is decided, and comes back when it is won; its fee does not", async () => {
    const shopper = await Shopper.paid();
    await atStripe("dispute", shopper.reference, { amount: 1500 });
    await shopper.deliverAll();
    await shopper.deliverAll();
    expect(await shopper.till.status(shopper.number)).toBe("paid");
    expect(await disputesOf(shopper)).toEqual([["open", 2350, 1500]]);
    const withheld = { available: -2350, "clearing:stripe": -1500, disputed: 2350, fees: 1500 };
    expect(await shopper.books()).toEqual(withheld);
    expect(await dayOf(shopper)).toEqual([2350, 3850, -1500]);
    // What the bank has taken the merchant cannot give back as well.
    expect((await shopper.till.refund(shopper.number, 1)).status).toBe(422);
    await atStripe("close-dispute", shopper.reference, { outcome: "won" });
    await shopper.deliverAll();
    expect(await shopper.till.status(shopper.number)).toBe("paid");
    expect(await disputesOf(shopper)).toEqual([["won", 0, 1500]]);
    expect(await shopper.books()).toEqual({
      available: -2350,
      "clearing:stripe": 850,
      disputed: 0,
      fees: 1500,
    });
    expect(await dayOf(shopper)).toEqual([2350, 1500, 850]);
  }, 20_000);

  it("is the merchant's loss when it is lost, whatever its events come in order of", async () => {
    const shopper = await Shopper.paid();
    await atStripe("dispute", shopper.reference, { amount: 1500 });
    await atStripe("close-dispute", shopper.reference, { outcome: "lost" });
    await shopper.deliverAll((await shopper.events()).toReversed());
    expect(await shopper.till.status(shopper.number)).toBe("paid");
    expect(await disputesOf(shopper)).toEqual([["lost", 2350, 1500]]);
    const books = await shopper.books();
    expect(books).toEqual({ available: 0, "clearing:stripe": -1500, disputed: 0, fees: 1500 });
    const types = await shopper.types();
    expect(types.filter((type) => type.startsWith("dispute"))).toEqual([
      "disputed",
      "disputeTaken",
      "disputeClosed",
    ]);
  }, 20_000);

  it("that is an inquiry takes nothing, and the merchant may still give the money back", async () => {
    const shopper = await Shopper.paid();
    await atStripe("dispute", shopper.reference, { isPaid: false });
    await shopper.deliverAll();
    expect(await disputesOf(shopper)).toEqual([["open", 0, 0]]);
    expect(await shopper.books()).toEqual({ available: -2350, "clearing:stripe": 2350 });
    expect((await shopper.till.refund(shopper.number, 2350)).status).toBeLessThan(300);
    await atStripe("close-dispute", shopper.reference, { outcome: "warning_closed" });
    await shopper.deliverAll();
    expect(await disputesOf(shopper)).toEqual([["won", 0, 0]]);
  }, 20_000);

  it("is in the audit trail, when it is told of and when it is decided", async () => {
    const shopper = await Shopper.paid();
    await atStripe("dispute", shopper.reference, { amount: 1500 });
    await atStripe("close-dispute", shopper.reference, { outcome: "lost" });
    await shopper.deliverAll();
    expect((await shopper.deeds()).filter(({ actor }) => actor === "rail stripe")).toEqual([
      { actor: "rail stripe", action: "disputed", about: `${shopper.number}: EUR 23.50` },
      {
        actor: "rail stripe",
        action: "dispute-closed",
        about: `${shopper.number}: EUR 23.50, lost`,
      },
    ]);
  }, 20_000);
});

/** Money that came after its page was closed, and that the payer's bank wants back before it has been sent back. */
async function disputedStray(): Promise<Shopper> {
  const shopper = await Shopper.atCheckout();
  await atStripe("expire", shopper.reference);
  await shopper.deliverAll();
  await shopper.pay("alipay", { isLate: true });
  await atStripe("dispute", shopper.reference, { amount: 1500 });
  await shopper.deliverAll();
  await shopper.until(({ types }) => types.includes("disputeTaken"));
  return shopper;
}

describe.concurrent("a dispute of money that came too late", () => {
  it("is in the books, before the merchant and in the trail; lost, that much is owed no more", async () => {
    const shopper = await disputedStray();
    const { status, strays } = await shopper.order();
    expect(status).not.toBe("paid");
    expect(strays).toMatchObject([{ amount: { minor: 2350 }, returned: false, withBank: true }]);
    expect(await disputesOf(shopper)).toEqual([["open", 2350, 1500]]);
    const fees = { "clearing:stripe": -1500, fees: 1500 };
    expect(await shopper.books()).toEqual({ ...fees, suspense: -2350, disputed: 2350 });
    expect(await dayOf(shopper)).toEqual([0, 3850, -1500]);
    await atStripe("close-dispute", shopper.reference, { outcome: "lost" });
    await shopper.deliverAll();
    await shopper.attend();
    expect(await shopper.books()).toEqual({ ...fees, suspense: 0, disputed: 0 });
    expect((await shopper.order()).strays).toMatchObject([{ returned: false, withBank: true }]);
    expect(await disputesOf(shopper)).toEqual([["lost", 2350, 1500]]);
    const about = `${shopper.number}: EUR 23.50`;
    expect((await shopper.deeds()).filter(({ actor }) => actor === "rail stripe")).toEqual([
      { actor: "rail stripe", action: "disputed", about },
      { actor: "rail stripe", action: "dispute-closed", about: `${about}, lost` },
    ]);
    expect((await shopper.types()).filter((type) => type === "returned")).toEqual([]);
  }, 20_000);

  it("is not sent back as well while the bank has it, and goes back by itself when it was won", async () => {
    const shopper = await disputedStray();
    await shopper.attend();
    expect((await shopper.books())["suspense"]).toBe(-2350);
    await atStripe("close-dispute", shopper.reference, { outcome: "won" });
    await shopper.deliverAll();
    await shopper.until(({ types }) => types.includes("returned"));
    expect(await shopper.books()).toEqual({
      "clearing:stripe": -1500,
      disputed: 0,
      fees: 1500,
      suspense: 0,
    });
    expect((await shopper.order()).strays).toEqual([
      { amount: { minor: 2350, currency: "EUR", exponent: 2 }, returned: true },
    ]);
  }, 20_000);
});

describe.concurrent("a card hold that Stripe let go of after the order was paid", () => {
  it("is an open matter that the merchant sees, and the order stays paid", async () => {
    const shopper = await Shopper.atCheckout();
    const [held] = await shopper.pay("card");
    if (!held) throw new Error("nothing was held");
    const trouble = { call: "POST /v1/payment_intents/:id/capture", how: "down" };
    for (const _ of [1, 2]) await atStripe("trouble", held.data.object.id, trouble);
    await shopper.deliverAll();
    await atStripe("cancel", shopper.reference);
    await shopper.attend();
    await shopper.until(({ types }) => types.includes("holdLost"));
    const { status, holdLost } = await shopper.order();
    expect([status, holdLost]).toEqual(["paid", true]);
    expect((await shopper.deeds()).at(-1)).toEqual({
      actor: "rail stripe",
      action: "hold-lost",
      about: `${shopper.number}: EUR 23.50`,
    });
    const { findings } = await walkBooks();
    expect(findings.filter(({ why }) => why === "hold-lost")).toMatchObject([
      {
        state: "broken",
        merchant: shopper.till.founded.merchant.id,
        pair: `${shopper.number} attempt 1 (stripe)`,
        amount: { minor: 2350, currency: "EUR" },
      },
    ]);
    // Told again, it is still the same matter.
    await shopper.deliverAll();
    expect((await shopper.types()).filter((type) => type === "holdLost")).toHaveLength(1);
  }, 20_000);
});
