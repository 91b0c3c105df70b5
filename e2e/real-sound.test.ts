import { expect, it } from "vitest";
import { openBrowser } from "./browser.ts";
import { scanned } from "./camera.ts";
import { openNullSink, whyNoSink } from "./null-sink.ts";
import { joinCounter } from "./shared-counter.ts";

const why = whyNoSink();

it.skipIf(why !== null)(
  `a result is really heard: the chime, and the amount in recorded words${why === null ? "" : ` (${why})`}`,
  async ({ onTestFinished }) => {
    const sink = await openNullSink();
    onTestFinished(() => sink.close());
    const counter = await joinCounter({
      browser: openBrowser({
        ignoreDefaultArgs: ["--mute-audio"],
        env: { ...process.env, ...sink.environment },
      }),
    });
    onTestFinished(() => counter.close());
    const till = await counter.openTerminal({
      // The browser's own voice again, of which there is none here: it answers so, and the clips speak.
      prepare: (page) =>
        page.addInitScript(() => void Reflect.deleteProperty(speechSynthesis, "speak")),
    });
    for (const key of ["2", "3", ".", "5", "0", "Enter"]) await till.page.keyboard.press(key);
    const phone = await counter.openPhone(await scanned(till.page));
    const pay = phone.page.getByRole("button", { name: /^Pay/ });
    await pay.waitFor();
    await till.page.waitForTimeout(500);
    sink.soundedMs();
    await till.page.waitForTimeout(500);
    expect(sink.soundedMs()).toBe(0);
    await pay.click();
    await till.page.locator(".face-paid").waitFor();
    // The chime rings for 640 ms and fades before that; four words take more than a second.
    let soundedMs = 0;
    const hear = (): number => (soundedMs += sink.soundedMs());
    await expect.poll(hear, { timeout: 30_000 }).toBeGreaterThan(1_200);
    await expect.poll(() => sink.soundedMs(), { timeout: 30_000, interval: 500 }).toBe(0);
  },
  90_000,
);
