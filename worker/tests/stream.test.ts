import { evictDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EventView, StreamMessage } from "../contract/event.ts";
import { putToSleep } from "./put-to-sleep.ts";
import { STRINGS } from "./schema-arbitrary.ts";
import { ORIGIN, Till, call, instruct } from "./till.ts";

/** `npm run fuzz` sends ten thousand. */
const FRAMES = env.FUZZ_RUNS ? 10_000 : 100;

/** A socket as the terminal page opens it, with what it has heard so far. */
class Ear {
  readonly socket: WebSocket;
  readonly heard: StreamMessage[] = [];
  closed: { code: number; reason: string } | null = null;
  answeredPings = 0;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.addEventListener("message", ({ data }) => {
      if (data === "pong") this.answeredPings += 1;
      else this.heard.push(JSON.parse(String(data)));
    });
    socket.addEventListener("close", ({ code, reason }) => {
      this.closed = { code, reason };
    });
    socket.accept();
  }

  get events(): EventView[] {
    return this.heard.flatMap((message) => (message.type === "events" ? message.events : []));
  }

  get types(): string[] {
    return this.events.map(({ type }) => type);
  }

  async until(wanted: () => boolean): Promise<void> {
    for (let i = 0; i < 200 && !wanted(); i++) await scheduler.wait(10);
    expect(wanted()).toBe(true);
  }
}

async function dial(path: string, headers: Record<string, string> = {}): Promise<Response> {
  const request = new Request(ORIGIN + path, { headers: { upgrade: "websocket", ...headers } });
  return exports.default.fetch(request);
}

async function listen(till: Till, after = 0): Promise<Ear> {
  const { body } = await till.post("/api/v1/stream/tickets");
  const { webSocket } = await dial(`/api/v1/stream?ticket=${body.ticket}&after=${after}`);
  if (!webSocket) throw new Error("no socket");
  return new Ear(webSocket);
}

