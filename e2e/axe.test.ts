import { describe, it } from "vitest";
import type { Counter } from "./counter.ts";
import { axeFindings } from "./screens/axe.ts";
import { openCounterIn, playScenes } from "./screens/play-scenes.ts";
import type { Look } from "./screens/scene.ts";
import { SCENES } from "./screens/scenes.ts";

const look = (language: Look["language"], size: Look["size"], light: Look["light"]): Look => ({
  language,
  size,
  light,
});

const isWhole = process.env["AXE_ALL_LOOKS"] !== undefined;

/**
 * In `npm test` every second scene in two of the looks, one half in each: together every scene once. All of them in all
 * eight looks by `npm run axe`, which takes about two minutes for each.
 */
const LOOKS: readonly Look[] = !isWhole
  ? [look("zh", "phone", "dark"), look("en", "tablet", "light")]
  : (["en", "zh"] as const).flatMap((language) =>
      (["phone", "tablet"] as const).flatMap((size) =>
        (["light", "dark"] as const).map((light) => look(language, size, light)),
      ),
    );

describe.for(LOOKS)("every state of every page, in $language on a $size, $light", (seen) => {
  it("gives axe-core nothing to find", async ({ expect, onTestFinished }) => {
    const counter: Counter = await openCounterIn(seen.language);
    onTestFinished(() => counter.close());
    const found: string[] = [];
    const half = LOOKS.indexOf(seen) % 2;
    const scenes = isWhole ? SCENES : SCENES.filter((_, index) => index % 2 === half);
    await playScenes(counter, seen, scenes, async (state, { page }) => {
      for (const finding of await axeFindings(page)) found.push(`${state}: ${finding}`);
    });
    expect(found).toEqual([]);
  }, 240_000);
});
