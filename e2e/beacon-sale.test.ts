import { createHash } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import type { TestEddystone } from "../terminal-web/beacon/test-eddystone.ts";
import { hear, readFrame } from "../terminal-web/beacon/test-frames.ts";
import type { Counter, Device } from "./counter.ts";
import { LOCK_CODE, eddystoneNear, espruinoNear } from "./emulated-beacons.ts";
import { EmulatedRadio, openBrowserWithRadio } from "./emulated-radio.ts";
import { joinCounter } from "./shared-counter.ts";

// The whole thing: the real till page, its server, a beacon written from its specification, and a stranger's phone.

let counter: Counter;
let radio: EmulatedRadio;
afterEach(() => counter.close());

// What went wrong on a radio stays with its browser, so each test has its own.
async function openScene(state: "powered-on" | "absent" = "powered-on"): Promise<void> {
  counter = await joinCounter({ browser: openBrowserWithRadio() });
  radio = await EmulatedRadio.open(counter.browser, state);
}

const attended = { prepare: (page: Device["page"]) => radio.attend(page) };
const openTill = (): Promise<Device> => counter.openTerminal(attended);
const openNear = (): Promise<Device> =>
  counter.openPhone(`${counter.served.demo.url}/near`, attended);

async function openBeaconScreen({ page }: Device): Promise<void> {
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Bluetooth beacon" }).click();
}

async function connect(till: Device, code = ""): Promise<void> {
  await till.page.getByLabel("Lock code").fill(code);
  await till.page.getByRole("button", { name: "Connect a beacon" }).click();
}

/** Waits for the beacon's state as the screen has it. */
const beaconIs = ({ page }: Device, status: string): Promise<void> =>
  page.locator(`[data-status=${status}]`).waitFor({ timeout: 20_000 });

async function backToKeypad({ page }: Device): Promise<void> {
  for (const _ of ["the beacon", "the settings"])
    await page.getByRole("button", { name: "Back" }).click();
}

async function charge({ page }: Device, digits: string): Promise<void> {
  for (const digit of digits) await page.keyboard.press(digit);
  await page.getByRole("button", { name: /^Charge/ }).click();
}

/** A till at its keypad, with an Eddystone beacon that it has connected. */
async function openWithEddystone(): Promise<{ beacon: TestEddystone; till: Device }> {
  await openScene();
  const beacon = await eddystoneNear(radio);
  radio.choice = beacon;
  const till = await openTill();
  await openBeaconScreen(till);
  await connect(till, LOCK_CODE);
  await beaconIs(till, "silent");
  await backToKeypad(till);
  return { beacon, till };
}

const isOnAir = ({ page }: Device): Promise<void> =>
  page.getByText("Also by Bluetooth").waitFor({ timeout: 20_000 });

const framesOf = (beacon: TestEddystone) => beacon.onAir().map(readFrame);

/** The namespace of a host, by the contract: the first ten bytes of the SHA-256 of its name. */
const namespaceOf = (url: string): string =>
  createHash("sha256").update(new URL(url).host).digest("hex").slice(0, 20);

describe("a sale with a Puck.js beside the till", () => {
  it("is picked up by a phone from the beacon and paid, and the beacon is silent at once", async () => {
    await openScene();
    const board = await espruinoNear(radio);
    radio.choice = board;
    const heard = () => board.onAir().map(hear);
    const till = await openTill();
    await openBeaconScreen(till);
    await connect(till);
    await beaconIs(till, "silent");
    await till.page.getByText(/^Battery 87 % · Last contact \d/).waitFor();
    await till.page.getByLabel("At arm's length").check();
    await backToKeypad(till);
    await charge(till, "23.50");
    await isOnAir(till);
    await expect.poll(heard).toMatchObject([
      {
        flags: 0x06,
        services16: ["feaa"],
        frame: { type: "uid", power: -40, namespace: namespaceOf(counter.served.demo.url) },
      },
      { services128: ["bcfa0001-1cfe-48f7-9642-e417d33f2fc5"], name: "Counter " },
    ]);

    const phone = await openNear();
    await phone.page.getByRole("button", { name: "Find the till" }).click();
    const pay = phone.page.getByRole("button", { name: "Pay €23.50" });
    await pay.waitFor();
    await till.page.locator(".face-claimed").waitFor();
    await expect.poll(() => heard().map((packet) => packet?.frame)).toEqual([null]);
    await pay.click();
    await Promise.all([
      till.page.locator(".face-paid").waitFor(),
      phone.page.locator("[data-state=paid]").waitFor(),
    ]);
    expect([board.faults, till.faults, phone.faults]).toEqual([[], [], []]);
  }, 60_000);

  it("comes back on the air when the customer lets go, and goes off it with a cancel", async () => {
    await openScene();
    const board = await espruinoNear(radio);
    radio.choice = board;
    const handles = () =>
      board.onAir().flatMap((packet) => {
        const frame = hear(packet)?.frame;
        return frame?.type === "uid" ? [frame.instance] : [];
      });
    const till = await openTill();
    await openBeaconScreen(till);
    await connect(till);
    await beaconIs(till, "silent");
    await backToKeypad(till);
    await charge(till, "5");
    await isOnAir(till);
    await expect.poll(handles).toHaveLength(1);
    // A phone that only listens, as an app does: it has nothing but the frame.
    const [handle = ""] = handles();
    const phone = await counter.openPhone(`${counter.served.demo.url}/N/${handle}`);
    await phone.page.getByRole("button", { name: "Pay €5.00" }).waitFor();
    await expect.poll(handles).toEqual([]);
    await phone.page.getByRole("button", { name: "This is not my bill" }).click();
    await isOnAir(till);
    await expect.poll(handles).toHaveLength(1);
    await till.page.getByRole("button", { name: "Cancel" }).click();
    await till.page.locator(".face-cancelled").waitFor();
    await expect.poll(handles).toEqual([]);
    // The handle of then is stale now, and says so.
    const late = await counter.openPhone(`${counter.served.demo.url}/N/${handle}`);
    await late.page.getByRole("heading", { name: "The shop cancelled this bill" }).waitFor();
    expect([board.faults, till.faults]).toEqual([[], []]);
  }, 60_000);
});

