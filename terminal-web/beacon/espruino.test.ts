import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { BeaconFault } from "./beacon-failure.ts";
import type { Aim, Broadcast, Visit } from "./driver.ts";
import { espruino, newPassword } from "./espruino.ts";
import { parseStatus } from "./espruino-program.ts";
import { openLink } from "./gatt-link.ts";
import { ORDER as SERVICE } from "./profile.ts";
import { TestEspruino } from "./test-espruino.ts";
import { hear } from "./test-frames.ts";
import { type Mischief, type RadioStep, TestRadio } from "./test-radio.ts";

const HEAD = "A".repeat(36);
const tokens = Array.from({ length: 20 }, (_, i) => HEAD + String.fromCharCode(65 + i).repeat(28));

const ORDER: Broadcast = {
  handle: "aabbccddeeff",
  namespace: "00112233445566778899",
  url: "https://till.example/N/aabbccddeeff",
  until: 300_000,
};
const AIM: Aim = { order: ORDER, range: "counter", key: "1234567890123456", label: "Till 1" };

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

function meet(board = new TestEspruino()) {
  const radio = new TestRadio(board);
  let random = 0;
  const visit: Visit = {
    open: async () => {
      radio.device(board).disconnect();
      return openLink(radio.device(board), { connectMs: 60, discoverMs: 60, exchangeMs: 60 });
    },
    now: Date.now,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: (count) => new Uint8Array(count).fill((random += 1)),
  };
  /** A visit from its beginning to its end, with the board's own clock going on meanwhile. */
  async function bring(aim: Partial<Aim> = {}, act: "bring" | "release" = "bring") {
    const outcome = espruino[act](visit, { ...AIM, ...aim }).catch((error: unknown) => {
      if (error instanceof BeaconFault) return error.failure;
      throw error;
    });
    const visited = { isOver: false };
    void outcome.then(() => (visited.isOver = true));
    while (!visited.isOver) await vi.advanceTimersByTimeAsync(1);
    radio.device(board).disconnect();
    return outcome;
  }
  /** What a phone reads that links, reads and leaves; null where there is nothing of ours. */
  function readByPhone(): string | null {
    const service = board.services()[SERVICE.service];
    const value = service?.[SERVICE.order]?.read?.();
    return value ? new TextDecoder().decode(value) : null;
  }
  return { board, radio, bring, readByPhone };
}

