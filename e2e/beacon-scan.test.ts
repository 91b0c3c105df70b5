import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser } from "./browser.ts";
import { cameraArguments, filmOf } from "./emulated-camera.ts";
import { CounterApi } from "./emulated-counter.ts";
import { foundShop } from "./found-shop.ts";

const FILM = join(tmpdir(), `edgetill-film-${process.pid}.y4m`);

let counter: CounterApi;
let browser: Browser | null = null;

beforeAll(async () => {
  const demo = await foundShop(inject("till"), "en");
  counter = new CounterApi({ demo });
}, 60_000);
afterAll(() => rmSync(FILM, { force: true }));
afterEach(async () => {
  await browser?.close();
  browser = null;
});

interface Phone {
  readonly page: Page;
  /** The paths that were asked for. */
  readonly asked: string[];
  readonly faults: string[];
}

/** A phone on the pick-up page, with these browser switches. */
async function openNear(
  args: readonly string[],
  prepare: (page: Page) => Promise<unknown> = () => Promise.resolve(),
): Promise<Phone> {
  browser = await openBrowser({ args: [...args] });
  const page = await browser.newPage({ locale: "en-GB", viewport: { width: 390, height: 844 } });
  const asked: string[] = [];
  const faults: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  await prepare(page);
  await page.goto(`${counter.url}/near`);
  return { page, asked, faults };
}

const scan = ({ page }: Phone): Promise<void> =>
  page.getByRole("button", { name: "Scan the code here" }).click();

const says = ({ page }: Phone, title: string): Promise<void> =>
  page.getByRole("heading", { name: title }).waitFor();

describe("the scanner in the pick-up page", () => {
  it("reads the till's code from the camera with the decoder that it then loads, and opens the bill", async () => {
    const number = await counter.place(2350);
    const { url } = await counter.broadcastOf(number, false);
    const phone = await openNear(cameraArguments(filmOf(url, FILM)));
    expect(phone.asked).not.toContain("/near/decode.js");
    await scan(phone);
    await phone.page.getByRole("button", { name: "Pay €23.50" }).waitFor();
    expect(phone.asked).toContain("/near/decode.js");
    expect(phone.faults).toEqual([]);
  }, 60_000);

  it("reads the code of this very moment, in capitals as it is on the screen, before it is too old", async () => {
    const number = await counter.place(700);
    const code = await counter.codeOf(number);
    expect(code).toMatch(/^HTTP:\/\/127\.0\.0\.1:\d+\/T\/[A-Z2-7]{64}$/);
    const phone = await openNear(cameraArguments(filmOf(code, FILM)));
    await scan(phone);
    await phone.page.getByRole("button", { name: "Pay €7.00" }).waitFor();
  }, 60_000);

  it("opens nothing of a code that is another's, and says so", async () => {
    const stranger = `HTTPS://EVIL.EXAMPLE/T/${"A".repeat(64)}`;
    const phone = await openNear(cameraArguments(filmOf(stranger, FILM)));
    await scan(phone);
    await says(phone, "That code is not one of our tills'");
    expect(phone.page.url()).toContain("/near");
    expect(phone.asked.every((path) => !path.startsWith("/T/"))).toBe(true);
    await phone.page.getByRole("button", { name: "Stop the camera" }).click();
    await phone.page.getByRole("button", { name: "Scan the code here" }).waitFor();
    expect(await phone.page.locator("video").isVisible()).toBe(false);
  }, 60_000);

  it("takes the browser's own detector where there is one, and loads no other", async () => {
    const number = await counter.place(300);
    const { url } = await counter.broadcastOf(number, false);
    const phone = await openNear(cameraArguments(filmOf("nothing of ours", FILM)), (page) =>
      page.addInitScript((text) => {
        class BarcodeDetector {
          static getSupportedFormats = () => Promise.resolve(["qr_code"]);
          detect = () => Promise.resolve([{ rawValue: text }]);
        }
        Object.assign(window, { BarcodeDetector });
      }, url),
    );
    await scan(phone);
    await phone.page.getByRole("button", { name: "Pay €3.00" }).waitFor();
    expect(phone.asked).not.toContain("/near/decode.js");
  }, 60_000);

  it("says so when the camera is taken away from it in the middle", async () => {
    const phone = await openNear(["--use-fake-device-for-media-stream"], (page) =>
      page.context().grantPermissions(["camera"]),
    );
    await scan(phone);
    await phone.page.getByText("Hold the code in the picture.").waitFor();
    await phone.page.context().clearPermissions();
    await says(phone, "This page may not use the camera");
    expect(await phone.page.locator("video").isVisible()).toBe(false);
    expect(await phone.page.getByRole("button", { name: /^Scan/ }).isVisible()).toBe(true);
  }, 60_000);

  it("says what to do where there is no camera, and where it may not be used", async () => {
    const without = await openNear([]);
    await scan(without);
    await says(without, "This page cannot scan here");
    await browser?.close();
    const forbidden = await openNear(["--use-fake-device-for-media-stream"]);
    await scan(forbidden);
    await says(forbidden, "This page may not use the camera");
    expect(await forbidden.page.getByRole("button", { name: /^Scan/ }).isVisible()).toBe(true);
  }, 60_000);
});
