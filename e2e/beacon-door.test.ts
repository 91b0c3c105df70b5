import type { Browser, BrowserContext } from "playwright-core";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import type { Broadcast } from "../terminal-web/beacon/driver.ts";
import { PATIENCE } from "../terminal-web/beacon/gatt-link.ts";
import type { TestEddystone } from "../terminal-web/beacon/test-eddystone.ts";
import { hear, readFrame } from "../terminal-web/beacon/test-frames.ts";
import { LOCK_CODE, eddystoneNear, espruinoNear } from "./emulated-beacons.ts";
import { EmulatedRadio, openBrowserWithRadio } from "./emulated-radio.ts";
import { type DoorPage, openDoorPage } from "./emulated-till-page.ts";

const { url } = inject("till");

let browser: Browser;
let context: BrowserContext;
let radio: EmulatedRadio;

// The radio belongs to the whole browser, and what went wrong on it stays; so each test has its own.
beforeEach(async () => {
  browser = await openBrowserWithRadio();
  context = await browser.newContext();
  radio = await EmulatedRadio.open(browser, "powered-on");
}, 30_000);
afterEach(() => browser.close());

const openDoor = (patience = PATIENCE): Promise<DoorPage> =>
  openDoorPage(context, url, { patience, prepare: (page) => radio.attend(page) });

const order = (name: string, lastMs = 60_000): Broadcast => ({
  handle: name.padStart(12, "0"),
  namespace: "00112233445566778899",
  url: `https://ab.com/N/${name.padStart(12, "0")}`,
  until: Date.now() + lastMs,
});

const onAir = (beacon: TestEddystone) => beacon.onAir().map(readFrame);

async function withEddystone(patience = PATIENCE) {
  const beacon = await eddystoneNear(radio);
  radio.choice = beacon;
  const door = await openDoor(patience);
  return { beacon, door };
}

async function withEspruino(patience = PATIENCE) {
  const board = await espruinoNear(radio);
  radio.choice = board;
  const door = await openDoor(patience);
  return { board, door };
}

describe("the door, in a browser with an Eddystone beacon", () => {
  it("opens its lock by AES and brings it frames that are what the specification says", async () => {
    const { beacon, door } = await withEddystone();
    expect(await door.tap("connect", LOCK_CODE)).toEqual({ ok: true, value: null });
    expect(await door.state()).toMatchObject({
      status: "paired",
      beacon: { driver: "eddystone" },
      battery: 64,
      endsByItself: false,
    });
    expect(await door.call("broadcast", order("a1"))).toEqual({ ok: true, value: null });
    expect(onAir(beacon)).toEqual([
      { type: "uid", power: -16, namespace: "00112233445566778899", instance: "0000000000a1" },
      { type: "url", power: -16, url: "https://ab.com/N/0000000000a1" },
    ]);
    expect(beacon.written.map(({ short }) => short)).not.toContain("7505");
    expect(await door.call("setRange", "room")).toMatchObject({ ok: true });
    expect(onAir(beacon).map((frame) => frame?.power)).toEqual([-4, -4]);
    expect(await door.call("silence")).toMatchObject({ ok: true });
    expect([onAir(beacon), beacon.isLinked, beacon.isRemainingConnectable]).toEqual([
      [],
      false,
      true,
    ]);
  }, 60_000);

  it("is told by the lock that a key is missing or wrong, and writes nothing then", async () => {
    const { beacon, door } = await withEddystone();
    expect(await door.tap("connect")).toEqual({ ok: false, reason: "key-needed" });
    expect(await door.tap("connect", "f".repeat(32))).toEqual({ ok: false, reason: "locked-out" });
    expect(beacon.written).toEqual([]);
    expect(await door.tap("connect", LOCK_CODE)).toMatchObject({ ok: true });
  }, 60_000);

  it("takes the order off at its end by itself", async () => {
    const { beacon, door } = await withEddystone();
    await door.tap("connect", LOCK_CODE);
    await door.call("broadcast", order("a1", 4_000));
    expect(onAir(beacon)).toHaveLength(2);
    await expect.poll(() => onAir(beacon), { timeout: 20_000 }).toEqual([]);
  }, 60_000);

  it("brings the order again after the link was lost in the middle, without another tap", async () => {
    const { beacon, door } = await withEddystone();
    await door.tap("connect", LOCK_CODE);
    let losses = 2;
    radio.mischief = ({ type, uuid }) =>
      type === "write" && uuid.startsWith("a3c87504") && (losses -= 1) >= 0 ? "vanish" : null;
    expect(await door.call("broadcast", order("a1"))).toEqual({
      ok: false,
      reason: "device-disconnected",
    });
    await door.until((state) => state.status === "paired" && state.air.status === "showing");
    expect(onAir(beacon)).toHaveLength(2);
    expect(losses).toBeLessThan(0);
  }, 60_000);

  it("gives up a beacon that refuses the connection, and connects when it no longer does", async () => {
    const { beacon, door } = await withEddystone();
    radio.mischief = ({ type }) => (type === "connection" ? "refuse" : null);
    expect(await door.tap("connect", LOCK_CODE)).toEqual({ ok: false, reason: "unreachable" });
    expect(await door.state()).toMatchObject({ status: "none", failure: "unreachable" });
    radio.mischief = () => null;
    expect(await door.tap("connect", LOCK_CODE)).toMatchObject({ ok: true });
    expect(onAir(beacon)).toEqual([]);
  }, 60_000);

  it("gives up a beacon that never answers the connection", async () => {
    const { door } = await withEddystone({ ...PATIENCE, connectMs: 400 });
    radio.mischief = ({ type }) => (type === "connection" ? "silent" : null);
    expect(await door.tap("connect", LOCK_CODE)).toEqual({ ok: false, reason: "unreachable" });
  }, 60_000);

  it("gives up a beacon that stops answering on the link", async () => {
    const { door } = await withEddystone({ ...PATIENCE, exchangeMs: 400 });
    radio.mischief = ({ uuid }) => (uuid.startsWith("a3c87507") ? "silent" : null);
    expect(await door.tap("connect", LOCK_CODE)).toEqual({ ok: false, reason: "timeout" });
  }, 60_000);

  it("types every other answer that a beacon should not give", async () => {
    const { door } = await withEddystone();
    radio.mischief = ({ uuid }) =>
      uuid.startsWith("a3c87506") ? { answer: Uint8Array.of(9) } : null;
    expect(await door.tap("connect", LOCK_CODE)).toEqual({ ok: false, reason: "not-a-beacon" });
    radio.mischief = ({ type, uuid }) =>
      type === "read" && uuid.startsWith("a3c87501") ? { answer: new Uint8Array(3) } : null;
    expect(await door.tap("connect", LOCK_CODE)).toEqual({ ok: false, reason: "not-a-beacon" });
    radio.mischief = ({ type, uuid }) =>
      type === "write" && uuid.startsWith("a3c8750a") ? "refuse" : null;
    expect(await door.tap("connect", LOCK_CODE)).toEqual({ ok: false, reason: "refused" });
  }, 60_000);

  it("finds it again after a reload without a tap, and takes off what was left on the air", async () => {
    // The radio goes with the last page that uses it, so another one uses it meanwhile.
    const other = await context.newPage();
    await other.goto(`${url}/healthz`);
    await other.evaluate(() =>
      (
        navigator as unknown as { bluetooth: { getAvailability(): Promise<boolean> } }
      ).bluetooth.getAvailability(),
    );
    const { beacon, door } = await withEddystone();
    await door.tap("connect", LOCK_CODE);
    await door.call("broadcast", order("a1"));
    expect(onAir(beacon)).toHaveLength(2);
    await door.page.reload();
    const heard = setInterval(() => void radio.advertise(beacon), 200);
    await expect.poll(() => onAir(beacon), { timeout: 20_000 }).toEqual([]);
    clearInterval(heard);
    await door.until((state) => state.status === "paired" && state.work.status === "idle");
  }, 60_000);
});

