import type { Language } from "../../worker/contract/merchant.ts";
import { openBrowser } from "../browser.ts";
import type { Counter, Device, DeviceOptions } from "../counter.ts";
import { openCounter } from "../counter.ts";
import type { Encore, Look, Scene, Stage } from "./scene.ts";

export const CURRENCIES: Readonly<Record<Language, string>> = { en: "EUR", zh: "CNY" };

const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", zh: "zh-CN" };

const VIEWPORTS = {
  phone: { width: 390, height: 780 },
  tablet: { width: 1180, height: 820 },
} as const satisfies Readonly<Record<Look["size"], DeviceOptions["viewport"]>>;

/** A counter whose shop speaks the language. */
export const openCounterIn = (language: Language): Promise<Counter> =>
  openCounter(
    {
      EDGETILL_DEMO_LANGUAGE: language,
      EDGETILL_DEMO_CURRENCY: CURRENCIES[language],
    },
    () => openBrowser({ args: ["--use-fake-device-for-media-stream"] }),
  );

/** What somebody does with a state that is on the screen. */
export type Visit = (state: string, device: Device) => Promise<void>;

/** Plays the scenes one after the other and visits each of their states once; throws where one was not shown. */
export async function playScenes(
  counter: Counter,
  look: Look,
  scenes: readonly Scene[],
  visit: Visit,
): Promise<void> {
  const encores: Encore[] = [];
  const missing = new Set(scenes.flatMap(({ states }) => states));
  for (const scene of scenes) {
    const stage: Stage = {
      counter,
      look,
      options: {
        locale: LOCALES[look.language],
        colorScheme: look.light,
        viewport: VIEWPORTS[look.size],
      },
      async show(state, device) {
        if (!missing.delete(state)) throw new Error(`${scene.name} has no such state: ${state}`);
        await settled(device);
        await visit(state, device);
      },
    };
    const encore = await scene.play(stage).catch((cause: unknown) => {
      throw new Error(`the scene ${scene.name} stopped`, { cause });
    });
    if (encore) encores.push(encore);
  }
  for (const encore of encores) await encore();
  if (missing.size > 0) throw new Error(`never shown: ${[...missing].join(", ")}`);
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
