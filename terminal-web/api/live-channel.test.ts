import { afterEach, beforeEach, describe, it, vi } from "vitest";
import type { EventPage } from "../../worker/contract/event.ts";
import type { Failure } from "../state/message.ts";
import type { Connection } from "../state/till.ts";
import type { Answer } from "./call.ts";
import { FakeSocket } from "./fake-socket.ts";
import type { Stream } from "./stream-socket.ts";
import { terminalFeed } from "./terminal-feed.ts";
import { type LiveChannel, openLiveChannel } from "./live-channel.ts";

const UNREACHABLE: Answer<never> = { ok: false, failure: { type: "unreachable", hasLeft: true } };

/** A server that can be cut off, and what the channel made of it. */
class Line {
  isUp = true;
  hasSockets = true;
  cursor = 3;
  ticketRefusal: Failure | null = null;
  readonly sockets: FakeSocket[] = [];
  readonly addresses: string[] = [];
  readonly statuses: Connection["status"][] = [];
  readonly heard: EventPage[] = [];
  readonly refusals: Failure[] = [];
  readonly polls: { after: number; waitSeconds: number }[] = [];
  readonly channel: LiveChannel<Stream>;

  constructor() {
    const answer = <Value>(value: Value): Answer<Value> =>
      this.isUp ? { ok: true, value, status: 200, sentAt: 0, receivedAt: 0 } : UNREACHABLE;
    this.channel = openLiveChannel({
      feed: terminalFeed(
        {
          ticket: async () =>
            this.ticketRefusal
              ? { ok: false, failure: this.ticketRefusal }
              : answer({ ticket: "A.3.B" }),
          events: async (after, waitSeconds, signal) => {
            this.polls.push({ after, waitSeconds });
            await until(waitSeconds * 1000, signal);
            return answer({ events: [], cursor: this.cursor });
          },
        },
        { cursor: () => this.cursor, now: Date.now },
      ),
      openSocket: (address) => {
        const socket = new FakeSocket();
        this.addresses.push(address);
        this.sockets.push(socket);
        queueMicrotask(() => (this.isUp && this.hasSockets ? socket.open() : socket.drop()));
        return socket;
      },
      heard: (page) => void this.heard.push(page),
      changed: (status) => {
        if (this.statuses.at(-1) !== status) this.statuses.push(status);
      },
      refused: (failure) => void this.refusals.push(failure),
      random: () => 1,
    });
  }
}

function until(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
    signal.addEventListener("abort", () => resolve());
  });
}

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

let line: Line;
beforeEach(() => {
  vi.useFakeTimers();
  line = new Line();
});
afterEach(() => {
  line.channel.stop();
  vi.useRealTimers();
});

describe("the live channel", () => {
  it("opens a socket at the cursor and polls nothing while it is open", async ({ expect }) => {
    await pass(5_000);
    expect(line.addresses).toEqual(["/api/v1/stream?ticket=A.3.B&after=3"]);
    expect(line.statuses).toEqual(["live"]);
    expect(line.polls).toEqual([]);
  });

  it("opens the next socket where the last one ended", async ({ expect }) => {
    await pass(0);
    line.cursor = 9;
    line.sockets[0]?.drop();
    await pass(1_000);
    expect(line.addresses.at(-1)).toContain("after=9");
    expect(line.statuses).toEqual(["live", "connecting", "live"]);
  });

  it("polls where no socket opens, and goes on trying sockets", async ({ expect }) => {
    line.hasSockets = false;
    line.sockets[0]?.drop();
    await pass(60_000);
    expect(line.statuses.at(-1)).toBe("polling");
    expect(line.polls[0]).toEqual({ after: 3, waitSeconds: 0 });
    expect(line.polls.some(({ waitSeconds }) => waitSeconds === 25)).toBe(true);
    expect(line.sockets.length).toBeGreaterThan(3);
    line.hasSockets = true;
    await pass(31_000);
    expect(line.statuses.at(-1)).toBe("live");
  });

  it("tries sockets less and less often", async ({ expect }) => {
    line.hasSockets = false;
    line.sockets[0]?.drop();
    await pass(60_000);
    const early = line.sockets.length;
    await pass(60_000);
    expect(line.sockets.length - early).toBeLessThanOrEqual(3);
  });

  it("says that it is offline when neither way answers, and comes back by itself", async ({
    expect,
  }) => {
    await pass(0);
    line.isUp = false;
    line.sockets[0]?.drop();
    await pass(10_000);
    expect(line.statuses.at(-1)).toBe("offline");
    line.isUp = true;
    await pass(31_000);
    expect(line.statuses.at(-1)).toBe("live");
  });

  it("asks less and less often while nothing answers, by either way", async ({ expect }) => {
    await pass(0);
    line.isUp = false;
    line.sockets[0]?.drop();
    const inAMinute = async (): Promise<number> => {
      const { length } = line.polls;
      await pass(60_000);
      return line.polls.length - length;
    };
    const early = await inAMinute();
    const late = await inAMinute();
    expect(late).toBeLessThan(early);
    expect(late).toBeLessThan(12);
    line.isUp = true;
    // However long it was away, a poll finds out within seconds.
    await pass(8_000);
    expect(line.statuses.at(-1)).not.toBe("offline");
  });

  it("comes back at once when it is nudged", async ({ expect }) => {
    await pass(0);
    line.isUp = false;
    line.sockets[0]?.drop();
    await pass(60_000);
    line.isUp = true;
    line.channel.nudge();
    await pass(10);
    expect(line.statuses.at(-1)).toBe("live");
  });

  it("passes on a refusal that waiting will not mend", async ({ expect }) => {
    line.ticketRefusal = { type: "refused", problem: "unauthenticated", isRetryable: false };
    line.sockets[0]?.drop();
    await pass(2_000);
    expect(line.refusals).toContainEqual(line.ticketRefusal);
  });

  it("is silent after it was stopped", async ({ expect }) => {
    await pass(0);
    line.channel.stop();
    await pass(0);
    const { length } = line.statuses;
    await pass(60_000);
    expect(line.statuses).toHaveLength(length);
    expect(line.sockets[0]?.isClosed).toBe(true);
    expect(line.polls).toEqual([]);
  });
});
