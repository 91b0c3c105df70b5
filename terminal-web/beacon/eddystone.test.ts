import { describe, it } from "vitest";
import { BeaconFault } from "./beacon-failure.ts";
import type { Aim, Broadcast, Visit } from "./driver.ts";
import { eddystone } from "./eddystone.ts";
import { openLink } from "./gatt-link.ts";
import { TestEddystone, type TestEddystoneOptions } from "./test-eddystone.ts";
import { readFrame } from "./test-frames.ts";
import { type Mischief, type RadioStep, TestRadio } from "./test-radio.ts";

const bytes = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.matchAll(/../g), ([pair]) => Number.parseInt(pair, 16));

// FIPS 197, appendix C.1: the beacon's challenge, and the only answer that opens it.
const KEY = "000102030405060708090a0b0c0d0e0f";
const LOCK = {
  challenge: () => bytes("00112233445566778899aabbccddeeff"),
  answer: () => bytes("69c4e0d86a7b0430d8cdb78070b4c55a"),
};

const ORDER: Broadcast = {
  handle: "aabbccddeeff",
  namespace: "00112233445566778899",
  url: "https://ab.com/N/aabbccddeeff",
  until: 300_000,
};
const AIM: Aim = { order: ORDER, range: "counter", key: KEY, label: "Till 1" };
const PATIENCE = { connectMs: 60, discoverMs: 60, exchangeMs: 60 };

function meet(options: Partial<TestEddystoneOptions> = {}) {
  const beacon = new TestEddystone({ ...LOCK, ...options });
  const radio = new TestRadio(beacon);
  const visit: Visit = {
    open: () => openLink(radio.device(beacon), PATIENCE),
    now: () => 0,
    pause: () => Promise.resolve(),
    random: (count) => new Uint8Array(count),
  };
  const bring = async (aim: Partial<Aim> = {}) => {
    try {
      return await eddystone.bring(visit, { ...AIM, ...aim });
    } catch (error) {
      if (error instanceof BeaconFault) return error.failure;
      throw error;
    } finally {
      radio.device(beacon).disconnect();
    }
  };
  return { beacon, radio, bring };
}

describe("an Eddystone beacon", () => {
  it("is unlocked by its challenge and then sends the handle and the short address with the power asked for", async ({
    expect,
  }) => {
    const { beacon, bring } = meet();
    expect(await bring()).toEqual({ battery: null, powerDbm: -16 });
    expect(beacon.onAir().map(readFrame)).toEqual([
      { type: "uid", power: -16, namespace: ORDER.namespace, instance: ORDER.handle },
      { type: "url", power: -16, url: ORDER.url },
    ]);
    expect(beacon.slots.map(({ intervalMs }) => intervalMs)).toEqual([200, 200, 1000]);
    expect(beacon.isRemainingConnectable).toBe(true);
  });

  it("is told its radio's power by 7504, and 7505 is left alone", async ({ expect }) => {
    const { beacon, bring } = meet();
    await bring({ range: "arm" });
    const powers = beacon.written.filter(({ short }) => /^750[45]$/.test(short));
    const taken = powers.map(({ short, value }) => [short, new Int8Array(value.slice().buffer)[0]]);
    expect(taken).toEqual([
      ["7504", -30],
      ["7504", -30],
    ]);
  });

  it("sends the handle alone where the address is too long, or where it has one slot", async ({
    expect,
  }) => {
    for (const [options, url] of [
      [{}, "https://too-long.example/N/aabbccddeeff"],
      [{ slots: 1 }, ORDER.url],
      [{ frameTypes: 0b0001 }, ORDER.url],
    ] as const) {
      const { beacon, bring } = meet(options);
      await bring({ order: { ...ORDER, url } });
      expect(beacon.onAir().map((frame) => readFrame(frame)?.type)).toEqual(["uid"]);
    }
  });

  it("sends the address alone where it knows no UID frames, and is no beacon for us where it knows neither", async ({
    expect,
  }) => {
    const { beacon, bring } = meet({ frameTypes: 0b0010 });
    await bring();
    expect(beacon.onAir().map((frame) => readFrame(frame)?.type)).toEqual(["url"]);
    expect(await meet({ frameTypes: 0b1100 }).bring()).toBe("not-a-beacon");
  });

  it("falls silent, tells its battery, and keeps what stands in slots that are not ours", async ({
    expect,
  }) => {
    const { beacon, bring } = meet();
    await bring();
    const telemetry = beacon.slots[2];
    if (telemetry) telemetry.data = Uint8Array.of(0x20);
    expect(await bring({ order: null })).toEqual({ battery: 64, powerDbm: null });
    expect(beacon.slots.map(({ data }) => data.length)).toEqual([0, 0, 1]);
  });

  it("keeps an address of the merchant's own in the second slot when it falls silent", async ({
    expect,
  }) => {
    const { beacon, bring } = meet();
    const own = beacon.slots[1];
    if (own) own.data = Uint8Array.of(0x10, 0x03, ...new TextEncoder().encode("shop.example"));
    await bring({ order: null });
    expect(own?.data.length).toBeGreaterThan(0);
  });

  it("shows the same after being told the same twice", async ({ expect }) => {
    const { beacon, bring } = meet();
    await bring();
    const once = beacon.onAir();
    await bring();
    expect(beacon.onAir()).toEqual(once);
  });

  it("that is not locked needs no key", async ({ expect }) => {
    const { beacon, bring } = meet({ isLocked: false });
    expect(await bring({ key: null })).toMatchObject({ powerDbm: -16 });
    expect(beacon.onAir()).toHaveLength(2);
  });

  it("that is locked asks for its key, and a wrong one opens nothing", async ({ expect }) => {
    const { beacon, bring } = meet();
    expect(await bring({ key: null })).toBe("key-needed");
    expect(await bring({ key: "f".repeat(32) })).toBe("locked-out");
    expect([beacon.onAir(), beacon.written]).toEqual([[], []]);
  });

  it("is spoken to by one step at a time", async ({ expect }) => {
    const { radio, bring } = meet();
    await bring();
    expect(radio.mostAtOnce).toBe(1);
  });
});

