import type { Page } from "playwright-core";
import { openCounter } from "./counter.ts";

// Part of `npm run bench`: from opening the installed till, on a processor four times slower than this one, until a digit
// that was tapped stands in the amount, in ms, printed as one JSON list. Everything comes from the service worker's cache.

const OPENINGS = 15;
const SLOWED = 4;

const counter = await openCounter();
const { page: first, context } = await counter.openTerminal();
await first.evaluate(async () => {
  await navigator.serviceWorker.ready;
});
// A page that a service worker has not seen the beginning of is not from its cache.
await first.reload();
await first.waitForFunction(() => navigator.serviceWorker.controller !== null);
await first.close();
const latencies: number[] = [];
for (let opening = 0; opening < OPENINGS; opening++) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  await page.addInitScript(tapAtOnce);
  await page.goto(`${counter.origin}/terminal`);
  latencies.push(await tappedAt(page));
  // What was typed is kept; the next opening begins with nothing.
  await page.keyboard.press("Escape");
  await page.waitForTimeout(500);
  await page.close();
}
await counter.close();
console.log(JSON.stringify(latencies));

async function tappedAt(page: Page): Promise<number> {
  const found = await page.waitForFunction(
    () => (window as unknown as { tappedAt?: number }).tappedAt ?? null,
  );
  return Math.round((await found.jsonValue()) ?? Number.NaN);
}

/** Runs in the page: taps the 7 as soon as it is there, and says when the amount shows it and has been drawn. */
function tapAtOnce(): void {
  let isTapped = false;
  const look = (): void => {
    const key = document.querySelector<HTMLButtonElement>(".key-7");
    if (key && !isTapped) {
      isTapped = true;
      key.click();
    }
    const shown = document.querySelector(".display output")?.textContent ?? "";
    if (!isTapped || !shown.includes("7")) return;
    looking.disconnect();
    requestAnimationFrame(() =>
      setTimeout(() => Object.assign(window, { tappedAt: performance.now() })),
    );
  };
  const looking = new MutationObserver(look);
  looking.observe(document, { subtree: true, childList: true, characterData: true });
}
