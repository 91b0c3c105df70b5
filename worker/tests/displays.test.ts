import { afterEach, describe, expect, it, vi } from "vitest";
import { exports } from "cloudflare:workers";
import type { DisplayView } from "../contract/display.ts";
import { ORIGIN, type Reply, Till, call, instruct, newSecret } from "./till.ts";

afterEach(() => void vi.useRealTimers());

const pass = (seconds: number): void =>
  void vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 });

const look = (display: string, query = ""): Promise<Reply> =>
  call("GET", `/api/v1/display${query}`, undefined, display);

interface Opened<Message> {
  readonly heard: Message[];
  readonly isClosed: () => boolean;
}

async function opened<Message>(ticket: string): Promise<Opened<Message>> {
  const headers = { upgrade: "websocket" };
  const { webSocket } = await exports.default.fetch(
    new Request(`${ORIGIN}/api/v1/stream?ticket=${ticket}`, { headers }),
  );
  if (!webSocket) throw new Error("no socket");
  const heard: Message[] = [];
  let isClosed = false;
  webSocket.addEventListener("message", ({ data }) => void heard.push(JSON.parse(String(data))));
  webSocket.addEventListener("close", () => void (isClosed = true));
  webSocket.accept();
  return { heard, isClosed: () => isClosed };
}

/** A display's socket, with what it was told. */
async function watching(
  display: string,
): Promise<{ views: DisplayView[]; isClosed: () => boolean }> {
  const { body } = await call("POST", "/api/v1/display/stream/tickets", undefined, display);
  const { heard, isClosed } = await opened<DisplayView>(body.ticket);
  return { views: heard, isClosed };
}

const until = (wanted: () => boolean): Promise<void> =>
  vi.waitFor(() => expect(wanted()).toBe(true), { timeout: 3_000, interval: 10 });

describe("a customer display", () => {
  it("shows the order with its lines, its code, the words and the result, each as it comes", async () => {
    const till = await Till.open();
    const { views } = await watching(await till.linkDisplay());
    await until(() => views.length === 1);
    expect(views[0]).toMatchObject({ shop: "Corner Bakery", order: null, code: null });

    const number = till.nextNumber();
    const lines = [{ name: "Tea", quantity: 2, unitPrice: 300 }];
    await till.place(number, 600, { lines });
    await until(() => views.length === 2);
    expect(views[1]?.order).toMatchObject({ number, status: "placed", lines, words: null });
    expect(views[1]?.code?.tokens).toHaveLength(6);

    const token = views[1]?.code?.tokens[0];
    const { body } = await call("POST", "/api/v1/claims", { token, key: newSecret() });
    await until(() => views.length === 3);
    const { words } = (await till.get(`/api/v1/orders/${number}`)).body;
    expect(views[2]).toMatchObject({ code: null, order: { status: "claimed", words } });

    await instruct(body.id);
    await until(() => views.at(-1)?.order?.status === "paid");
    expect(views.at(-1)?.order).toMatchObject({ words: null, change: null });
  });

  it("is told by long poll where it has no socket", async () => {
    const till = await Till.open();
    const display = await till.linkDisplay();
    const { cursor } = (await look(display)).body;
    const waiting = look(display, `?after=${cursor}&wait=25`);
    await till.place("1-1");
    expect((await waiting).body.order.number).toBe("1-1");
  });

  it("sees only what customers may: no evidence, no receipt, no bank's reason, nothing of earlier sales", async () => {
    const till = await Till.open();
    const display = await till.linkDisplay();
    const { id } = await till.claimed(6601);
    await instruct(id);
    const { order } = (await look(display)).body;
    expect(order).toMatchObject({ status: "claimed", hasDeclined: true });
    expect(JSON.stringify(order)).not.toMatch(/insufficient|match|receipt|channel|rail/);
    const paid = await till.claimed(100);
    await instruct(paid.id);
    expect((await look(display)).body.order.status).toBe("paid");
    pass(21);
    expect((await look(display)).body.order).toBeNull();
  });

  it("may do nothing but watch its own terminal", async () => {
    const till = await Till.open();
    const display = await till.linkDisplay();
    const other = await Till.open();
    await other.place("1-1");
    expect((await look(display)).body.order).toBeNull();
    const calls: [string, string, unknown?][] = [
      ["GET", "/api/v1/terminal"],
      ["GET", "/api/v1/orders"],
      ["POST", "/api/v1/orders", { number: "1-1", amount: { minor: 1, currency: "EUR" } }],
      ["POST", "/api/v1/orders/1-1/cancel"],
      ["POST", "/api/v1/tokens", { number: "1-1" }],
      ["GET", "/api/v1/events?after=0"],
      ["POST", "/api/v1/stream/tickets"],
      ["GET", "/api/v1/terminal/displays"],
      ["POST", "/api/v1/terminal/displays/links"],
    ];
    for (const [method, path, body] of calls)
      expect((await call(method, path, body, display)).status, path).toBe(401);
    // Nor is a terminal a display, and its credential in a display's clothes is none either.
    expect((await look(till.credential)).status).toBe(401);
    const [merchant, terminal, , secret] = display.split(".");
    expect((await look(`${merchant}.${terminal}.2.${secret}`)).status).toBe(401);
    expect((await look(`${merchant}.2.1.${secret}`)).status).toBe(401);
  });

  it("hears nothing more from the instant its terminal unlinks it", async () => {
    const till = await Till.open();
    const [display, other] = [await till.linkDisplay(), await till.linkDisplay()];
    const stolen = await watching(display);
    const kept = await watching(other);
    await until(() => stolen.views.length === 1 && kept.views.length === 1);
    const { cursor } = (await look(display)).body;
    const waiting = look(display, `?after=${cursor}&wait=25`);
    const listed = await till.get("/api/v1/terminal/displays");
    expect(listed.body.displays).toMatchObject([
      { number: 1, isWatching: true },
      { number: 2, isWatching: true },
    ]);
    const left = await till.post("/api/v1/terminal/displays/1/revoke");
    expect(left.body.displays).toMatchObject([{ number: 2 }]);
    await until(stolen.isClosed);
    expect((await waiting).status).toBe(401);
    await till.place(till.nextNumber());
    await until(() => kept.views.length === 2);
    expect(stolen.views).toHaveLength(1);
    expect((await look(display)).status).toBe(401);
    expect((await till.post("/api/v1/terminal/displays/9/revoke")).status).toBe(404);
  });

  it("goes with its terminal, and after a month in a drawer", async () => {
    const till = await Till.open();
    const display = await till.linkDisplay();
    pass(29 * 86_400);
    expect((await look(display)).status).toBe(200);
    pass(29 * 86_400);
    expect((await look(display)).status).toBe(200);
    pass(31 * 86_400);
    expect((await look(display)).status).toBe(401);
    expect((await till.get("/api/v1/terminal/displays")).body.displays).toEqual([]);
    const next = await till.linkDisplay();
    await till.revoke();
    expect((await look(next)).status).toBe(401);
  });

  it("pushes only its own sockets out, however many it opens", async () => {
    const till = await Till.open();
    const display = await till.linkDisplay();
    const ticket = (await till.post("/api/v1/stream/tickets")).body.ticket;
    const own = await opened(ticket);
    const first = await watching(display);
    for (let i = 0; i < 9; i++) await watching(display);
    await until(first.isClosed);
    await till.place("1-1");
    await until(() => own.heard.length === 1);
    expect(own.isClosed()).toBe(false);
  });
});

