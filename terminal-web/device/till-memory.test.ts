import { describe, it } from "vitest";
import { charged, openTill } from "../state/test-till.ts";
import { type Keeper, forgetfulKeeper } from "./keeper.ts";
import { createSpareText } from "./spare-text.ts";
import { createTillMemory } from "./till-memory.ts";

const NO_SPARE = createSpareText(() => undefined);

/** A keeper that lasts as long as the test, and counts its writes. */
function counting(): { keeper: Keeper; writes: string[] } {
  const writes: string[] = [];
  const keeper = forgetfulKeeper();
  return {
    writes,
    keeper: {
      ...keeper,
      put: (key, value) => {
        writes.push(key);
        return keeper.put(key, structuredClone(value));
      },
    },
  };
}

describe("a till's memory", () => {
  it("brings back what was saved", async ({ expect }) => {
    const { keeper } = counting();
    const { till } = charged();
    const memory = createTillMemory(keeper, NO_SPARE, "A.3", () => {});
    memory.save(till);
    await memory.settled();
    const kept = await createTillMemory(keeper, NO_SPARE, "A.3", () => {}).load();
    if (till.status !== "open") throw new Error("the till is shut");
    expect(kept.profile).toEqual(till.profile);
    expect(kept.working?.sale).toEqual(till.sale);
    expect(kept.working?.nextCounter).toBe(42);
    expect(kept.settings).toEqual(till.settings);
  });

  it("writes only what changed", async ({ expect }) => {
    const { keeper, writes } = counting();
    const test = openTill();
    const memory = createTillMemory(keeper, NO_SPARE, "A.3", () => {});
    memory.save(test.till);
    writes.length = 0;
    memory.save(test.tell({ type: "tick" }).till);
    memory.save(test.type("5").till);
    await memory.settled();
    expect(writes).toEqual(["A.3 working"]);
  });

  it("keeps tills apart", async ({ expect }) => {
    const { keeper } = counting();
    const memory = createTillMemory(keeper, NO_SPARE, "A.3", () => {});
    memory.save(charged().till);
    await memory.mark(9);
    const other = await createTillMemory(keeper, NO_SPARE, "A.4", () => {}).load();
    expect(other).toEqual({ isKept: false });
  });

  it("marks each fact once, and never goes back unless it is rewound", async ({ expect }) => {
    const memory = createTillMemory(forgetfulKeeper(), NO_SPARE, "A.3", () => {});
    const marks = [
      await memory.mark(5),
      await memory.mark(5),
      await memory.mark(4),
      await memory.mark(6),
    ];
    expect(marks).toEqual([true, false, false, true]);
    await memory.rewind(2);
    expect(await memory.mark(3)).toBe(true);
  });

  it("marks in the spare store what a full disk refuses, and is silent only where both are full", async ({
    expect,
  }) => {
    const texts = new Map<string, string>();
    let room = 1;
    const storage = {
      getItem: (key: string) => texts.get(key) ?? null,
      setItem: (key: string, text: string) => {
        if (room-- <= 0) throw new DOMException("full", "QuotaExceededError");
        texts.set(key, text);
      },
      removeItem: (key: string) => void texts.delete(key),
    } as unknown as Storage;
    const spare = createSpareText(() => storage);
    let isFull = false;
    const kept = forgetfulKeeper();
    const keeper: Keeper = {
      ...kept,
      raise: (key, to) => (isFull ? Promise.reject(new Error("full")) : kept.raise(key, to)),
    };
    const memory = createTillMemory(keeper, spare, "A.3", () => {});
    expect(await memory.mark(5)).toBe(true);
    isFull = true;
    expect(await memory.mark(6)).toBe(true);
    expect(await memory.mark(6)).toBe(false);
    await expect(memory.mark(7)).rejects.toThrow("full");
    // After a reload it is known, and there is room again.
    isFull = false;
    const reloaded = createTillMemory(keeper, spare, "A.3", () => {});
    expect((await reloaded.load()).mark).toBe(6);
    expect([await reloaded.mark(6), await reloaded.mark(7)]).toEqual([false, true]);
    expect((await reloaded.load()).mark).toBe(7);
    await reloaded.rewind(2);
    expect((await reloaded.load()).mark).toBe(2);
  });

  it("says when the browser stops keeping things, and goes on", async ({ expect }) => {
    let failures = 0;
    const keeper = {
      ...forgetfulKeeper(),
      put: () => Promise.reject(new Error("QuotaExceededError")),
    };
    const memory = createTillMemory(keeper, NO_SPARE, "A.3", () => void (failures += 1));
    memory.save(charged().till);
    await memory.settled();
    expect(failures).toBeGreaterThan(0);
  });
});