describe("the live channel", () => {
  it("tells each fact once, in order, and goes on from a cursor", async () => {
    const till = await Till.open();
    const ear = await listen(till);
    const { id } = await till.claimed();
    await instruct(id);
    await ear.until(() => ear.types.length === 4);
    expect(ear.types).toEqual(["placed", "claimed", "instructed", "captured"]);
    const cursors = ear.events.map(({ cursor }) => cursor);
    expect(cursors).toEqual(cursors.toSorted((a, b) => a - b));
    const later = await listen(till, cursors[1]);
    await later.until(() => later.types.length === 2);
    expect(later.types).toEqual(["instructed", "captured"]);
  });

  it("stays open while the object sleeps, and wakes with it", async () => {
    const till = await Till.open();
    const ear = await listen(till);
    await evictDurableObject(till.object);
    await till.place(till.nextNumber());
    await ear.until(() => ear.types.length === 1);
    await evictDurableObject(till.object);
    await till.place(till.nextNumber());
    await ear.until(() => ear.types.length === 2);
    expect(ear.types).toEqual(["placed", "placed"]);
    ear.socket.send("ping");
    await ear.until(() => ear.answeredPings === 1);
  });

  it("sends everything that was missed, however much it is", async () => {
    const till = await Till.open();
    for (let i = 0; i < 120; i++) {
      const number = till.nextNumber();
      await till.place(number);
      await till.post(`/api/v1/orders/${number}/cancel`);
    }
    const ear = await listen(till);
    await ear.until(() => ear.types.length === 240);
    expect(new Set(ear.events.map(({ cursor }) => cursor)).size).toBe(240);
  }, 20_000);

  it("is heard by the terminal it concerns and by no other merchant's", async () => {
    const [till, other] = [await Till.open(), await Till.open()];
    const [ear, foreign] = [await listen(till), await listen(other)];
    await till.place(till.nextNumber());
    await ear.until(() => ear.types.length === 1);
    expect(foreign.heard).toEqual([]);
  });

  it("opens for a ticket once, and for nothing that is not one", async () => {
    const till = await Till.open();
    const { body } = await till.post("/api/v1/stream/tickets");
    expect((await dial(`/api/v1/stream?ticket=${body.ticket}`)).status).toBe(101);
    for (const ticket of [body.ticket, till.credential, "", "x", body.ticket.slice(0, -1)]) {
      expect([ticket, (await dial(`/api/v1/stream?ticket=${ticket}`)).status]).toEqual([
        ticket,
        401,
      ]);
    }
    expect((await dial("/api/v1/stream")).status).toBe(401);
    const program = { authorization: `Bearer ${till.credential}` };
    expect((await dial("/api/v1/stream", program)).status).toBe(101);
    expect((await dial("/api/v1/stream?after=99999", program)).status).toBe(422);
    expect((await dial("/api/v1/stream?after=-1", program)).status).toBe(422);
    expect((await till.get("/api/v1/stream")).status).toBe(400);
  });

  it("renews the windows of a code, and says why when it does not", async () => {
    const till = await Till.open();
    const ear = await listen(till);
    ear.socket.send(JSON.stringify({ type: "mint", number: "1-1", count: 3 }));
    await ear.until(() => ear.heard.length === 1);
    expect(ear.heard[0]).toMatchObject({
      type: "windows",
      number: "1-1",
      prefix: "HTTPS://TILL.TEST/T/",
    });
    ear.socket.send(JSON.stringify({ type: "mint", number: "2-1" }));
    await ear.until(() => ear.heard.length === 2);
    expect(ear.heard[1]).toEqual({ type: "refused", problem: "order-number-foreign" });
    await till.revoke();
    ear.socket.send(JSON.stringify({ type: "mint", number: "1-1" }));
    await ear.until(() => ear.heard.length === 3);
    expect(ear.heard[2]).toEqual({ type: "refused", problem: "unauthenticated" });
  });

  it("closes on garbage with the reason, and the object goes on", async () => {
    const till = await Till.open();
    const cases: [string | ArrayBuffer, number][] = [
      ["garbage", 1008],
      ["{}", 1008],
      ["x".repeat(1_000_000), 1008],
      [new ArrayBuffer(4), 1003],
    ];
    for (const [message, code] of cases) {
      const ear = await listen(till);
      ear.socket.send(message);
      await ear.until(() => ear.closed !== null);
      expect(ear.closed?.code).toBe(code);
      expect(ear.closed?.reason).not.toBe("");
    }
    expect((await till.place(till.nextNumber())).status).toBe(201);
  });

  it(
    "closes on any frame that is no wish, fuzzed, and only ever with 1003 or 1008",
    async () => {
      const till = await Till.open();
      const frame = fc.oneof(
        STRINGS,
        fc.json(),
        fc
          .record({ type: fc.constantFrom("mint", "Mint", "ping"), number: STRINGS })
          .map((wish) => JSON.stringify(wish)),
        fc
          .record({
            type: fc.constantFrom("mint", "events", "__proto__"),
            number: fc.oneof(STRINGS, fc.constant("1-1")),
            count: fc.oneof(fc.integer(), fc.double(), fc.constant(1)),
          })
          .map((wish) => JSON.stringify(wish)),
        fc.uint8Array({ maxLength: 200 }).map((bytes) => bytes.buffer),
      );
      const before = (await till.get("/api/v1/terminal")).body.cursor;
      let ear = await listen(till);
      const frames = fc.sample(frame, { numRuns: FRAMES, seed: 20_261_125 });
      for (const [i, sent] of frames.entries()) {
        const answered = ear.heard.length + ear.answeredPings;
        ear.socket.send(sent);
        await ear.until(
          () => ear.closed !== null || ear.heard.length + ear.answeredPings > answered,
        );
        if (i % 50 === 49) await putToSleep(till.object);
        if (ear.closed === null) continue;
        expect([1003, 1008]).toContain(ear.closed.code);
        expect(ear.closed.reason).not.toBe("");
        ear = await listen(till);
      }
      expect((await till.get("/api/v1/terminal")).body.cursor).toBe(before);
    },
    20_000 + FRAMES * 200,
  );

  it("outlives a flood of pings and a line that nobody ends", async () => {
    const till = await Till.open();
    const [ear, halfOpen] = [await listen(till), await listen(till)];
    for (let i = 0; i < 10_000; i++) ear.socket.send("ping");
    await ear.until(() => ear.answeredPings === 10_000);
    expect(ear.closed).toBe(null);
    halfOpen.socket.send("x");
    await till.place(till.nextNumber());
    await ear.until(() => ear.types.length === 1);
  });

  it("keeps the newest eight sockets of a terminal, so that dead ones do not shut it out", async () => {
    const till = await Till.open();
    const ears: Ear[] = [];
    for (let i = 0; i < 10; i++) ears.push(await listen(till));
    await till.place(till.nextNumber());
    await ears[9]?.until(() => ears[9]?.types.length === 1);
    expect(ears.filter(({ closed }) => closed !== null).length).toBe(2);
  });
});

describe("the long poll", () => {
  it("answers in the instant of the event, and with nothing when its time is up", async () => {
    const till = await Till.open();
    const { body: start } = await till.get("/api/v1/terminal");
    const waiting = till.get(`/api/v1/events?after=${start.cursor}&wait=20`);
    await scheduler.wait(100);
    await till.place(till.nextNumber());
    expect((await waiting).body.events).toHaveLength(1);
    const { body: end } = await till.get("/api/v1/terminal");
    const empty = await till.get(`/api/v1/events?after=${end.cursor}&wait=1`);
    expect(empty.body).toEqual({ events: [], cursor: end.cursor });
  });

  it("gives the same events as the live channel, page by page", async () => {
    const till = await Till.open();
    for (let i = 0; i < 60; i++) {
      const number = till.nextNumber();
      await till.place(number);
      await till.post(`/api/v1/orders/${number}/cancel`);
    }
    const cursors: number[] = [];
    for (let after = 0; ;) {
      const { body } = await till.get(`/api/v1/events?after=${after}`);
      if (body.events.length === 0) break;
      expect(body.events.length).toBeLessThanOrEqual(100);
      cursors.push(...body.events.map((event: { cursor: number }) => event.cursor));
      after = body.cursor;
    }
    expect(cursors).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
  });

  it("refuses a cursor that no one gave", async () => {
    const till = await Till.open();
    for (const after of ["-1", "x", "9007199254740993", "1.5", "99999", ""]) {
      expect([after, (await till.get(`/api/v1/events?after=${after}`)).status]).toEqual([
        after,
        422,
      ]);
    }
    expect((await call("GET", "/api/v1/events?after=0")).status).toBe(401);
  });
});
