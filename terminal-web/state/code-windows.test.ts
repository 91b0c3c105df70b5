import * as fc from "fast-check";
import { describe, it } from "vitest";
import { MAX_WINDOWS, windowAt } from "../../worker/contract/token.ts";
import { type CodeWindows, codeAt, windowsWanted, withBatch } from "./code-windows.ts";
import { NOON, WINDOW_MS, windowsFrom } from "./test-till.ts";

const LIFE_MS = 300_000;

describe("the code", () => {
  it("changes with each window", ({ expect }) => {
    const windows = windowsFrom("3-41", NOON, 3);
    const tokens = [0, WINDOW_MS - 1, WINDOW_MS].map((ms) => codeAt(windows, NOON + ms));
    const first = windowAt(NOON);
    expect(tokens.map((code) => code.status === "ready" && code.token)).toEqual([
      `TOKEN${first}`,
      `TOKEN${first}`,
      `TOKEN${first + 1}`,
    ]);
  });

  it("is awaited while there are no windows, and has run out after the last", ({ expect }) => {
    expect(codeAt(null, NOON).status).toBe("awaited");
    expect(codeAt(windowsFrom("3-41", NOON, 3), NOON + 3 * WINDOW_MS).status).toBe("run-out");
  });
});

describe("the windows wanted", () => {
  it("reach from now to the end of the order", ({ expect }) => {
    expect(windowsWanted(null, NOON, NOON + LIFE_MS)).toEqual({ from: windowAt(NOON), count: 31 });
  });

  it("are none while those in hand reach two minutes ahead", ({ expect }) => {
    const windows = windowsFrom("3-41", NOON, 31);
    expect(windowsWanted(windows, NOON + 60_000, NOON + LIFE_MS)).toBeNull();
  });

  it("follow on those in hand when they reach less far", ({ expect }) => {
    const windows = windowsFrom("3-41", NOON, 13);
    const wanted = windowsWanted(windows, NOON + 60_000, NOON + LIFE_MS);
    expect(wanted).toEqual({ from: windowAt(NOON) + 13, count: 18 });
  });

  it("start from now when those in hand have run out", ({ expect }) => {
    const windows = windowsFrom("3-41", NOON, 3);
    const wanted = windowsWanted(windows, NOON + 60_000, NOON + LIFE_MS);
    expect(wanted?.from).toBe(windowAt(NOON + 60_000));
  });

  it("are none after the order's time", ({ expect }) => {
    expect(windowsWanted(null, NOON + LIFE_MS + WINDOW_MS, NOON + LIFE_MS)).toBeNull();
  });

  it("always ask for what the server hands out, and end up covering the order", ({ expect }) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 299 }),
        (count, second) => {
          const now = NOON + second * 1000;
          let windows: CodeWindows | null = count === 0 ? null : windowsFrom("3-41", NOON, count);
          for (let asked = 0; ; asked += 1) {
            const wanted = windowsWanted(windows, now, NOON + LIFE_MS);
            if (!wanted) break;
            expect(asked).toBeLessThan(3);
            expect(wanted.from).toBeGreaterThanOrEqual(windowAt(now));
            expect(wanted.count).toBeGreaterThanOrEqual(1);
            expect(wanted.from + wanted.count - windowAt(now)).toBeLessThanOrEqual(MAX_WINDOWS);
            windows = withBatch(
              windows,
              windowsFrom("3-41", wanted.from * WINDOW_MS, wanted.count),
            );
          }
          expect(codeAt(windows, now).status).toBe("ready");
          expect(codeAt(windows, Math.min(now + 110_000, NOON + LIFE_MS)).status).toBe("ready");
        },
      ),
    );
  });
});

describe("a new batch", () => {
  it("joins the windows in hand where they meet", ({ expect }) => {
    const joined = withBatch(
      windowsFrom("3-41", NOON, 3),
      windowsFrom("3-41", NOON + 3 * WINDOW_MS, 2),
    );
    expect(joined).toMatchObject({ from: windowAt(NOON) });
    expect(joined.tokens).toHaveLength(5);
  });

  it("takes the place of windows that it does not meet, or of another order", ({ expect }) => {
    const batch = windowsFrom("3-41", NOON + 9 * WINDOW_MS, 2);
    expect(withBatch(windowsFrom("3-41", NOON, 3), batch).tokens).toEqual(batch.tokens);
    const other = windowsFrom("3-42", NOON, 2);
    expect(withBatch(windowsFrom("3-41", NOON, 3), other)).toMatchObject({ number: "3-42" });
  });

  it("does not shorten what is in hand when it comes late", ({ expect }) => {
    const joined = withBatch(
      windowsFrom("3-41", NOON, 9),
      windowsFrom("3-41", NOON + WINDOW_MS, 2),
    );
    expect(joined.tokens).toHaveLength(9);
  });
});