describe("the link of a display", () => {
  it("works once, for ten minutes, and the one before it not at all", async () => {
    const till = await Till.open();
    const link = async (): Promise<string> => {
      const { body } = await till.post("/api/v1/terminal/displays/links");
      expect(body.url).toMatch(/^https:\/\/till\.test\/display\/1#[A-Z2-7]{13}\.1\.[A-Z2-7]{26}$/);
      return new URL(body.url).hash.slice(1);
    };
    const open = (text: string, key = newSecret()): Promise<Reply> =>
      call("POST", "/api/v1/displays", { link: text, key });
    const void1 = await link();
    const used = await link();
    expect((await open(void1)).status).toBe(410);
    const key = newSecret();
    const made = await open(used, key);
    expect(made.status).toBe(201);
    // The answer was lost: the same screen asks again and is the same display.
    expect((await open(used, key)).body).toEqual(made.body);
    expect((await open(used)).status).toBe(410);
    const late = await link();
    pass(601);
    expect((await open(late)).status).toBe(410);
    expect((await till.get("/api/v1/terminal/displays")).body.displays).toHaveLength(1);
  });
});

describe("the till's screen", () => {
  const put = (till: Till, number: string | null): Promise<Reply> =>
    call("PUT", "/api/v1/terminal/screen", { number }, till.credential);

  it("takes an order off the display, or brings an earlier one back, until the next is placed", async () => {
    const till = await Till.open();
    const display = await till.linkDisplay();
    const shown = async (): Promise<string | null> =>
      (await look(display)).body.order?.number ?? null;
    await till.place("1-1");
    await till.place("1-2");
    expect(await shown()).toBe("1-2");
    await put(till, "1-1");
    expect(await shown()).toBe("1-1");
    await put(till, null);
    expect(await shown()).toBeNull();
    await till.place("1-3");
    expect(await shown()).toBe("1-3");
    expect((await put(till, "2-1")).status).toBe(403);
    expect((await put(till, "1-9")).status).toBe(200);
    expect(await shown()).toBeNull();
  });
});
