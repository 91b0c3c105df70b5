import type { Page } from "playwright-core";
import { it } from "vitest";
import { scan, scanned } from "./camera.ts";
import type { Device } from "./counter.ts";
import { joinCounter } from "./shared-counter.ts";

// A window of the code has ten seconds, which are part of how codes are made; so these two watch them side by side.

/** What the page showed in place of the code, frame by frame. */
interface Watched {
  frames: number;
  without: number;
  /** Each change of the path, and how many paths that makes. */
  changes: number;
  paths: number;
}

async function charge({ page }: Device, digits: string): Promise<string> {
  for (const digit of digits) await page.keyboard.press(digit);
  await page.getByRole("button", { name: /^Charge/ }).click();
  return scanned(page);
}

/** Runs in the page: looks at every frame, and at every change of the path. */
function watch(): void {
  const watched: Watched = { frames: 0, without: 0, changes: 0, paths: 0 };
  Object.assign(window, { watched });
  const path = document.querySelector(".code-modules") as SVGPathElement;
  const paths = new Set<string | null>();
  new MutationObserver(() => {
    watched.changes += 1;
    watched.paths = paths.add(path.getAttribute("d")).size;
  }).observe(path, { attributes: true });
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
    { timeout: 30_000 },
  );

const isGood = async (link: string): Promise<boolean> => (await fetch(link)).ok;

it.concurrent("the code changes each window without a flicker, all from one batch, and goes on through a gap in the network", async ({
  expect,
}) => {
  const counter = await joinCounter();
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

  // One change for each window, however many have gone by meanwhile.
  const { frames, without, changes, paths } = await seen(page);
  expect({ without, changes }).toEqual({ without: 0, changes: paths });
  expect(frames).toBeGreaterThan(60);
  expect(batches).toBe(1);

  await context.setOffline(false);
  await page.getByRole("button", { name: /^Cancel/ }).click();
  await page.locator(".face-cancelled").waitFor({ timeout: 20_000 });
  expect(await scan(page)).toBeNull();
  await counter.close();
}, 90_000);

it.concurrent("the code stops when its windows have run out, says so, and goes on when there is a network again", async ({
  expect,
}) => {
  const counter = await joinCounter();
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
  await counter.close();
}, 90_000);