describe("an Espruino", () => {
  it("gets the program on the first visit and sends the frames and the invitation once the till has left", async ({
    expect,
  }) => {
    const { board, bring } = meet();
    expect(await bring()).toEqual({ battery: 87, powerDbm: -20 });
    expect(board.faults).toEqual([]);
    expect(board.txPowerDbm).toBe(-20);
    expect(board.onAir().map(hear)).toEqual([
      {
        flags: 6,
        services16: ["feaa"],
        services128: [],
        name: null,
        frame: { type: "uid", power: -20, namespace: ORDER.namespace, instance: ORDER.handle },
      },
      { flags: 6, services16: [], services128: [SERVICE.service], name: "Till 1", frame: null },
    ]);
  });

  it("sends a short address too", async ({ expect }) => {
    const { board, bring } = meet();
    await bring({ order: { ...ORDER, url: "https://ab.com/N/aabbccddeeff" } });
    expect(hear(board.onAir()[1] ?? new Uint8Array())?.frame).toMatchObject({
      type: "url",
      url: "https://ab.com/N/aabbccddeeff",
    });
  });

  it("is typed to in pieces of 20 bytes, each acknowledged before the next", async ({ expect }) => {
    const { board, radio, bring } = meet();
    await bring();
    expect(Math.max(...board.pieces)).toBe(20);
    expect(radio.mostAtOnce).toBe(1);
  });

  it("has the program once, however often it is visited, and again after its battery was out", async ({
    expect,
  }) => {
    const { board, bring } = meet();
    const installs = () => board.lines.filter((line) => line.includes("function")).length;
    await bring();
    await bring({ order: null });
    await bring();
    expect(installs()).toBe(1);
    board.powerCycle();
    expect(await bring()).toEqual({ battery: 87, powerDbm: -20 });
    expect(installs()).toBe(2);
    expect(board.faults).toEqual([]);
  });

  it("lets a phone read the token of each moment, and the handle once the tokens are used up", async ({
    expect,
  }) => {
    const { bring, readByPhone } = meet();
    await bring({ order: { ...ORDER, codes: { tokens, nextAt: Date.now() + 8_000 } } });
    expect(readByPhone()).toBe(tokens[0]);
    await vi.advanceTimersByTimeAsync(8_000);
    expect(readByPhone()).toBe(tokens[1]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(readByPhone()).toBe(tokens[2]);
    await vi.advanceTimersByTimeAsync(100_000);
    expect(readByPhone()).toBe(ORDER.handle);
  });

  it("lets a phone read the handle where it got no tokens", async ({ expect }) => {
    const { bring, readByPhone } = meet();
    await bring();
    expect(readByPhone()).toBe(ORDER.handle);
  });

  it("falls silent when it is told to", async ({ expect }) => {
    const { board, bring, readByPhone } = meet();
    await bring();
    expect(await bring({ order: null })).toEqual({ battery: 87, powerDbm: null });
    expect(board.onAir().map(hear)).toMatchObject([{ services128: [], frame: null }]);
    expect(readByPhone()).toBe("-");
  });

  it("falls silent by itself at the order's end, whatever has become of the till", async ({
    expect,
  }) => {
    const { board, bring, readByPhone } = meet();
    await bring({ order: { ...ORDER, until: Date.now() + 60_000 } });
    await vi.advanceTimersByTimeAsync(59_000);
    expect(hear(board.onAir()[0] ?? new Uint8Array())?.frame).not.toBeNull();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(board.onAir().map(hear)).toMatchObject([{ services128: [], frame: null }]);
    expect(readByPhone()).toBe("-");
  });

  it("shows the next order in place of the last, for the next one's time", async ({ expect }) => {
    const { board, bring, readByPhone } = meet();
    await bring({ order: { ...ORDER, until: Date.now() + 60_000 } });
    await bring({ order: { ...ORDER, handle: "112233445566", until: Date.now() + 120_000 } });
    await vi.advanceTimersByTimeAsync(100_000);
    expect(readByPhone()).toBe("112233445566");
    expect(hear(board.onAir()[0] ?? new Uint8Array())?.frame).toMatchObject({
      instance: "112233445566",
    });
  });

  it("takes orders from nobody else: its console is locked between visits", async ({ expect }) => {
    const { board, bring } = meet();
    await bring();
    const lines = board.lines.length;
    board.linked();
    const order = new TextEncoder().encode("\u0003\nedgetill.hush('x')\n");
    for (const service of Object.values(board.services()))
      for (const { write } of Object.values(service)) write?.(order);
    board.unlinked();
    expect(board.lines).toHaveLength(lines);
    expect(await bring({ key: "9999999999999999" })).toBe("locked-out");
    expect(await bring()).toMatchObject({ powerDbm: -20 });
  });

  it("sends away whoever keeps its one link for longer than half a minute", async ({ expect }) => {
    const { board, bring } = meet();
    await bring();
    board.linked();
    await vi.advanceTimersByTimeAsync(29_000);
    expect(board.isLinked).toBe(true);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(board.isLinked).toBe(false);
  });

  it("is left as it was found when it is forgotten", async ({ expect }) => {
    const { board, bring, readByPhone } = meet();
    await bring();
    await bring({}, "release");
    expect(board.onAir().map(hear)).toMatchObject([{ services128: [], frame: null }]);
    expect(readByPhone()).toBeNull();
    expect(board.faults).toEqual([]);
    // Another till may take it from here.
    expect(await bring({ key: "9999999999999999" })).toMatchObject({ powerDbm: -20 });
  });

  it("goes on after a link that was lost in the middle of a line", async ({ expect }) => {
    const { board, radio, bring } = meet();
    await bring();
    const begun = radio.steps.length;
    radio.mischief = (number) => (number === begun + 12 ? "vanish" : null);
    expect(await bring({ order: null })).toBe("device-disconnected");
    radio.mischief = () => null;
    expect(await bring({ order: null })).toMatchObject({ battery: 87 });
    expect(board.faults).toEqual([]);
  });
});

describe("an Espruino that misbehaves", () => {
  async function outcomes(
    mischief: Mischief,
    isAt: (step: RadioStep) => boolean = () => true,
  ): Promise<unknown[]> {
    const good = meet();
    await good.bring();
    const results: unknown[] = [];
    for (const [index, step] of good.radio.steps.entries()) {
      if (!isAt(step)) continue;
      const { radio, bring } = meet();
      radio.mischief = (number) => (number === index + 1 ? mischief : null);
      results.push(await bring());
    }
    return results;
  }

  it("by never answering, at whatever step, is given up in time", async ({ expect }) => {
    expect(new Set(await outcomes("silent"))).toEqual(new Set(["unreachable", "timeout"]));
  });

  it("by vanishing, at whatever step, is a lost link", async ({ expect }) => {
    expect(new Set(await outcomes("vanish"))).toEqual(
      new Set(["unreachable", "device-disconnected"]),
    );
  });

  it("by answering nonsense is no beacon, or is asked again", async ({ expect }) => {
    for (const text of ["", "1", "1 x", "\u0000".repeat(32), "2 abc 50 more", "x".repeat(600)]) {
      const answer = new TextEncoder().encode(text);
      const results = await outcomes({ answer }, ({ name }) => name === "read");
      expect(results.length).toBeGreaterThan(1);
      for (const outcome of results) {
        if (typeof outcome === "string") expect(["not-a-beacon", "locked-out"]).toContain(outcome);
      }
    }
  });
});

describe("what a board says of itself", () => {
  it("is its program, its last order and its battery, or nothing", ({ expect }) => {
    expect(parseStatus("1 0a0b 87")).toEqual({ program: "1", stamp: "0a0b", battery: 87 });
    expect(parseStatus("1 - -1")).toEqual({ program: "1", stamp: "-", battery: null });
    expect(parseStatus("1 0a0b 101")).toEqual({ program: "1", stamp: "0a0b", battery: null });
    for (const text of ["", " ", "1", "1 2", "1 2 3 4", "1 2 x", "1 2 1000", "a\n1 2 3", "é 2 3"])
      expect([text, parseStatus(text)]).toEqual([text, null]);
  });
});

describe("a password for the console", () => {
  it("is digits that differ each time", ({ expect }) => {
    const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
    const passwords = Array.from({ length: 50 }, () => newPassword(random));
    for (const password of passwords) expect(password).toMatch(/^\d{16}$/);
    expect(new Set(passwords).size).toBe(50);
  });
});
