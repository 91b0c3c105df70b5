import { describe, it } from "vitest";
import { type Beacon, openBeacon } from "./beacon.ts";
import type { BeaconState } from "./beacon-state.ts";
import type { Broadcast } from "./driver.ts";
import type { KeptBeacon } from "./known-beacon.ts";
import { TestEddystone } from "./test-eddystone.ts";
import { TestEspruino } from "./test-espruino.ts";
import { readFrame } from "./test-frames.ts";
import { TestRadio } from "./test-radio.ts";

// FIPS 197, appendix C.1.
const KEY = "000102030405060708090a0b0c0d0e0f";
const newBeacon = () =>
  new TestEddystone({
    challenge: () => Uint8Array.from({ length: 16 }, (_, i) => i * 0x11),
    answer: () =>
      Uint8Array.from("69c4e0d86a7b0430d8cdb78070b4c55a".matchAll(/../g), ([pair]) =>
        Number.parseInt(pair, 16),
      ),
  });

const order = (name: string): Broadcast => ({
  handle: name.padStart(12, "0"),
  namespace: "0".repeat(20),
  url: `https://till.example/N/${name.padStart(12, "0")}`,
  until: Date.now() + 60_000,
});

const PATIENCE = { connectMs: 60, discoverMs: 60, exchangeMs: 60 };

/** A page of the till with its door, on a radio and a store that outlive it. */
async function openPage(radio: TestRadio | undefined, store: { kept: unknown } = { kept: null }) {
  const states: BeaconState[] = [];
  const beacon = await openBeacon({
    bluetooth: radio,
    store: {
      load: () => Promise.resolve(store.kept),
      save: (kept: KeptBeacon | null) => {
        store.kept = structuredClone(kept);
        return Promise.resolve();
      },
    },
    label: () => "Till 1",
    changed: (state) => states.push(state),
    patience: PATIENCE,
  });
  return { beacon, states, store };
}

const instances = (device: TestEddystone): unknown[] =>
  device.onAir().map((frame) => {
    const heard = readFrame(frame);
    return heard?.type === "uid" ? heard.instance : heard;
  });

