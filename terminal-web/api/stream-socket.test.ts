import { afterEach, beforeEach, describe, it, vi } from "vitest";
import type { EventPage } from "../../worker/contract/event.ts";
import { FakeSocket } from "./fake-socket.ts";
import { listen } from "./stream-socket.ts";

function listening() {
  const socket = new FakeSocket();
  const heard: EventPage[] = [];
  const stop = new AbortController();
  let signs = 0;
  const alive = (): void => void (signs += 1);
  const stream = listen(
    socket,
    { alive, heard: (page) => void heard.push(page), now: Date.now },
    stop.signal,
  );
  let ended: boolean | undefined;
  void stream.ended.then((wasOpen) => (ended = wasOpen));
  return { socket, heard, stop, stream, signs: () => signs, ended: () => ended };
}

const PAGE = { type: "events", events: [], cursor: 4 };
const WINDOWS = {
  type: "windows",
  number: "3-1",
  prefix: "P",
  from: 5,
  tokens: ["T"],
  serverTime: "2026-10-15T12:00:00.000Z",
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a stream", () => {
  it("hands over facts and counts every message as a sign of life", ({ expect }) => {
    const { socket, heard, signs } = listening();
    socket.open();
    socket.say(PAGE);
    expect(heard).toMatchObject([{ cursor: 4 }]);
    expect(signs()).toBe(2);
  });

  it("asks for a sign of life when nothing was said for a while", async ({ expect }) => {
    const { socket, ended } = listening();
    socket.open();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(socket.sent).toEqual(["ping"]);
    socket.say("pong");
    await vi.advanceTimersByTimeAsync(9_000);
    expect(ended()).toBeUndefined();
  });

  it("ends when a ping is not answered, because a stalled socket never says so itself", async ({
    expect,
  }) => {
    const { socket, ended } = listening();
    socket.open();
    await vi.advanceTimersByTimeAsync(14_000);
    expect(ended()).toBe(true);
    expect(socket.isClosed).toBe(true);
  });

  it("finds out at once when it is asked to", async ({ expect }) => {
    const { socket, stream, ended } = listening();
    socket.open();
    stream.ping();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(socket.sent).toEqual(["ping"]);
    expect(ended()).toBe(true);
  });

  it("ends when it does not open in time, and says that it never was", async ({ expect }) => {
    const { ended } = listening();
    await vi.advanceTimersByTimeAsync(8_000);
    expect(ended()).toBe(false);
  });

  it.for(["not json", '{"type":"surprise"}', '{"type":"events","events":[{}],"cursor":1}'])(
    "ends on a message that it does not understand: %s",
    async (message, { expect }) => {
      const { socket, heard, ended } = listening();
      socket.open();
      socket.say(message);
      await vi.advanceTimersByTimeAsync(0);
      expect(ended()).toBe(true);
      expect(heard).toEqual([]);
    },
  );

  it("hears nothing more once it has ended", async ({ expect }) => {
    const { socket, heard, stop } = listening();
    socket.open();
    stop.abort();
    socket.say(PAGE);
    expect(heard).toEqual([]);
  });
});

describe("windows by the stream", () => {
  it("are asked for and answered", async ({ expect }) => {
    const { socket, stream } = listening();
    socket.open();
    const asked = stream.mint({ number: "3-1", from: 5, count: 1 });
    expect(socket.sent.map((text) => JSON.parse(text))).toEqual([
      { type: "mint", number: "3-1", from: 5, count: 1 },
    ]);
    socket.say(WINDOWS);
    expect(await asked).toMatchObject({ ok: true, value: { tokens: ["T"] } });
  });

  it("are refused with the problem's name", async ({ expect }) => {
    const { socket, stream } = listening();
    socket.open();
    const asked = stream.mint({ number: "3-1" });
    socket.say({ type: "refused", problem: "windows-invalid" });
    expect(await asked).toMatchObject({ ok: false, failure: { problem: "windows-invalid" } });
  });

  it("cannot be asked for before the socket is open, nor twice at a time", ({ expect }) => {
    const { socket, stream } = listening();
    expect(stream.mint({ number: "3-1" })).toBeNull();
    socket.open();
    expect(stream.mint({ number: "3-1" })).not.toBeNull();
    expect(stream.mint({ number: "3-2" })).toBeNull();
  });

  it("are lost with a socket that falls silent, even if others still speak on it", async ({
    expect,
  }) => {
    const { socket, stream } = listening();
    socket.open();
    const asked = stream.mint({ number: "3-1" });
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await asked).toMatchObject({ ok: false, failure: { type: "unreachable" } });
    expect(stream.mint({ number: "3-1" })).toBeNull();
  });
});