describe("an Eddystone beacon that misbehaves", () => {
  /** How many steps a good visit takes; mischief is then made at each of them. */
  async function stepsOf(order: Broadcast | null): Promise<readonly RadioStep[]> {
    const { radio, bring } = meet();
    await bring({ order });
    return radio.steps;
  }

  async function outcomes(order: Broadcast | null, mischief: Mischief): Promise<unknown[]> {
    const steps = await stepsOf(order);
    return Promise.all(
      steps.map(async (_, index) => {
        const { radio, bring } = meet();
        radio.mischief = (number) => (number === index + 1 ? mischief : null);
        return bring({ order });
      }),
    );
  }

  it("by never answering, at whatever step, is given up in time", async ({ expect }) => {
    for (const order of [ORDER, null]) {
      const [connect, ...others] = await outcomes(order, "silent");
      expect(connect).toBe("unreachable");
      expect(new Set(others)).toEqual(new Set(["timeout"]));
    }
  });

  it("by vanishing, at whatever step, is a lost link", async ({ expect }) => {
    for (const order of [ORDER, null]) {
      const [connect, ...others] = await outcomes(order, "vanish");
      expect(connect).toBe("unreachable");
      expect(new Set(others)).toEqual(new Set(["device-disconnected"]));
    }
  });

  it("by saying no, at whatever step, is a typed failure or no harm", async ({ expect }) => {
    for (const order of [ORDER, null]) {
      for (const outcome of await outcomes(order, "refuse")) {
        // A "no" to the token is looked into; nothing else may be passed over.
        expect(["unreachable", "refused", "locked-out"]).toContain(outcome);
      }
    }
  });

  it("by answering nonsense, of whatever length, ends in a failure or in what was asked for", async ({
    expect,
  }) => {
    const nonsense = [
      [],
      [0],
      [255],
      [1, 2],
      Array<number>(7).fill(0),
      Array<number>(40).fill(0x99),
    ];
    for (const answer of nonsense) {
      for (const order of [ORDER, null]) {
        for (const outcome of await outcomes(order, { answer: Uint8Array.from(answer) })) {
          if (typeof outcome === "string") {
            expect(["not-a-beacon", "refused", "locked-out"]).toContain(outcome);
          }
        }
      }
    }
  });

  it("by keeping another frame than it was told is refused", async ({ expect }) => {
    const { radio, bring } = meet();
    const other = Uint8Array.of(0x00, 0xf0, ...new Uint8Array(18));
    radio.mischief = (_, { name, uuid }) =>
      name === "read" && uuid.startsWith("a3c8750a") ? { answer: other } : null;
    expect(await bring()).toBe("refused");
  });
});