describe("the door, in a browser with an Espruino", () => {
  it("types the program that sends the frames, lets phones read the order, and ends it by its own clock", async () => {
    const { board, door } = await withEspruino();
    expect(await door.tap("connect")).toEqual({ ok: true, value: null });
    const tokens = ["A".repeat(64), "B".repeat(64)];
    const shown = {
      ...order("a1", 8_000),
      codes: { tokens, nextAt: Date.now() + 60_000 },
    };
    expect(await door.call("broadcast", shown)).toEqual({ ok: true, value: null });
    await expect.poll(() => board.isLinked).toBe(false);
    expect([board.faults, Math.max(...board.pieces), board.txPowerDbm]).toEqual([[], 20, -20]);
    expect(board.onAir().map(hear)).toMatchObject([
      { services16: ["feaa"], frame: { type: "uid", instance: "0000000000a1", power: -20 } },
      { services16: ["feaa"], frame: { type: "url", url: "https://ab.com/N/0000000000a1" } },
      { services128: ["bcfa0001-1cfe-48f7-9642-e417d33f2fc5"], name: "Counter " },
    ]);
    expect(await door.state()).toMatchObject({ endsByItself: true, battery: 87, powerDbm: -20 });
    // The page is gone; the board is on its own.
    await door.page.close();
    await expect
      .poll(() => board.onAir().map((packet) => hear(packet)?.frame), { timeout: 30_000 })
      .toEqual([null]);
  }, 60_000);

  it("falls silent when it is told to, and is as it was found when it is forgotten", async () => {
    const { board, door } = await withEspruino();
    await door.tap("connect");
    await door.call("broadcast", order("a1"));
    await door.call("silence");
    await expect.poll(() => board.onAir().length).toBe(1);
    await door.call("forget");
    expect(await door.state()).toMatchObject({ status: "none" });
    expect(board.lines.at(-1)).toContain("edgetill.gone()");
    expect(board.faults).toEqual([]);
  }, 60_000);

  it("is shut out by another till's password until the board's battery was out", async () => {
    const { board, door } = await withEspruino();
    await door.tap("connect");
    const stranger = await browser.newContext();
    const other = await openDoorPage(stranger, url, {
      prepare: (page) => radio.attend(page),
    });
    expect(await other.tap("connect")).toEqual({ ok: false, reason: "locked-out" });
    board.powerCycle();
    expect(await other.tap("connect")).toMatchObject({ ok: true });
    await stranger.close();
  }, 60_000);
});

describe("the door, where there is nothing to connect to", () => {
  it("makes no error of a chooser that was closed", async () => {
    await eddystoneNear(radio);
    const door = await openDoor();
    expect(await door.tap("connect")).toEqual({ ok: false, reason: "no-device-selected" });
    expect(await door.state()).toEqual({ status: "none", isChoosing: false, failure: null });
  }, 60_000);

  it("tells an absent radio from a closed chooser", async () => {
    await radio.close();
    radio = await EmulatedRadio.open(browser, "absent");
    const door = await openDoor();
    expect(await door.tap("connect")).toEqual({ ok: false, reason: "bluetooth-off" });
  }, 60_000);
});
