import jsQR from "jsqr";
import { PNG } from "pngjs";
import type { Page } from "playwright-core";

/** What a stranger's camera makes of the screen: a screenshot, read by a decoder that is not our encoder. */
export async function scan(page: Page): Promise<string | null> {
  const { data, width, height } = PNG.sync.read(await page.screenshot());
  return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? null;
}

/** Scans until there is a code to read. */
export async function scanned(page: Page): Promise<string> {
  await page.locator(".code-modules").waitFor();
  for (let tries = 0; tries < 50; tries++) {
    const text = await scan(page);
    if (text !== null) return text;
    await page.waitForTimeout(100);
  }
  throw new Error("no code on the screen");
}
