import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { schemaValidators } from "../worker/tests/stripe/request-schemas.ts";
import { openTill } from "./own-till.ts";
import { axeFindings } from "./screens/axe.ts";
import { LOOKS, lookDrawn, nameOf } from "./screens/looks.ts";
import { type Place, openBrowserWithCamera, playScene } from "./screens/play-scene.ts";
import { SCENES } from "./screens/scenes.ts";

const SEED = Number(process.env["AXE_SEED"] ?? 1);

/** In `npm test` each scene in the one look that the seed draws for it; in all eight by `npm run axe`. */
const SHARE = SCENES.flatMap((scene) =>
  (process.env["AXE_ALL_LOOKS"] ? LOOKS : [lookDrawn(SEED, scene.name)]).map((look) => ({
    scene,
    look,
    title: `${scene.name} (${nameOf(look)})`,
  })),
);

// Their own: a camera that shows something, and an operator's page with nothing on it but these scenes' shops.
let place: Place & { readonly close: () => Promise<void> };
beforeAll(async () => {
  // The fake of Stripe wants these, and no other scene could move meanwhile.
  schemaValidators();
  const [till, browser]: [Awaited<ReturnType<typeof openTill>>, Browser] = await Promise.all([
    openTill(),
    openBrowserWithCamera(),
  ]);
  place = { till, browser, close: () => browser.close().then(till.close) };
}, 120_000);
afterAll(() => place.close());

it("each state has a name of its own, and each scene has", () => {
  for (const names of [SCENES.map(({ name }) => name), SCENES.flatMap(({ states }) => states)])
    expect(names).toEqual([...new Set(names)]);
});

it.concurrent.for(SHARE)(
  "axe-core finds nothing in $title",
  { timeout: 180_000 },
  async ({ scene, look }, context) => {
    const found: string[] = [];
    await playScene(place, look, scene, async (state, { page }) => {
      for (const finding of await axeFindings(page)) found.push(`${state}: ${finding}`);
    });
    context.expect(found).toEqual([]);
  },
);
