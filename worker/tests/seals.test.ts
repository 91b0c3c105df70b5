import { describe, expect, it } from "vitest";
import type { RingKey } from "../contract/key-ring.ts";
import { Seal } from "../object/sealed-text.ts";

const START = 1_800_000_000;
const LIFE_MS = 120_000;
/** How long past its end a root is kept (`launch/secrets.ts`). */
const GRACE_SECONDS = 600;

const key = (id: number, notBefore: number, notAfter: number): RingKey => ({
  id,
  secret: crypto.getRandomValues(new Uint8Array(32)),
  notBefore,
  notAfter,
});

describe("what was sealed", () => {
  it("is known again whichever root sealed it, at a thousand instants around two changes of root", () => {
    const [first, second, third] = [
      key(0, 0, START),
      key(1, START, START + 5_000),
      key(2, START + 5_000, START + 90_000),
    ] as const;
    /** The roots that a Worker has at a moment: each is dropped as soon as a rotation may drop it. */
    const sealAt = (seconds: number): Seal => {
      const kept = [first, second, third].filter(
        ({ notAfter }) => notAfter + GRACE_SECONDS > seconds,
      );
      return new Seal("tests", LIFE_MS, kept);
    };
    for (let i = 0; i < 1_000; i++) {
      const seconds = START - 1_000 + i * 7.3;
      const closed = sealAt(seconds).close("word", seconds * 1000);
      const later = seconds * 1000 + LIFE_MS;
      expect(sealAt(later / 1000).open(closed, later)?.said).toBe("word");
      expect(sealAt(later / 1000).open(closed, later + 1)).toBeNull();
    }
  });

  it("is nothing when a root sealed it that had ended, or had not begun", () => {
    const [old, next] = [key(0, 0, START), key(1, START, START + 90_000)] as const;
    const both = new Seal("tests", LIFE_MS, [old, next]);
    const now = (START + 300) * 1000;
    const stolen = new Seal("tests", LIFE_MS, [{ ...old, notAfter: START + 90_000 }]);
    expect(both.open(stolen.close("word", now), now)).toBeNull();
    const early = new Seal("tests", LIFE_MS, [{ ...next, notBefore: 0 }]);
    const before = (START - 300) * 1000;
    expect(both.open(early.close("word", before), before)).toBeNull();
    expect(both.open(both.close("word", now), now)?.said).toBe("word");
  });

  it("is nothing for another purpose, with a byte changed, or for longer than it is good", () => {
    const ring = [key(0, 0, START)];
    const [seal, other] = [new Seal("tests", LIFE_MS, ring), new Seal("other", LIFE_MS, ring)];
    const now = (START - 900) * 1000;
    const closed = seal.close("word", now);
    expect(other.open(closed, now)).toBeNull();
    for (let i = 0; i < closed.length; i++) {
      const put = closed[i] === "A" ? "B" : "A";
      expect(seal.open(closed.slice(0, i) + put + closed.slice(i + 1), now)).toBeNull();
    }
    expect(seal.open(closed.replace("~", "~9"), now)).toBeNull();
  });

  it("is not made at all where no key is good now", () => {
    const seal = new Seal("tests", LIFE_MS, [key(0, 0, START)]);
    expect(() => seal.close("word", START * 1000)).toThrow("no key is good now");
  });
});
