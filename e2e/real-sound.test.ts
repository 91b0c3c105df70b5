import { expect, it } from "vitest";
import { openBrowser } from "./browser.ts";
import { scanned } from "./camera.ts";
import { openNullSink, whyNoSink } from "./null-sink.ts";
import { joinCounter } from "./shared-counter.ts";

const why = whyNoSink();

it.skipIf(why !== null)(
  `a result is really heard: the chime, and the amount in recorded words${why === null ? "" : ` (${why})`}`,
  async () => {
    const sink = await openNullSink();
    const counter = await joinCounter(
      openBrowser({
        ignoreDefaultArgs: ["--mute-audio"],
        env: { ...process.env, ...sink.environment },
      }),
    );
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
    await till.page.waitForTimeout(4_000);
    // The chime rings for 640 ms and fades before that; four words take more than a second.
    expect(sink.soundedMs()).toBeGreaterThan(1_200);
    await till.page.waitForTimeout(500);
    expect(sink.soundedMs()).toBe(0);
    await counter.close();
    sink.close();
  },
  90_000,
);
