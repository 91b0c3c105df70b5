import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BrokenLine, layLine } from "./broken-line.ts";
import { scanned } from "./camera.ts";
import type { Counter, Device } from "./counter.ts";
import { joinCounter } from "./shared-counter.ts";
import { openDisplay } from "./open-display.ts";
import { nextSale } from "./next-sale.ts";
import { axeFindings } from "./screens/axe.ts";
import { ask } from "./shop-software.ts";

const DAY_MS = 86_400_000;
/** The longest that a page waits between two tries is half a minute. */
const PATIENT = { timeout: 60_000 };

let counter: Counter;
let line: BrokenLine;
beforeAll(async () => {
  counter = await joinCounter();
  line = await layLine(counter.origin);
}, 60_000);
// A test that failed may have left it broken.
beforeEach(() => line.restore());
afterAll(async () => {
  await counter.close();
  await line.close();
});

async function charge(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.keyboard.press(digit);
  await page.getByRole("button", { name: /^Charge/ }).click();
}

const face = (page: Page, kind: string): Promise<void> =>
  page.locator(`.face-${kind}`).waitFor({ timeout: 20_000 });

/** A phone has a line of its own. */
const openBill = async (page: Page): Promise<Device> =>
  counter.openPhone(counter.origin + new URL(await scanned(page)).pathname);

async function pay(phone: Device): Promise<void> {
  await phone.page.getByRole("button", { name: /^Pay/ }).click();
  await phone.page.locator("[data-state=paid]").waitFor();
  await phone.context.close();
}

/** A sale of this terminal that none of its pages began: the shop's software did, with its credential. */
async function payPast({ page }: Device, minor: number): Promise<void> {
  const { nextCounter } = await ask<{ nextCounter: number }>(counter, "GET", "/terminal");
  const number = `1-${nextCounter}`;
  await ask(counter, "POST", "/orders", { number, amount: { minor, currency: "EUR" } });
  const wish = { number, count: 1 };
  const { tokens } = await ask<{ tokens: string[] }>(counter, "POST", "/tokens", wish);
  await page.goto(`${counter.origin}/T/${tokens[0]}`);
  await page.getByRole("button", { name: /^Pay/ }).click();
  await page.locator("[data-state=paid]").waitFor();
}

interface OrderView {
  readonly number: string;
  readonly status: string;
  readonly amount: { readonly minor: number };
}

/** The orders of one amount: whatever a page went through, there is one. */
async function ordersOf(minor: number): Promise<string[]> {
  const { orders } = await ask<{ orders: OrderView[] }>(counter, "GET", "/orders?limit=100");
  return orders.filter(({ amount }) => amount.minor === minor).map(({ status }) => status);
}

/** What the device keeps has come to the disk: a transaction on its store waits for those before it. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open("edgetill");
        opening.addEventListener("success", () => {
          const kept = opening.result.transaction("kept", "readwrite").objectStore("kept");
          kept.get("nothing").addEventListener("success", () => {
            opening.result.close();
            resolve();
          });
        });
      }),
  );

/** What a browser does at the limit, from the moment that the disk is "full": requests may be made, and transactions are aborted. */
const fillDisk = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...args) {
      const request = put.apply(this, args);
      if (sessionStorage.getItem("disk") === "full") this.transaction.abort();
      return request;
    };
  });

const spokenOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (globalThis as unknown as { heard: { spoken: string[] } }).heard.spoken);

const heardOf = (page: Page, results: number): Promise<unknown> =>
  page.waitForFunction(
    (wanted) =>
      (globalThis as unknown as { heard: { spoken: string[] } }).heard.spoken.length >= wanted,
    results,
  );

/** Stops a sale that a customer may be paying. */
async function stop(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Stop the payment" }).click();
}

/** The system takes the page's memory: nothing of it runs any more, and the merchant opens it again. */
async function loseMemory(till: Device): Promise<Page> {
  await settled(till.page);
  const cdp = await till.context.newCDPSession(till.page);
  const crashed = till.page.waitForEvent("crash");
  void cdp.send("Page.crash").catch(() => {});
  await crashed;
  const page = await till.context.newPage();
  await till.page.close({ runBeforeUnload: false });
  await page.goto(`${counter.origin}/terminal`);
  return page;
}

