// `npm run screens -- [folder] [--only en-phone-light,…] [--scenes sale,…]`: every state of every page, in both
// languages, on phone and tablet, light and dark, as pictures to be looked at.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { LANGUAGES } from "../../worker/contract/merchant.ts";
import { openCounterIn, playScenes } from "./play-scenes.ts";
import type { Look } from "./scene.ts";
import { SCENES } from "./scenes.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string" }, scenes: { type: "string" } },
});
const folder = positionals[0] ?? "/tmp/edgetill-screens";
const wanted = values.scenes?.split(",");
const scenes = SCENES.filter(({ name }) => wanted?.includes(name) ?? true);

for (const language of LANGUAGES) {
  for (const size of ["phone", "tablet"] as const) {
    for (const light of ["light", "dark"] as const) {
      const look = { language, size, light };
      if (values.only?.split(",").includes(nameOf(look)) ?? true) await picture(look);
    }
  }
}

async function picture(look: Look): Promise<void> {
  const into = join(folder, nameOf(look));
  mkdirSync(into, { recursive: true });
  // A counter of its own: what one look sold would stand in the list of the next.
  const counter = await openCounterIn(look.language);
  let taken = 0;
  try {
    await playScenes(counter, look, scenes, async (state, { page }) => {
      await page.screenshot({ path: join(into, `${state}.png`), fullPage: true });
      taken += 1;
    });
  } finally {
    console.log(`${into}: ${taken} screens`);
    await counter.close();
  }
}

function nameOf({ language, size, light }: Look): string {
  return `${language}-${size}-${light}`;
}
