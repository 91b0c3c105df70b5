import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../launch/project.ts";
import { scanned } from "./camera.ts";
import { type Device, openCounter } from "./counter.ts";

// `npm run picture`: one real sale, photographed on both screens side by side, for the README.
const OUT = join(ROOT, "docs");
const SCREEN = { width: 390, height: 780 };

const counter = await openCounter();
const till = await counter.openTerminal({ viewport: SCREEN });
for (const key of ["2", "3", ".", "5", "0", "Enter"]) await till.page.keyboard.press(key);
const link = await scanned(till.page);
const shots = [await shot(till)];
const phone = await counter.openPhone(link, { viewport: SCREEN });
await till.page.locator(".face-claimed").waitFor();
shots.push(await shot(phone));
await phone.page.getByRole("button", { name: "Pay €23.50" }).click();
await Promise.all([
  till.page.locator(".face-paid").waitFor(),
  phone.page.locator("[data-state=paid]").waitFor(),
]);
await till.page.waitForTimeout(400);
shots.push(await shot(till), await shot(phone));
await compose(shots);
await counter.close();
console.log(`${OUT}/till-and-phone.png`);

async function shot({ page }: Device): Promise<string> {
  return (await page.screenshot()).toString("base64");
}

async function compose(pictures: readonly string[]): Promise<void> {
  const page = await counter.browser.newPage({ viewport: { width: 1640, height: 830 } });
  const images = pictures.map((data) => `<img src="data:image/png;base64,${data}">`).join("");
  await page.setContent(
    `<style>body{margin:24px;display:flex;gap:20px;background:#d9dce1}img{width:383px;border-radius:22px;box-shadow:0 6px 24px #0004}</style>${images}`,
  );
  mkdirSync(OUT, { recursive: true });
  writeFileSync(join(OUT, "till-and-phone.png"), await page.screenshot());
}
