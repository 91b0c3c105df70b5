// `npm run screens -- [folder] [--only en-phone-light,…] [--scenes sale,…]`: every state of every page, in both
// languages, on phone and tablet, light and dark, as pictures to be looked at.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openTill } from "../own-till.ts";
import { LOOKS, nameOf } from "./looks.ts";
import { openBrowserWithCamera, playScene } from "./play-scene.ts";
import { SCENES, scenesNamed } from "./scenes.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string" }, scenes: { type: "string" } },
});
const folder = positionals[0] ?? "/tmp/edgetill-screens";
const scenes = values.scenes === undefined ? SCENES : scenesNamed(values.scenes.split(","));
const wanted = values.only?.split(",") ?? LOOKS.map(nameOf);
const unknown = wanted.filter((name) => !LOOKS.map(nameOf).includes(name));
if (unknown.length > 0) throw new Error(`There is no look ${unknown.join(", ")}.`);

const till = await openTill();
const browser = await openBrowserWithCamera();
try {
  for (const look of LOOKS.filter((known) => wanted.includes(nameOf(known)))) {
    const into = join(folder, nameOf(look));
    mkdirSync(into, { recursive: true });
    let taken = 0;
    for (const scene of scenes) {
      await playScene({ till, browser }, look, scene, async (state, { page }) => {
        await page.screenshot({ path: join(into, `${state}.png`), fullPage: true });
        taken += 1;
      });
    }
    console.log(`${into}: ${taken} screens`);
  }
} finally {
  await browser.close();
  await till.close();
}
