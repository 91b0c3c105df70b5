import { type Browser, type BrowserContext, type Page, devices } from "playwright-core";
import type { SpawnedTill } from "../launch/spawned-till.ts";
import type { DemoFile } from "../launch/demo-merchant.ts";
import { openBrowser } from "./browser.ts";
import { openTill } from "./own-till.ts";

/** What a page was heard to say and to sound, counted where it leaves our code. */
export interface Heard {
  readonly spoken: readonly string[];
  /** Tones of the chimes: three for a success, two for anything else. */
  readonly tones: number;
}

/** A counter with a till that runs and a browser to look at it: what every browser test begins with. */
export interface Counter {
  readonly served: Pick<SpawnedTill, "demo">;
  readonly browser: Browser;
  readonly stateFolder: string;
  /** Where the till is served. */
  readonly origin: string;
  /**
   * Opens the terminal page on a device of its own, with a first tap so that it may sound; by way of another origin
   * where one is given.
   */
  openTerminal(options?: DeviceOptions, by?: string): Promise<Device>;
  /** Opens a link on a stranger's phone. */
  openPhone(link: string, options?: DeviceOptions): Promise<Device>;
  close(): Promise<void>;
}

export interface DeviceOptions {
  readonly locale?: string;
  readonly colorScheme?: "light" | "dark";
  readonly viewport?: { readonly width: number; readonly height: number };
  /** What a page needs before it opens. */
  readonly prepare?: (page: Page) => Promise<unknown>;
  /** Where the device says that it is; left out, it may not tell. */
  readonly place?: {
    readonly latitude: number;
    readonly longitude: number;
    readonly accuracy: number;
  };
}

export interface Device {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Everything that went wrong on this device: exceptions, refused resources, violations of the security policy. */
  readonly faults: string[];
  heard(): Promise<Heard>;
}

const PHONE = devices["Pixel 7"]?.viewport ?? { width: 412, height: 839 };

/** A till of its own, and a browser of its own: where the shared one of {@link joinCounter} would not do. */
export async function openCounter(
  environment: Readonly<Record<string, string>> = {},
  launchBrowser: () => Promise<Browser> = openBrowser,
): Promise<Counter> {
  const till = await openTill(environment);
  const browser = await launchBrowser();
  return counterAt(till.demo, till.stateFolder, browser, async () => {
    await browser.close();
    await till.close();
  });
}

/** The counter of one shop: of `demo`, at a till whose state is in the folder. */
export function counterAt(
  demo: DemoFile,
  stateFolder: string,
  browser: Browser,
  end: () => Promise<void>,
): Counter {
  const opened: Device[] = [];
  const open = async (options: DeviceOptions): Promise<Device> => {
    const device = await openDevice(browser, options);
    opened.push(device);
    return device;
  };
  return {
    served: { demo },
    browser,
    stateFolder,
    origin: demo.url,
    async openTerminal(options = {}, by) {
      const device = await open(options);
      await device.page.goto(demo.terminalUrl.replace(demo.url, by ?? demo.url));
      await device.page.getByRole("button", { name: /^(Charge|收款(?!记录))/ }).waitFor();
      await device.page.locator("body").click({ position: { x: 5, y: 5 } });
      return device;
    },
    async openPhone(link, options = {}) {
      const device = await open(options);
      await device.page.goto(link);
      return device;
    },
    async close() {
      // What a test that failed left open would go on in the background of the next one.
      await Promise.all(opened.map(({ context }) => context.close()));
      await end();
    },
  };
}

export async function openDevice(browser: Browser, options: DeviceOptions): Promise<Device> {
  const { locale = "en-GB", colorScheme = "light", viewport = PHONE, prepare, place } = options;
  const context = await browser.newContext({
    locale,
    colorScheme,
    viewport,
    ...(place && { geolocation: place, permissions: ["geolocation"] }),
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/net::ERR_|WebSocket connection/.test(message.text()))
      faults.push(message.text());
  });
  // On every page of the device: one that was killed is opened again.
  await context.addInitScript(listen);
  await prepare?.(page);
  return {
    page,
    context,
    faults,
    heard: () => page.evaluate(() => (window as unknown as { heard: Heard }).heard),
  };
}

/** Runs in the page: counts at the browser's boundary. Headless Chromium has no voice, so speaking ends at once. */
function listen(): void {
  const heard = { spoken: [] as string[], tones: 0 };
  Object.assign(window, { heard });
  speechSynthesis.speak = (utterance) => {
    // An empty utterance only asks the browser for leave to speak.
    if (utterance.text.trim() !== "") heard.spoken.push(utterance.text);
    setTimeout(() => utterance.dispatchEvent(new Event("start")), 1);
    setTimeout(() => utterance.dispatchEvent(new Event("end")), 5);
  };
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...args) {
    heard.tones += 1;
    return start.apply(this, args);
  };
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    console.error(`policy violated: ${violatedDirective} ${blockedURI}`),
  );
}