it("a customer display is linked on a full disk as well, and shows its till's sale", async () => {
  const till = await counter.openTerminal();
  const prepare = async (page: Page): Promise<void> => {
    await page.addInitScript(() => sessionStorage.setItem("disk", "full"));
    await fillDisk(page);
  };
  const display = await openDisplay(counter, till.page, { prepare });
  await charge(till.page, "2.30");
  await face(display.page, "code");
  await till.page.getByRole("button", { name: "Cancel" }).click();
  await face(display.page, "cancelled");
  expect(display.faults).toEqual([]);
  await display.context.close();
  await till.context.close();
}, 60_000);

describe("the terminal page", () => {
  it("can be installed, and opens without network; what is charged then is marked as not sent, and is sent once", async () => {
    const till = await counter.openTerminal({}, line.origin);
    const { page } = till;
    const manifest = await page.evaluate(async () => {
      const { href } = document.querySelector<HTMLLinkElement>("link[rel=manifest]") ?? {};
      return (await (await fetch(href ?? "")).json()) as {
        start_url: string;
        display: string;
        icons: { src: string; sizes: string; purpose?: string }[];
      };
    });
    expect(manifest).toMatchObject({ start_url: "/terminal", display: "standalone" });
    for (const sizes of ["192x192", "512x512"])
      expect(manifest.icons.some((icon) => icon.sizes === sizes)).toBe(true);
    for (const { src } of manifest.icons)
      expect((await fetch(counter.origin + src)).ok, src).toBe(true);

    await page.evaluate(() => navigator.serviceWorker.ready);
    line.cut();
    await page.reload();
    await page.getByText(/^Offline/).waitFor();
    await charge(page, "5.10");
    await page.getByRole("heading", { name: "Not sent yet" }).waitFor({ timeout: 20_000 });
    expect(await ordersOf(510)).toEqual([]);
    // Neither is lost by a reload, with the network still away.
    await settled(page);
    await page.reload();
    await page.getByRole("heading", { name: "Not sent yet" }).waitFor({ timeout: 20_000 });
    line.restore();
    await pay(await openBill(page));
    await face(page, "paid");
    expect(await ordersOf(510)).toEqual(["paid"]);
    await till.context.close();
  }, 90_000);

  it("keeps what was typed, and charges nothing by itself", async () => {
    const till = await counter.openTerminal();
    for (const digit of "7.70") await till.page.keyboard.press(digit);
    await till.page.getByText("€7.70").first().waitFor();
    const page = await loseMemory(till);
    await page.getByText("€7.70").first().waitFor();
    await page.getByRole("button", { name: /^Charge/ }).waitFor();
    expect(await ordersOf(770)).toEqual([]);
    await till.context.close();
  }, 60_000);

  it.for([
    ["with its code shown", 110, async () => null],
    ["with the bill on a phone", 120, async (page: Page) => openBill(page)],
  ] as const)(
    "loses its memory in the middle of a sale, %s, and goes on with it",
    { timeout: 60_000 },
    async ([, minor, before]) => {
      const till = await counter.openTerminal();
      await charge(till.page, (minor / 100).toFixed(2));
      await face(till.page, "code");
      const early = await before(till.page);
      if (early) await face(till.page, "claimed");
      const page = await loseMemory(till);
      await face(page, early ? "claimed" : "code");
      await pay(early ?? (await openBill(page)));
      await face(page, "paid");
      expect(await ordersOf(minor)).toEqual(["paid"]);
      await till.context.close();
    },
  );

  it("loses its memory while the customer pays, and tells of it when it is back", async () => {
    const till = await counter.openTerminal();
    await charge(till.page, "1.30");
    const phone = await openBill(till.page);
    await face(till.page, "claimed");
    const losing = loseMemory(till);
    await pay(phone);
    const page = await losing;
    await page
      .getByText(/€1\.30/)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Sales" }).click();
    await page.getByRole("button", { name: /€1\.30.*Paid|Paid.*€1\.30/i }).waitFor();
    expect(await ordersOf(130)).toEqual(["paid"]);
    await till.context.close();
  }, 60_000);

  it("loses its memory with a result on the screen, and neither says nor sells it again", async () => {
    const till = await counter.openTerminal();
    await charge(till.page, "66.01");
    const phone = await openBill(till.page);
    const tryToPay = (): Promise<void> =>
      phone.page.getByRole("button", { name: /^(Pay|Try again)/ }).click();
    await tryToPay();
    await face(till.page, "declined");
    await heardOf(till.page, 1);
    let page = await loseMemory(till);
    await face(page, "declined");
    await page.locator("body").click({ position: { x: 5, y: 5 } });
    await tryToPay();
    // The second refusal is a result of its own; the first would have been said before it.
    await heardOf(page, 1);
    expect(await spokenOn(page)).toHaveLength(1);
    await face(page, "declined");
    await stop(page);
    await face(page, "cancelled");
    expect(await ordersOf(6601)).toEqual(["cancelled"]);

    await page.getByRole("button", { name: "Keypad" }).click();
    await charge(page, "1.31");
    await pay(await openBill(page));
    await face(page, "paid");
    await heardOf(page, 2);
    page = await loseMemory({ ...till, page });
    await nextSale(page);
    await charge(page, "1.32");
    await pay(await openBill(page));
    await face(page, "paid");
    await heardOf(page, 1);
    expect(await spokenOn(page)).toEqual([expect.stringMatching(/one .*thirty-two/)]);
    expect(await ordersOf(131)).toEqual(["paid"]);
    await phone.context.close();
    await till.context.close();
  }, 90_000);

  it("loses its memory while it stops a sale, and stops it", async () => {
    const till = await counter.openTerminal({
      // The wish leaves, and nobody ever answers.
      prepare: (page) => page.route("**/cancel", () => {}),
    });
    await charge(till.page, "1.33");
    const phone = await openBill(till.page);
    await face(till.page, "claimed");
    await stop(till.page);
    await face(till.page, "stopping");
    const page = await loseMemory(till);
    await face(page, "cancelled");
    await phone.page.locator("[data-state=order-cancelled]").waitFor();
    expect(await ordersOf(133)).toEqual(["cancelled"]);
    await phone.context.close();
    await till.context.close();
  }, 60_000);

  it("goes on in a second tab in the middle of a sale, and only there", async () => {
    const till = await counter.openTerminal();
    await charge(till.page, "1.40");
    await face(till.page, "code");
    const second = await till.context.newPage();
    await second.goto(`${counter.origin}/terminal`);
    await second.getByRole("button", { name: "Use here" }).click();
    await face(second, "code");
    await till.page.getByText("This till is open in another tab").waitFor();
    await pay(await openBill(second));
    await face(second, "paid");
    expect(await ordersOf(140)).toEqual(["paid"]);
    expect((await till.heard()).tones).toBe(0);
    await till.context.close();
  }, 60_000);

  it("sells on where the disk is full, says that it keeps nothing, and tells each result once", async () => {
    const till = await counter.openTerminal({ prepare: fillDisk });
    const { page } = till;
    await page.evaluate(() => sessionStorage.setItem("disk", "full"));
    await charge(page, "1.50");
    await page.getByText("This browser keeps nothing").waitFor();
    // On the smallest of phones the note stands over neither the code nor the words.
    await page.setViewportSize({ width: 320, height: 568 });
    const phone = await openBill(page);
    await face(page, "claimed");
    const isSeen = await page.locator(".match-words strong").evaluate((words) => {
      const { x, y, width, height } = words.getBoundingClientRect();
      return [y + 1, y + height - 1].every(
        (at) => document.elementFromPoint(x + width / 2, at) === words,
      );
    });
    expect(isSeen).toBe(true);
    await pay(phone);
    await face(page, "paid");
    expect(await ordersOf(150)).toEqual(["paid"]);
    await heardOf(page, 1);
    await page.reload();
    await page.getByRole("button", { name: /^(Charge|Next sale)/ }).waitFor();
    await page.locator("body").click({ position: { x: 5, y: 5 } });
    await page.waitForTimeout(1_500);
    expect(await till.heard()).toEqual({ spoken: [], tones: 0 });
    expect(till.faults).toEqual([]);
    await till.context.close();
  }, 60_000);

  it.for([
    ["a day ahead", 160, DAY_MS],
    ["a day behind", 170, -DAY_MS],
  ] as const)("sells as ever with its clock %s", { timeout: 60_000 }, async ([, minor, byMs]) => {
    const till = await counter.openTerminal({
      prepare: (page) =>
        page.addInitScript((ms) => {
          const Real = Date;
          const now = (): number => Real.now() + ms;
          const Shifted = function (...args: number[]) {
            return args.length === 0 ? new Real(now()) : new Real(...(args as [number]));
          };
          Object.assign(Shifted, { now, parse: Real.parse, UTC: Real.UTC });
          Shifted.prototype = Real.prototype;
          globalThis.Date = Shifted as unknown as DateConstructor;
        }, byMs),
    });
    const { page } = till;
    await charge(page, (minor / 100).toFixed(2));
    // Minutes, and not a day.
    await page
      .getByRole("timer")
      .filter({ hasText: /^[45]:\d\d$/ })
      .waitFor();
    await pay(await openBill(page));
    await face(page, "paid");
    expect(await ordersOf(minor)).toEqual(["paid"]);
    expect(till.faults).toEqual([]);
    await till.context.close();
  });

  it("notices by itself that its line is silent, and is back as soon as the line is", async () => {
    const till = await counter.openTerminal({}, line.origin);
    const { page } = till;
    await page.getByText("Live", { exact: true }).waitFor();
    line.stall();
    await page.getByText(/^(Connecting|Offline since)/).waitFor({ timeout: 45_000 });
    await charge(page, "1.80");
    line.restore();
    await pay(await openBill(page));
    await face(page, "paid");
    expect(await ordersOf(180)).toEqual(["paid"]);
    await till.context.close();
  }, 120_000);

  it("tries again less and less often, each device in its own time, and is told once what it missed", async () => {
    const tries: number[][] = [];
    const open = async (chance: number): Promise<Device> => {
      const asked: number[] = [];
      tries.push(asked);
      return counter.openTerminal(
        {
          async prepare(page) {
            // What the wait is drawn with; everything else about it is the page's own.
            await page.addInitScript((value) => (Math.random = () => value), chance);
            page.on("request", (request) => {
              if (request.url().endsWith("/stream/tickets")) asked.push(performance.now());
            });
          },
        },
        line.origin,
      );
    };
    const tills = [await open(0), await open(0.99)];
    for (const { page } of tills) await page.getByText("Live", { exact: true }).waitFor();
    line.cut();
    for (const asked of tries) asked.length = 0;
    const phone = await counter.openPhone("about:blank");
    for (const minor of [191, 192]) await payPast(phone, minor);
    await expect.poll(() => Math.min(...tries.map(({ length }) => length)), PATIENT).toBe(4);
    line.restore();
    const waits = tries.map((asked) =>
      asked.slice(1, 4).map((at, index) => at - (asked[index] ?? 0)),
    );
    for (const [first = 0, , third = 0] of waits) expect(third).toBeGreaterThan(first * 1.5);
    const [short = 0, long = 0] = waits.map((each) => each.reduce((sum, wait) => sum + wait));
    expect(long).toBeGreaterThan(short * 1.3);
    for (const { page } of tills) {
      await page.getByText("Live", { exact: true }).waitFor();
      await page.getByText(/€1\.92 received/).waitFor();
    }
    await payPast(phone, 193);
    for (const { page, context, faults } of tills) {
      await page.getByText(/€1\.93 received/).waitFor();
      // Results that come together are said in one sentence.
      const said = async (): Promise<string[]> =>
        (await spokenOn(page)).join(" ").match(/ninety-\w+/g) ?? [];
      await expect.poll(said, PATIENT).toContain("ninety-three");
      expect(await said()).toEqual(["ninety-one", "ninety-two", "ninety-three"]);
      const listed = await page.locator(".news li").allTextContents();
      expect(listed.map((text) => text.match(/1\.9\d/)?.[0])).toEqual(["1.91", "1.92", "1.93"]);
      expect(faults).toEqual([]);
      await context.close();
    }
    await phone.context.close();
  }, 90_000);

  it("is told by long poll where no socket opens", async () => {
    const till = await counter.openTerminal({
      prepare: (page) =>
        page.addInitScript(() => {
          const { WebSocket: Real } = window;
          window.WebSocket = class extends Real {
            constructor(url: string | URL) {
              super(String(url).replace("/api/v1/stream", "/api/v1/nothing"));
            }
          };
        }),
    });
    await till.page.getByText("Slow line").waitFor();
    await charge(till.page, "1.90");
    await pay(await openBill(till.page));
    await face(till.page, "paid");
    await till.context.close();
  }, 60_000);

  it("keeps the screen on while it sells, and asks again when it is seen again", async () => {
    const till = await counter.openTerminal({
      prepare: (page) =>
        page.addInitScript(() => {
          const locks: EventTarget[] = [];
          Object.assign(globalThis, { locks });
          const request = (): Promise<unknown> => {
            const lock = Object.assign(new EventTarget(), {
              released: false,
              release: () => Promise.resolve(),
            });
            locks.push(lock);
            return Promise.resolve(lock);
          };
          Object.defineProperty(navigator, "wakeLock", { value: { request } });
        }),
    });
    const { page } = till;
    await charge(page, "2.10");
    const hasLocks = (count: number) =>
      page.waitForFunction(
        (wanted) => (globalThis as unknown as { locks: unknown[] }).locks.length === wanted,
        count,
      );
    await hasLocks(1);
    // The browser drops the lock of a page that is hidden.
    await page.evaluate(() => {
      const { locks } = globalThis as unknown as { locks: { released: boolean }[] };
      for (const lock of locks) lock.released = true;
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await hasLocks(2);
    await page.getByRole("button", { name: "Cancel" }).click();
    await till.context.close();
  }, 60_000);

  it("is read in the sun, whatever a sale has come to", async () => {
    const till = await counter.openTerminal();
    const { page } = till;
    const faint = (): Promise<string[]> => axeFindings(page, ["color-contrast-enhanced"]);
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("radio", { name: "Sunlight" }).check();
    expect(await faint()).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await faint()).toEqual([]);
    await charge(page, "2.40");
    await face(page, "code");
    expect(await faint()).toEqual([]);
    const phone = await openBill(page);
    await face(page, "claimed");
    expect(await faint()).toEqual([]);
    await pay(phone);
    await face(page, "paid");
    expect(await faint()).toEqual([]);
    await till.context.close();
  }, 60_000);

  it("has targets for a thumb: each at least 44 px, and the one that charges in the lower half", async () => {
    const till = await counter.openTerminal();
    const { page } = till;
    const small = (): Promise<string[]> =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>("button, a, input, select")]
          .filter((element) => element.checkVisibility() && !element.closest(".sr-only"))
          .filter((element) => {
            const { width, height } = (element.closest("label") ?? element).getBoundingClientRect();
            return width < 44 || height < 44;
          })
          .map((element) => element.outerHTML.slice(0, 120)),
      );
    expect(await small()).toEqual([]);
    const box = await page.getByRole("button", { name: /^Charge/ }).boundingBox();
    const { height = 0 } = page.viewportSize() ?? {};
    expect((box?.y ?? 0) > height / 2).toBe(true);
    await charge(page, "2.20");
    await face(page, "code");
    expect(await small()).toEqual([]);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Keypad" }).click();
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("heading", { name: "Settings" }).waitFor();
    expect(await small()).toEqual([]);
    await till.context.close();
  }, 60_000);
});
