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

/** One of the eight in `npm test`, the others by `npm run axe`: each takes about two minutes. */
const LOOKS: readonly Look[] =
  process.env["AXE_ALL_LOOKS"] === undefined
    ? [look("zh", "phone", "dark")]
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
    await playScenes(counter, seen, SCENES, async (state, { page }) => {
      for (const finding of await axeFindings(page)) found.push(`${state}: ${finding}`);
    });
    expect(found).toEqual([]);
  }, 240_000);
});
