import type { Browser } from "playwright-core";
import type { Language } from "../../worker/contract/merchant.ts";
import { openBrowser } from "../browser.ts";
import { type Counter, type Device, type DeviceOptions, counterAt } from "../counter.ts";
import { foundShop } from "../found-shop.ts";
import type { ServedTill } from "../own-till.ts";
import type { Look, Scene, Stage } from "./scene.ts";

const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", zh: "zh-CN" };

const VIEWPORTS = {
  phone: { width: 390, height: 780 },
  tablet: { width: 1180, height: 820 },
} as const satisfies Readonly<Record<Look["size"], DeviceOptions["viewport"]>>;

/** A browser whose camera shows a test picture to the pages that may see it. */
export const openBrowserWithCamera = (): Promise<Browser> =>
  openBrowser({ args: ["--use-fake-device-for-media-stream"] });

/** Where a scene is played, as long as it wants nothing else. */
export interface Place {
  readonly till: ServedTill;
  readonly browser: Browser;
}

/** What somebody does with a state that is on the screen. */
export type Visit = (state: string, device: Device) => Promise<void>;

/** Plays the scene at a new shop and visits each of its states once; throws where one was not shown. */
export async function playScene(
  place: Place,
  look: Look,
  scene: Scene,
  visit: Visit,
): Promise<void> {
  const missing = new Set(scene.states);
  const counters: Counter[] = [];
  const options: DeviceOptions = {
    locale: LOCALES[look.language],
    colorScheme: look.light,
    viewport: VIEWPORTS[look.size],
  };
  const stageAt = async ({ till, browser }: Place): Promise<Stage> => {
    const demo = await foundShop(till, look.language);
    const counter = counterAt(demo, till.stateFolder, browser, async () => {});
    counters.push(counter);
    return {
      counter,
      look,
      options,
      async show(state, device) {
        if (!missing.delete(state)) throw new Error(`${scene.name} has no such state: ${state}`);
        await settled(device);
        await visit(state, device);
      },
      elsewhere: (other) => stageAt({ ...place, ...other }),
    };
  };
  try {
    await scene.play(await stageAt(place));
  } catch (cause) {
    throw new Error(`the scene ${scene.name} stopped before ${[...missing].join(", ")}`, { cause });
  } finally {
    for (const counter of counters) await counter.close();
  }
  if (missing.size > 0) throw new Error(`${scene.name} never showed ${[...missing].join(", ")}`);
}

/** What moves has arrived: a colour on its way is neither seen nor measured as it will be. */
async function settled({ page }: Device): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
      .map(({ finished }) => finished.catch(() => null));
    await Promise.race([Promise.all(ending), new Promise((resolve) => setTimeout(resolve, 1_000))]);
  });
}
