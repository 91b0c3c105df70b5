import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { scan, scanned } from "./camera.ts";
import type { Counter, Device } from "./counter.ts";
import { joinCounter } from "./shared-counter.ts";

let counter: Counter;
beforeAll(async () => {
  counter = await joinCounter();
}, 60_000);
afterAll(() => counter.close());

/** What the page showed in place of the code, frame by frame. */
interface Watched {
  frames: number;
  without: number;
  changes: number;
}

async function charge({ page }: Device, digits: string): Promise<string> {
  for (const digit of digits) await page.keyboard.press(digit);
  await page.getByRole("button", { name: /^Charge/ }).click();
  return scanned(page);
}

/** Runs in the page: looks at every frame, and at every change of the path. */
function watch(): void {
  const watched: Watched = { frames: 0, without: 0, changes: 0 };
  Object.assign(window, { watched });
  const path = document.querySelector(".code-modules") as SVGPathElement;
  new MutationObserver(() => (watched.changes += 1)).observe(path, { attributes: true });
  const look = (): void => {
    watched.frames += 1;
    if (document.querySelector(".code-modules") !== path) watched.without += 1;
    requestAnimationFrame(look);
  };
  look();
}

const seen = (page: Page): Promise<Watched> =>
  page.evaluate(() => (window as unknown as { watched: Watched }).watched);

const changed = async (page: Page, times: number): Promise<unknown> =>
  page.waitForFunction(
    (least) => (window as unknown as { watched: Watched }).watched.changes >= least,
    times,
    { timeout: 15_000 },
  );

const isGood = async (link: string): Promise<boolean> => (await fetch(link)).ok;

it("the code changes each window without a flicker, all from one batch, and goes on through a gap in the network", async () => {
  let batches = 0;
  const count = (sent: string | Buffer): void => {
    if (String(sent).includes('"mint"')) batches += 1;
  };
  const till = await counter.openTerminal({
    prepare: async (page) => {
      page.on("websocket", (socket) => socket.on("framesent", ({ payload }) => count(payload)));
      page.on("request", (request) => request.url().endsWith("/tokens") && count('"mint"'));
    },
  });
  const { page, context } = till;
  const links = [await charge(till, "8.00")];
  await page.evaluate(watch);

  await changed(page, 1);
  links.push(await scanned(page));
  await context.setOffline(true);
  await changed(page, 2);
  links.push(await scanned(page));
  expect(new Set(links).size).toBe(3);
  // Good, though this till has had no network since before the window began.
  expect(await isGood(links[2] ?? "")).toBe(true);

  const { frames, without, changes } = await seen(page);
  expect({ without, changes }).toEqual({ without: 0, changes: 2 });
  expect(frames).toBeGreaterThan(60);
  expect(batches).toBe(1);

  await context.setOffline(false);
  await page.getByRole("button", { name: /^Cancel/ }).click();
  await page.locator(".face-cancelled").waitFor({ timeout: 20_000 });
  expect(await scan(page)).toBeNull();
  await context.close();
}, 90_000);

it("the code stops when its windows have run out, says so, and goes on when there is a network again", async () => {
  let mayAsk = true;
  /** Lets one batch through, of two windows. */
  const sparing = (wish: string): string | null => {
    if (!wish.includes('"number"')) return wish;
    if (!mayAsk) return null;
    mayAsk = false;
    return JSON.stringify({ ...JSON.parse(wish), count: 2 });
  };
  const till = await counter.openTerminal({
    prepare: async (page) => {
      await page.routeWebSocket(/\/api\/v1\/stream/, (socket) => {
        const server = socket.connectToServer();
        socket.onMessage((sent) => {
          const wish = sparing(String(sent));
          if (wish !== null) server.send(wish);
        });
      });
      await page.route("**/api/v1/tokens", async (route) => {
        const wish = sparing(route.request().postData() ?? "");
        await (wish === null ? route.abort() : route.continue({ postData: wish }));
      });
    },
  });
  const { page, context } = till;
  await charge(till, "9.00");
  await context.setOffline(true);
  await page.getByRole("heading", { name: "The code has stopped" }).waitFor({ timeout: 30_000 });
  expect(await scan(page)).toBeNull();
  mayAsk = true;
  await context.setOffline(false);
  expect(await isGood(await scanned(page))).toBe(true);
  await context.close();
}, 90_000);
