import { type Browser, type Page, devices } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { TestEspruino } from "../terminal-web/beacon/test-espruino.ts";
import { hear } from "../terminal-web/beacon/test-frames.ts";
import { openBrowser } from "./browser.ts";
import { espruinoNear } from "./emulated-beacons.ts";
import { CounterApi } from "./emulated-counter.ts";
import { EmulatedRadio, openBrowserWithRadio } from "./emulated-radio.ts";
import { type DoorPage, openDoorPage } from "./emulated-till-page.ts";
import { foundShop } from "./found-shop.ts";

let counter: CounterApi;
let browser: Browser;
let radio: EmulatedRadio;
let board: TestEspruino;
let door: DoorPage;

beforeAll(async () => {
  const demo = await foundShop(inject("till"), "en");
  counter = new CounterApi({ demo });
}, 60_000);

/** A browser with a radio, a board near it, and the till's door connected to the board. */
async function openScene(): Promise<void> {
  browser = await openBrowserWithRadio();
  radio = await EmulatedRadio.open(browser, "powered-on");
  board = await espruinoNear(radio);
  radio.choice = board;
  door = await openDoorPage(await browser.newContext(), counter.url, {
    prepare: (page) => radio.attend(page),
  });
  expect(await door.tap("connect")).toMatchObject({ ok: true });
}

const PHONE = devices["Pixel 7"]?.viewport ?? { width: 412, height: 839 };

interface Phone {
  readonly page: Page;
  readonly faults: readonly string[];
}

/** A stranger's phone on the pick-up page. */
async function openNear(on = browser, locale = "en-GB"): Promise<Phone> {
  const context = await on.newContext({ locale, viewport: PHONE });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/net::ERR_|status of 4/.test(message.text()))
      faults.push(message.text());
  });
  if (on === browser) await radio.attend(page);
  await page.goto(`${counter.url}/near`);
  return { page, faults };
}

const find = ({ page }: Phone): Promise<void> =>
  page.getByRole("button", { name: "Find the till" }).click();

const says = ({ page }: Phone, title: string): Promise<void> =>
  page.getByRole("heading", { name: title }).waitFor({ timeout: 20_000 });

async function show(minor: number, withTokens = true): Promise<string> {
  const number = await counter.place(minor);
  const order = await counter.broadcastOf(number, withTokens);
  expect(await door.call("broadcast", order)).toMatchObject({ ok: true });
  await expect.poll(() => board.isLinked).toBe(false);
  return number;
}

describe("a phone beside the till", () => {
  beforeAll(openScene, 30_000);
  beforeEach(() => {
    radio.mischief = () => null;
  });
  afterAll(() => browser.close());

  it("picks the order up from the beacon with one tap, and pays it", async () => {
    const number = await show(2350);
    const phone = await openNear();
    await find(phone);
    await phone.page.getByRole("button", { name: "Pay €23.50" }).click();
    await phone.page.locator("[data-state=paid]").waitFor();
    expect(await counter.order(number)).toMatchObject({
      status: "paid",
      match: { channel: "beacon" },
    });
    expect(phone.faults).toEqual([]);
    // The till is told, and takes it off the air.
    await door.call("silence");
    await expect.poll(() => board.onAir().map((packet) => hear(packet)?.frame)).toEqual([null]);
    expect(board.faults).toEqual([]);
  }, 60_000);

  it("picks it up by the handle where the beacon has no token, and the till knows that it was the beacon", async () => {
    const number = await show(700, false);
    const phone = await openNear();
    await find(phone);
    await phone.page.getByRole("button", { name: "Pay €7.00" }).waitFor();
    expect(phone.page.url()).toMatch(/\/(?:N|C)\//);
    await expect.poll(async () => (await counter.order(number)).status).toBe("claimed");
    expect((await counter.order(number)).match?.channel).toBe("beacon");
    expect(phone.faults).toEqual([]);
  }, 60_000);

  it("that only listens hears a handle on the air that claims the order", async () => {
    const number = await show(500);
    const frames = board.onAir().map((packet) => hear(packet)?.frame);
    const heard = frames.find((frame) => frame?.type === "uid");
    const claimed = await fetch(`${counter.url}/api/v1/claims`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        handle: heard?.type === "uid" && heard.instance,
        channel: "beacon",
        key: "A".repeat(26),
      }),
    });
    expect([claimed.status, (await counter.order(number)).status]).toEqual([201, "claimed"]);
  }, 60_000);

  it("is told in words how near the beacon is, where the browser says so", async () => {
    await show(500);
    const phone = await openNear();
    radio.mischief = ({ type }) => (type === "read" ? "silent" : null);
    // The page's patience with a silent beacon does not pass meanwhile.
    await phone.page.clock.install({ time: 0 });
    await phone.page.clock.pauseAt(1_000);
    await find(phone);
    for (const [rssi, words] of [
      [-40, "You are right at it."],
      [-65, "It is a few steps away."],
      [-90, "It is some way off: go closer."],
    ] as const) {
      const heard = setInterval(() => void radio.advertise(board, rssi), 100);
      await phone.page.getByText(words).waitFor();
      clearInterval(heard);
    }
  }, 60_000);
});

