import { join } from "node:path";
import { build } from "esbuild";
import type { BrowserContext, Page } from "playwright-core";
import { ROOT } from "../launch/project.ts";
import type { Beacon } from "../terminal-web/beacon/beacon.ts";
import type { BeaconState } from "../terminal-web/beacon/beacon-state.ts";
import type { Patience } from "../terminal-web/beacon/gatt-link.ts";

/** What the door's page offers to the tests. */
interface DoorWindow {
  readonly beacon: Beacon;
  readonly states: readonly BeaconState[];
}

/** A page of the till's own origin with the door to the beacon on it, and a button for what needs a tap. */
export interface DoorPage {
  readonly page: Page;
  /** Calls the door as the till would, without a tap. */
  call<Name extends keyof Beacon>(
    name: Name,
    ...args: Parameters<Beacon[Name]>
  ): Promise<Awaited<ReturnType<Beacon[Name]>>>;
  /** Taps, and calls the door within the tap. */
  tap(name: "connect" | "reconnect", key?: string): Promise<Awaited<ReturnType<Beacon["connect"]>>>;
  state(): Promise<BeaconState>;
  /** Waits until the door's state is so. */
  until(what: (state: BeaconState) => boolean): Promise<void>;
}

const PATH = "/beacon-door";

let bundled: Promise<string> | null = null;

/** The door as the page's own build would bundle it. */
function bundle(): Promise<string> {
  bundled ??= build({
    stdin: {
      contents: `export { openBeacon } from "./terminal-web/beacon/beacon.ts";`,
      resolveDir: ROOT,
      sourcefile: join(ROOT, "door.ts"),
    },
    bundle: true,
    format: "iife",
    globalName: "door",
    target: "es2022",
    write: false,
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? "");
  return bundled;
}

/** `patience`: shorter than in earnest where a test is about waiting. */
export async function openDoorPage(
  context: BrowserContext,
  origin: string,
  { patience, prepare }: { patience?: Patience; prepare: (page: Page) => Promise<void> },
): Promise<DoorPage> {
  const page = await context.newPage();
  const script = await bundle();
  const start = `
    window.states = [];
    const kept = JSON.parse(localStorage.getItem("beacon"));
    window.ready = door.openBeacon({
      bluetooth: navigator.bluetooth,
      store: {
        load: async () => kept,
        save: async (next) => localStorage.setItem("beacon", JSON.stringify(next)),
      },
      label: () => "Counter 1",
      changed: (state) => window.states.push(state),
      ...${JSON.stringify(patience ? { patience } : {})},
    }).then((beacon) => { window.beacon = beacon; });
    document.querySelector("button").onclick = () => { window.answer = window.wish(); };`;
  await page.route(origin + PATH, (route) =>
    route.fulfill({
      contentType: "text/html; charset=utf-8",
      body: `<!doctype html><title>door</title><button>tap</button><script>${script}</script><script>${start}</script>`,
    }),
  );
  await prepare(page);
  await page.goto(origin + PATH);
  const open = async (): Promise<void> => {
    await page.waitForFunction(() => "beacon" in window);
  };
  await open();
  const state = (): Promise<BeaconState> =>
    page.evaluate(() => (window as unknown as DoorWindow).beacon.state());
  return {
    page,
    state,
    call: (name, ...args) =>
      page.evaluate(
        ({ name: wished, args: given }) => {
          const { beacon } = window as unknown as DoorWindow;
          return (beacon[wished as "broadcast"] as (...all: unknown[]) => Promise<never>)(...given);
        },
        { name, args },
      ),
    async tap(name, key) {
      await page.evaluate(
        ({ name: wished, key: given }) => {
          const { beacon } = window as unknown as DoorWindow;
          Object.assign(window, {
            wish: () => (wished === "connect" ? beacon.connect(given) : beacon.reconnect()),
          });
        },
        { name, key },
      );
      await page.getByRole("button", { name: "tap" }).click();
      return page.evaluate(
        () => (window as unknown as { answer: ReturnType<Beacon["connect"]> }).answer,
      );
    },
    async until(what) {
      const deadline = performance.now() + 15_000;
      while (!what(await state())) {
        if (performance.now() > deadline)
          throw new Error(`it did not come to that: ${JSON.stringify(await state())}`);
        await page.waitForTimeout(20);
      }
    },
  };
}
