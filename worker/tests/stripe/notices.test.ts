import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { call } from "../till.ts";
import { WEBHOOK_SECRETS, atStripe, deliver, deliverEvent, sampleOf, signed } from "./deliver.ts";
import { Shopper } from "./shopper.ts";

beforeAll(async () => void (await atStripe("ready", "")), 60_000);
afterEach(() => void vi.useRealTimers());

it("a notice that is forged, old, from the future, altered or re-serialised moves nothing", async () => {
  const shopper = await Shopper.atCheckout();
  await shopper.pay("alipay");
  // Without this, the till would ask by itself and find the money.
  const event = (await shopper.events()).find(({ type }) => type.endsWith("succeeded"));
  if (!event) throw new Error("nothing has succeeded");
  const good = await signed(event);
  const bad = [
    { ...good, signature: "" },
    { ...good, signature: good.signature.replace(/v1=../, "v1=00") },
    { ...good, payload: good.payload.replace("2350", "9999") },
    { ...good, payload: JSON.stringify(JSON.parse(good.payload)) },
    await signed(event, { secret: "whsec_of_somebody_else" }),
    await signed(event, { at: Date.now() - 301_000 }),
    await signed(event, { at: Date.now() + 400_000 }),
    await signed(event, { scheme: "v0" }),
    await signed("this is not JSON"),
  ];
  for (const delivery of bad) {
    const { status, body } = await deliver(delivery);
    expect([status, body.type.split("/").at(-1)]).toEqual([400, "signature-invalid"]);
  }
  expect(await shopper.types()).not.toContain("captured");
  expect(await shopper.books()).toEqual({});
  expect((await deliver(good)).status).toBe(200);
  expect(await shopper.types()).toContain("captured");
});

it("a notice is heard under the secret that is being rolled out as well, signed with one or with both", async () => {
  const event = { ...sampleOf("event"), type: "customer.created" };
  const [now, before] = WEBHOOK_SECRETS;
  const at = Date.now();
  const [byNew, byOld, byOther] = await Promise.all(
    [now, before, "whsec_of_somebody_else"].map((secret) => signed(event, { secret, at })),
  );
  if (!byNew || !byOld || !byOther) throw new Error("nothing was signed");
  const macOf = ({ signature }: { signature: string }): string => signature.replace(/^t=\d+,/, "");
  const both = (first: typeof byNew, second: typeof byNew) =>
    deliver({ ...first, signature: `${first.signature},${macOf(second)}` });
  for (const one of [byNew, byOld]) expect((await deliver(one)).status).toBe(204);
  for (const one of [byNew, byOld]) expect((await both(byOther, one)).status).toBe(204);
  expect((await both(byOld, byNew)).status).toBe(204);
  expect((await deliver(byOther)).status).toBe(400);
});

it("a notice of the other mode is not for these keys", async () => {
  const event = { ...sampleOf("event"), livemode: true };
  expect((await deliver(await signed(event))).status).toBe(400);
});

it("a notice that says nothing to us is answered, so that it does not come again", async () => {
  const shopper = await Shopper.atCheckout();
  const before = await shopper.types();
  const stranger = {
    ...sampleOf("payment_intent"),
    metadata: { reference: "AAAAAAAAAAAAA.1-1.1" },
  };
  for (const event of [
    { ...sampleOf("event"), type: "customer.created" },
    { ...sampleOf("event"), type: "to.be.invented", data: { object: {} } },
    {
      ...sampleOf("event"),
      type: "payment_intent.canceled",
      data: { object: sampleOf("payment_intent") },
    },
    { ...sampleOf("event"), type: "payment_intent.canceled", data: { object: stranger } },
  ]) {
    expect([200, 204]).toContain((await deliver(await signed(event))).status);
  }
  expect(await shopper.types()).toEqual(before);
});

it("a huge notice is refused before it is read", async () => {
  const huge = await signed({ ...sampleOf("event"), filler: "x".repeat(2_000_000) });
  expect((await deliver(huge)).status).toBe(413);
  expect((await call("POST", "/api/v1/notices/gold", {})).status).toBe(404);
});

it("a notice that comes three days late, of an order that is over, brings its money in and sends it back", async () => {
  const shopper = await Shopper.atCheckout();
  const { till, number, reference } = shopper;
  await till.post(`/api/v1/orders/${number}/cancel`);
  expect(await till.status(number)).toBe("cancelled");
  // A wallet's own app finishes what it had begun, although the Session is over.
  const told = await shopper.pay("alipay", { isLate: true });
  vi.useFakeTimers({ now: Date.now() + 3 * 86_400_000, toFake: ["Date"] });
  for (const event of told) expect([200, 204]).toContain((await deliverEvent(event)).status);
  await shopper.attend();
  await shopper.until(({ types }) => types.includes("returned"));
  expect(await till.status(number)).toBe("cancelled");
  expect(await shopper.books()).toEqual({ "clearing:stripe": 0, suspense: 0 });
  const { events } = await atStripe("events", reference);
  expect(events.filter(({ type }) => type === "refund.created")).toHaveLength(1);
}, 30_000);

it("a notice that cannot be acted upon now is asked for again", async () => {
  const shopper = await Shopper.atCheckout();
  await shopper.till.post(`/api/v1/orders/${shopper.number}/cancel`);
  const told = await shopper.pay("card", { isLate: true });
  const held = told.find(({ type }) => type.endsWith("amount_capturable_updated"));
  if (!held) throw new Error("nothing is held");
  const { id } = held.data.object;
  for (const _ of [1, 2])
    await atStripe("trouble", id, { call: "GET /v1/payment_intents/:id", how: "down" });
  expect((await deliverEvent(held)).status).toBe(503);
  expect((await deliverEvent(held)).status).toBe(200);
  await shopper.attend();
  await shopper.until(({ types }) => types.includes("returned"));
  expect(await shopper.books()).toEqual({});
}, 20_000);