describe("what can be in a phone's way", () => {
  // What went wrong on a radio stays with its browser, so each of these has its own.
  beforeEach(openScene, 30_000);
  afterEach(() => browser.close());

  it("is a bill that has moved on: the beacon's late words open nothing, and say what became of it", async () => {
    const number = await show(500, false);
    await counter.cancel(number);
    const phone = await openNear();
    await find(phone);
    await says(phone, "The shop cancelled this bill");
  }, 60_000);

  it("is a handle that was never ours", async () => {
    const order = {
      handle: "0123456789ab",
      namespace: "0".repeat(20),
      url: "https://x.example/N/0",
    };
    await door.call("broadcast", { ...order, until: Date.now() + 60_000 });
    const phone = await openNear();
    await find(phone);
    await says(phone, "No till is waiting for you here");
  }, 60_000);

  it("is a beacon without an order, one that says something else, and one that says nothing of the kind", async () => {
    await show(500);
    const phone = await openNear();
    const encoder = new TextEncoder();
    for (const [text, title] of [
      ["-", "No bill is waiting there"],
      ["https://evil.example/", "That is not one of our tills"],
      ["", "That is not one of our tills"],
      ["\u0000\u0001\u0002", "That is not one of our tills"],
      ["A".repeat(500), "That is not one of our tills"],
    ] as const) {
      radio.mischief = ({ type }) => (type === "read" ? { answer: encoder.encode(text) } : null);
      await find(phone);
      await says(phone, title);
      expect(phone.page.url()).toContain("/near");
    }
    radio.mischief = ({ type }) => (type === "read" ? "refuse" : null);
    await find(phone);
    await says(phone, "The till went out of reach");
    radio.mischief = () => null;
    await find(phone);
    await phone.page.getByRole("button", { name: "Pay €5.00" }).waitFor();
    expect(phone.faults).toEqual([]);
  }, 60_000);

  it("is a beacon that never answers", async () => {
    await show(500);
    const phone = await openNear();
    radio.mischief = ({ type }) => (type === "read" ? "silent" : null);
    await phone.page.clock.install();
    await find(phone);
    await phone.page.getByText("Asking the till…").waitFor();
    await expect.poll(() => radio.operations.at(-1)?.type).toBe("read");
    await phone.page.clock.fastForward(9_500);
    await says(phone, "The till does not answer");
    expect(await phone.page.getByRole("button", { name: "Find the till" }).isEnabled()).toBe(true);
  }, 60_000);

  it("is a beacon that refuses the link", async () => {
    await show(500);
    await radio.drop(board);
    radio.mischief = ({ type }) => (type === "connection" ? "refuse" : null);
    const phone = await openNear();
    await find(phone);
    await says(phone, "The till went out of reach");
  }, 60_000);

  it("is a chooser that was closed", async () => {
    const phone = await openNear();
    radio.choice = "close";
    await find(phone);
    await says(phone, "No till chosen");
    expect(phone.faults).toEqual([]);
  }, 60_000);

  it("is a radio that is not there", async () => {
    await radio.close();
    radio = await EmulatedRadio.open(browser, "absent");
    const phone = await openNear(browser, "zh-CN");
    await phone.page.getByRole("button", { name: "查找收款机" }).click();
    await says(phone, "蓝牙已关闭");
  }, 60_000);

  it("is a browser without Bluetooth, which is told of the camera instead", async () => {
    const plain = await openBrowser();
    const { page, faults } = await openNear(plain);
    await page.getByText("camera at the code on the till's screen").waitFor();
    expect(await page.getByRole("button", { name: "Find the till" }).count()).toBe(0);
    expect(await page.getByRole("button", { name: "Scan the code here" }).count()).toBe(1);
    expect(faults).toEqual([]);
    await plain.close();
  }, 60_000);
});
