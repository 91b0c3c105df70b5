import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Till, call, instruct, newSecret } from "./till.ts";

// What happens while nobody looks: time passes, objects are put away, alarms ring twice.

afterEach(() => void vi.useRealTimers());

function pass(seconds: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 });
}

describe("time", () => {
  it("expires an order that nobody claimed, by the alarm alone", async () => {
    const till = await Till.open();
    const number = till.nextNumber();
    await till.place(number);
    pass(301);
    expect(await runDurableObjectAlarm(till.object)).toBe(true);
    expect(await till.eventTypes(number)).toEqual(["placed", "expired"]);
    expect(await runDurableObjectAlarm(till.object)).toBe(false);
  });

  it("ends a claim whose phone went away, by the alarm alone, and the order is open again", async () => {
    const till = await Till.open();
    const { number, id } = await till.claimed();
    pass(61);
    expect(await runDurableObjectAlarm(till.object)).toBe(true);
    expect(await till.eventTypes(number)).toEqual(["placed", "claimed", "lapsed"]);
    expect((await instruct(id)).body.type).toContain("claim-ended");
    expect((await till.claim(number)).status).toBe(201);
  });

  it("that three phones let pass makes the next one show the words that stand on the till", async () => {
    const till = await Till.open();
    const number = till.nextNumber();
    await till.place(number, 2350, { expiresInSeconds: 900 });
    for (let phone = 1; phone <= 3; phone++) {
      expect((await till.claim(number)).body.stepUp).toBeNull();
      pass(61);
    }
    // One that only keeps asking keeps nobody away: until the words are shown, its lease is not renewed.
    const idle = (await till.claim(number)).body;
    pass(50);
    await call("GET", `/api/v1/claims/${idle.id}`);
    pass(11);
    expect(await till.status(number)).toBe("placed");
    const { id, stepUp } = (await till.claim(number)).body;
    expect((await instruct(id)).body.type).toContain("step-up-required");
    const { words } = (await till.get(`/api/v1/orders/${number}`)).body;
    const { choice } = stepUp.choices.find((offered: { words: string }) => offered.words === words);
    await call("POST", `/api/v1/claims/${id}/proofs`, { choice });
    expect((await instruct(id)).body.state).toBe("paid");
  });

  it("is what the lease waits for: a page that stays open keeps its claim", async () => {
    const till = await Till.open();
    const { number, id } = await till.claimed();
    pass(50);
    await call("GET", `/api/v1/claims/${id}`);
    pass(50);
    await runDurableObjectAlarm(till.object);
    expect(await till.status(number)).toBe("claimed");
  });

  it("that steps back un-expires nothing", async () => {
    const till = await Till.open();
    const number = till.nextNumber();
    await till.place(number);
    pass(301);
    expect(await till.status(number)).toBe("expired");
    pass(-400);
    expect(await till.status(number)).toBe("expired");
    await till.place(till.nextNumber());
    const { body } = await till.get("/api/v1/events?after=0");
    const times = body.events.map((event: { at: string }) => event.at);
    expect(times).toEqual(times.toSorted());
  });
});

describe("eviction", () => {
  /** A sale in single steps; the object is put away between any two of them. */
  async function sale(between: (till: Till) => Promise<void>) {
    const till = await Till.open();
    const number = till.nextNumber();
    const key = newSecret();
    await between(till);
    const token = await till.token(number);
    await between(till);
    await till.place(number);
    await between(till);
    const claim = await call("POST", "/api/v1/claims", { token, key });
    await between(till);
    const again = await call("POST", "/api/v1/claims", { token, key });
    await between(till);
    await call("GET", `/api/v1/claims/${claim.body.id}`);
    await between(till);
    const tap = newSecret();
    const paid = await instruct(claim.body.id, tap);
    await between(till);
    const paidAgain = await instruct(claim.body.id, tap);
    await between(till);
    const cancel = await till.post(`/api/v1/orders/${number}/cancel`);
    await between(till);
    const receipt = await call("GET", paid.body.receipt);
    await between(till);
    return {
      statuses: [
        claim.status,
        again.status,
        paid.status,
        paidAgain.status,
        cancel.status,
        receipt.status,
      ],
      events: await till.eventTypes(number),
      next: (await till.get("/api/v1/terminal")).body.nextCounter,
    };
  }

  it("between every two steps of a sale changes nothing of it", async () => {
    const undisturbed = await sale(async () => {});
    const disturbed = await sale((till) => evictDurableObject(till.object));
    expect(undisturbed.statuses).toEqual([201, 201, 200, 200, 409, 200]);
    expect(disturbed).toEqual(undisturbed);
  });

  it("in the middle of an unanswered payment loses nothing: the rail is asked again", async () => {
    const till = await Till.open();
    const { number, id } = await till.claimed(6604);
    await instruct(id);
    await evictDurableObject(till.object);
    pass(30);
    await till.get("/api/v1/terminal");
    await runDurableObjectAlarm(till.object);
    expect(await till.eventTypes(number)).toEqual([
      "placed",
      "claimed",
      "instructed",
      "doubted",
      "captured",
    ]);
  }, 20_000);

  it("does not forget an alarm: what is due is due after waking", async () => {
    const till = await Till.open();
    const number = till.nextNumber();
    await till.place(number);
    await evictDurableObject(till.object);
    pass(301);
    await runDurableObjectAlarm(till.object);
    expect(await till.eventTypes(number)).toEqual(["placed", "expired"]);
  });
});