describe("a sale with an Eddystone beacon beside the till", () => {
  it("has the bytes of the specification written to the beacon, once its lock has been opened", async () => {
    await openScene();
    const beacon = await eddystoneNear(radio);
    radio.choice = beacon;
    const till = await openTill();
    await openBeaconScreen(till);
    await connect(till, "not a code");
    await till.page.getByText("A lock code has 32 digits").waitFor();
    await connect(till);
    await till.page.getByText("The beacon is locked").waitFor();
    await connect(till, "f".repeat(32));
    await till.page.getByText("The beacon does not take this till's key").waitFor();
    expect(beacon.written).toEqual([]);
    await connect(till, LOCK_CODE);
    await beaconIs(till, "silent");
    await till.page.getByText(/^Battery 64 %/).waitFor();
    await backToKeypad(till);
    await charge(till, "7");
    await isOnAir(till);
    const namespace = namespaceOf(counter.served.demo.url);
    expect(framesOf(beacon)).toMatchObject([{ type: "uid", power: -16, namespace }]);
    expect(beacon.isRemainingConnectable).toBe(true);
    const [frame] = framesOf(beacon);
    const claimed = await fetch(`${counter.served.demo.url}/api/v1/claims`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        handle: frame?.type === "uid" && frame.instance,
        channel: "beacon",
        key: "A".repeat(26),
      }),
    });
    expect(claimed.status).toBe(201);
    await till.page.locator(".face-claimed").waitFor();
    await expect.poll(() => framesOf(beacon)).toEqual([]);
    expect(till.faults).toEqual([]);
  }, 60_000);

  it("is on the air again after a reload of the till in the middle of it", async () => {
    const { beacon, till } = await openWithEddystone();
    await charge(till, "7");
    await isOnAir(till);
    // The emulated radio goes with the last page that uses it, so another one uses it meanwhile.
    const other = await openNear();
    await other.page.evaluate(() =>
      (
        navigator as unknown as { bluetooth: { getAvailability(): Promise<boolean> } }
      ).bluetooth.getAvailability(),
    );
    await till.page.reload();
    const advertising = setInterval(() => void radio.advertise(beacon), 200);
    await isOnAir(till);
    clearInterval(advertising);
    expect(framesOf(beacon)).toMatchObject([{ type: "uid" }]);
    await till.page.getByRole("button", { name: "Cancel" }).click();
    await expect.poll(() => framesOf(beacon)).toEqual([]);
  }, 60_000);

  it("goes on where a link is lost in the middle: the till tries again by itself, and the code stands meanwhile", async () => {
    const { beacon, till } = await openWithEddystone();
    let losses = 3;
    radio.mischief = ({ type, uuid }) =>
      type === "write" && uuid.startsWith("a3c87504") && (losses -= 1) >= 0 ? "vanish" : null;
    await charge(till, "7");
    // The code is there all the same; a customer needs no beacon.
    await till.page.locator(".face-code").waitFor();
    await isOnAir(till);
    expect(losses).toBeLessThan(0);
    expect(framesOf(beacon)).toHaveLength(1);
    expect(till.faults).toEqual([]);
  }, 60_000);
});

describe("what can be in the way of a beacon", () => {
  it("is a leave that was taken back in the middle of a sale: the till sells on, and says what to do", async () => {
    const { beacon, till } = await openWithEddystone();
    await till.page.evaluate(async () => {
      const { bluetooth } = navigator as unknown as {
        bluetooth: { getDevices(): Promise<{ forget(): Promise<void> }[]> };
      };
      for (const device of await bluetooth.getDevices()) await device.forget();
    });
    await charge(till, "7");
    await till.page.locator(".face-code").waitFor();
    await till.page.locator(".off-air").waitFor();
    await till.page.getByRole("button", { name: "Cancel" }).click();
    await till.page.locator(".face-cancelled").waitFor();
    await till.page.getByRole("button", { name: "Keypad" }).click();
    await till.page.getByRole("button", { name: "The Bluetooth beacon needs you" }).click();
    await till.page.getByText("This page may not use Bluetooth").waitFor();
    expect(framesOf(beacon)).toEqual([]);
    await till.page.getByRole("button", { name: "Try again now" }).click();
    await beaconIs(till, "silent");
    expect(till.faults).toEqual([]);
  }, 60_000);

  it("is a chooser that was closed, which is no error, and a Bluetooth that is not there, which is said", async () => {
    await openScene();
    const till = await openTill();
    await openBeaconScreen(till);
    await connect(till);
    await beaconIs(till, "none");
    expect(await till.page.getByRole("alert").allTextContents()).toEqual([""]);
    await radio.close();
    radio = await EmulatedRadio.open(counter.browser, "absent");
    await connect(till);
    await till.page.getByText("Bluetooth is off").waitFor();
    await till.page.getByText("Switch it on in this device's settings").waitFor();
    expect(till.faults).toEqual([]);
  }, 60_000);
});
