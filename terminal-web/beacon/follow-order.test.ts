import { afterEach, beforeEach, describe, it, vi } from "vitest";
import type { BeaconHandle } from "../../worker/contract/beacon.ts";
import type { BeaconState } from "./beacon-state.ts";
import type { Broadcast } from "./driver.ts";
import { createOrderFollower } from "./follow-order.ts";

const PAIRED: BeaconState = {
  status: "paired",
  beacon: { id: "b", name: "", driver: "espruino", key: null, range: "counter" },
  endsByItself: true,
  wanted: null,
  air: { status: "silent" },
  work: { status: "idle" },
  failure: null,
  battery: null,
  powerDbm: null,
  contactAt: null,
};

/** This device's clock is an hour ahead of the server's. */
const AHEAD_MS = 3_600_000;
const SERVER = Date.parse("2026-11-22T10:00:05.000Z");

beforeEach(() => void vi.useFakeTimers({ now: SERVER + AHEAD_MS }));
afterEach(() => void vi.useRealTimers());

const handleOf = (number: string): BeaconHandle => ({
  namespace: "0".repeat(20),
  handle: number.replaceAll(/\D/g, "").padStart(12, "0"),
  url: "https://till.example/N/0",
  expiresAt: "2026-11-22T10:05:00.000Z",
});

function open() {
  const told: (Broadcast | "silence")[] = [];
  const asked: string[] = [];
  let state: BeaconState = PAIRED;
  let answer: (number: string) => Promise<BeaconHandle | null> = (number) =>
    Promise.resolve(handleOf(number));
  const done = Promise.resolve({ ok: true, value: null } as const);
  const follower = createOrderFollower({
    beacon: {
      state: () => state,
      broadcast: (order) => {
        told.push(order);
        return done;
      },
      silence: () => {
        told.push("silence");
        return done;
      },
    },
    askHandle: (number) => {
      asked.push(number);
      return answer(number);
    },
    windowsOf: () => ({ from: Math.floor(SERVER / 10_000) - 1, tokens: ["OLD", "NOW", "NEXT"] }),
    serverNow: () => Date.now() - AHEAD_MS,
    now: Date.now,
  });
  return {
    follower,
    told,
    asked,
    become: (next: BeaconState) => (state = next),
    answerWith: (next: typeof answer) => (answer = next),
  };
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

describe("the beacon beside an order on the screen", () => {
  it("broadcasts it from the present token on, by this device's own clock", async ({ expect }) => {
    const { follower, told } = open();
    follower.show("1-7");
    await settle();
    expect(told).toEqual([
      {
        handle: "000000000017",
        namespace: "0".repeat(20),
        url: "https://till.example/N/0",
        until: Date.parse("2026-11-22T11:05:00.000Z"),
        codes: { tokens: ["NOW", "NEXT"], nextAt: Date.parse("2026-11-22T11:00:10.000Z") },
      },
    ]);
  });

  it("asks for one handle however often it is told the same, and falls silent once", async ({
    expect,
  }) => {
    const { follower, told, asked } = open();
    for (const number of ["1-7", "1-7", "1-7", null, null]) {
      follower.show(number);
      await settle();
    }
    expect([asked, told.length, told.at(-1)]).toEqual([["1-7"], 2, "silence"]);
  });

  it("does not broadcast what has moved on while its handle was asked for", async ({ expect }) => {
    const { follower, told, answerWith } = open();
    const { promise, resolve } = Promise.withResolvers<BeaconHandle | null>();
    answerWith(() => promise);
    follower.show("1-7");
    follower.show(null);
    resolve(handleOf("1-7"));
    await settle();
    expect(told).toEqual(["silence"]);
  });

  it("takes one order off before the next is there", async ({ expect }) => {
    const { follower, told } = open();
    follower.show("1-7");
    await settle();
    follower.show("1-8");
    await settle();
    expect(told.map((order) => (order === "silence" ? order : order.handle))).toEqual([
      "000000000017",
      "silence",
      "000000000018",
    ]);
  });

  it("asks again while no handle comes and the order is still there", async ({ expect }) => {
    const { follower, told, asked, answerWith } = open();
    answerWith(() => Promise.resolve(null));
    follower.show("1-7");
    await vi.advanceTimersByTimeAsync(4_500);
    expect(asked).toHaveLength(3);
    answerWith((number) => Promise.resolve(handleOf(number)));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told).toHaveLength(1);
    follower.show(null);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toHaveLength(4);
  });

  it("asks the server for nothing while there is no beacon, and begins when there is one", async ({
    expect,
  }) => {
    const { follower, asked, become } = open();
    become({ status: "none", isChoosing: false, failure: null });
    follower.show("1-7");
    await settle();
    expect(asked).toEqual([]);
    become(PAIRED);
    follower.show("1-7");
    await settle();
    expect(asked).toEqual(["1-7"]);
  });
});