async function until(what: () => boolean): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (!what()) {
    if (performance.now() > deadline) throw new Error("it did not come to that");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const isIdle = (beacon: Beacon): boolean => {
  const state = beacon.state();
  return state.status === "paired" && state.work.status === "idle";
};

describe("the door to a beacon", () => {
  it("connects, shows an order, falls silent, and lets go of the link each time", async ({
    expect,
  }) => {
    const device = newBeacon();
    const { beacon, states } = await openPage(new TestRadio(device));
    expect(await beacon.connect(KEY)).toEqual({ ok: true, value: null });
    expect(beacon.state()).toMatchObject({
      battery: 64,
      failure: null,
      beacon: { name: "Beacon 1" },
    });
    expect(await beacon.broadcast(order("a"))).toMatchObject({ ok: true });
    expect([instances(device), device.isLinked]).toEqual([["00000000000a"], false]);
    expect(await beacon.silence()).toMatchObject({ ok: true });
    expect([instances(device), device.isLinked]).toEqual([[], false]);
    expect(states.length).toBeGreaterThan(4);
  });

  it("speaks with an Espruino by the same words, under a password of its own making", async ({
    expect,
  }) => {
    const board = new TestEspruino();
    const { beacon, store } = await openPage(new TestRadio(board));
    expect(await beacon.connect()).toMatchObject({ ok: true });
    expect(await beacon.broadcast(order("a"))).toMatchObject({ ok: true });
    expect(board.onAir()).toHaveLength(2);
    expect(store.kept).toMatchObject({
      beacon: { driver: "espruino", key: expect.stringMatching(/^\d{16}$/) },
    });
    await beacon.silence();
    expect(board.onAir()).toHaveLength(1);
  });

  it("brings the last of many wishes, and no two at once", async ({ expect }) => {
    const device = newBeacon();
    const radio = new TestRadio(device);
    const { beacon } = await openPage(radio);
    await beacon.connect(KEY);
    const answers = ["a", "b", "c", "d"].map((name) => beacon.broadcast(order(name)));
    await Promise.all(answers);
    expect(instances(device)).toEqual(["00000000000d"]);
    expect(radio.mostAtOnce).toBe(1);
  });

  it("goes silent when the page is closed", async ({ expect }) => {
    const device = newBeacon();
    const { beacon } = await openPage(new TestRadio(device));
    await beacon.connect(KEY);
    await beacon.broadcast(order("a"));
    beacon.close();
    await until(() => instances(device).length === 0);
    expect(instances(device)).toEqual([]);
  });

  it("takes itself off a beacon that is forgotten, and the browser's leave with it", async ({
    expect,
  }) => {
    const board = new TestEspruino();
    const radio = new TestRadio(board);
    const { beacon, store } = await openPage(radio);
    await beacon.connect();
    await beacon.broadcast(order("a"));
    await beacon.forget();
    expect([beacon.state().status, store.kept, board.onAir().length]).toEqual(["none", null, 1]);
    expect(radio.device(board).isForgotten).toBe(true);
    expect(await beacon.broadcast(order("b"))).toEqual({ ok: false, reason: "no-device-selected" });
  });

  it("ends what it is doing with a beacon before it takes itself off it", async ({ expect }) => {
    const device = newBeacon();
    const radio = new TestRadio(device);
    const { beacon } = await openPage(radio);
    await beacon.connect(KEY);
    const showing = beacon.broadcast(order("a"));
    await Promise.all([showing, beacon.forget()]);
    expect([instances(device), radio.mostAtOnce]).toEqual([[], 1]);
  });
});

describe("what can be in the way", () => {
  it("is a browser without Bluetooth", async ({ expect }) => {
    const { beacon } = await openPage(undefined);
    expect(beacon.state()).toEqual({ status: "unsupported" });
    expect(await beacon.connect()).toEqual({ ok: false, reason: "unsupported" });
    expect(await beacon.broadcast(order("a"))).toEqual({ ok: false, reason: "unsupported" });
  });

  it("is a chooser that was closed, which is no error on the screen", async ({ expect }) => {
    const { beacon } = await openPage(new TestRadio("close"));
    expect(await beacon.connect()).toEqual({ ok: false, reason: "no-device-selected" });
    expect(beacon.state()).toEqual({ status: "none", isChoosing: false, failure: null });
  });

  it("is a radio that is not there, though the browser calls it by the same name", async ({
    expect,
  }) => {
    const radio = new TestRadio("close");
    radio.isThere = false;
    const { beacon } = await openPage(radio);
    expect(await beacon.connect()).toEqual({ ok: false, reason: "bluetooth-off" });
    expect(beacon.state()).toMatchObject({ failure: "bluetooth-off" });
  });

  it("is a browser that was told not to", async ({ expect }) => {
    const { beacon } = await openPage(new TestRadio("forbidden"));
    expect(await beacon.connect()).toEqual({ ok: false, reason: "not-allowed" });
  });

  it("is a device that is no beacon", async ({ expect }) => {
    const lamp = {
      id: "lamp",
      name: "Lamp",
      services: () => ({}),
      linked() {},
      unlinked() {},
    };
    const { beacon } = await openPage(new TestRadio(lamp));
    expect(await beacon.connect()).toEqual({ ok: false, reason: "not-a-beacon" });
    expect(beacon.state()).toMatchObject({ status: "none", failure: "not-a-beacon" });
  });

  it("is a radio that is switched off in the middle of an order, until it is on again", async ({
    expect,
  }) => {
    const device = newBeacon();
    const radio = new TestRadio(device);
    const { beacon } = await openPage(radio);
    await beacon.connect(KEY);
    radio.isThere = false;
    expect(await beacon.broadcast(order("a"))).toEqual({ ok: false, reason: "bluetooth-off" });
    radio.isThere = true;
    await until(() => isIdle(beacon));
    expect(instances(device)).toEqual(["00000000000a"]);
  });

  it("is a lost link, after which the order is brought by itself", async ({ expect }) => {
    const device = newBeacon();
    const radio = new TestRadio(device);
    const { beacon } = await openPage(radio);
    await beacon.connect(KEY);
    const begun = radio.steps.length;
    radio.mischief = (number) => (number === begun + 15 ? "vanish" : null);
    expect(await beacon.broadcast(order("a"))).toEqual({
      ok: false,
      reason: "device-disconnected",
    });
    await until(() => isIdle(beacon));
    expect(instances(device)).toEqual(["00000000000a"]);
  });

  it("is a link that comes about when nobody waits for it any more, and is not kept", async ({
    expect,
  }) => {
    const device = newBeacon();
    const radio = new TestRadio(device);
    const { beacon } = await openPage(radio);
    radio.mischief = (_, { name }) => (name === "connect" ? "slow" : null);
    expect(await beacon.connect(KEY)).toEqual({ ok: false, reason: "unreachable" });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(device.isLinked).toBe(false);
  });

  it("is a key that was changed, which is asked for and then good", async ({ expect }) => {
    const device = newBeacon();
    const { beacon } = await openPage(new TestRadio(device));
    expect(await beacon.connect("f".repeat(32))).toEqual({ ok: false, reason: "locked-out" });
    expect(await beacon.connect(KEY)).toMatchObject({ ok: true });
  });
});

describe("a page that was opened again", () => {
  async function leftBehind() {
    const device = newBeacon();
    const radio = new TestRadio(device);
    const first = await openPage(radio);
    await first.beacon.connect(KEY);
    await first.beacon.broadcast(order("a"));
    // The page is gone without a word; another comes, in a browser that knows only what it kept.
    return { device, later: new TestRadio(device), store: first.store };
  }

  it("silences what the last one left on the air, where the browser finds the beacon again", async ({
    expect,
  }) => {
    const { device, later, store } = await leftBehind();
    later.getDevices = () => Promise.resolve([later.device(device)]);
    const { beacon } = await openPage(later, store);
    await until(() => isIdle(beacon));
    expect(instances(device)).toEqual([]);
  });

  it("asks for a tap at once in a browser that has no way to find it", async ({ expect }) => {
    const { device, later, store } = await leftBehind();
    const { beacon } = await openPage(later, store);
    expect(beacon.state()).toMatchObject({ failure: "tap-needed", work: { status: "stuck" } });
    expect(await beacon.broadcast(order("b"))).toEqual({ ok: false, reason: "tap-needed" });
    expect(await beacon.reconnect()).toMatchObject({ ok: true });
    expect(instances(device)).toEqual(["00000000000b"]);
  });

  it("asks for a tap where it is not found, and then does the same", async ({ expect }) => {
    const { device, later, store } = await leftBehind();
    // It has a way to find devices again, and has forgotten this one.
    later.getDevices = () => Promise.resolve([]);
    const { beacon } = await openPage(later, store);
    await until(() => beacon.state().status === "paired");
    await until(() => (beacon.state() as { failure?: unknown }).failure === "tap-needed");
    expect(instances(device)).toEqual(["00000000000a"]);
    expect(await beacon.reconnect()).toMatchObject({ ok: true });
    expect(instances(device)).toEqual([]);
    expect(beacon.state()).toMatchObject({ failure: null, beacon: { key: KEY } });
  });

  it("begins anew where what was kept is nothing of ours", async ({ expect }) => {
    for (const kept of [
      undefined,
      null,
      1,
      "",
      {},
      { beacon: {} },
      { beacon: { id: 1 }, air: {} },
    ]) {
      const { beacon } = await openPage(new TestRadio("close"), { kept });
      expect(beacon.state()).toMatchObject({ status: "none" });
    }
  });
});
