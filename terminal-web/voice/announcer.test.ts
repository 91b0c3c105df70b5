import { describe, it } from "vitest";
import type { Announcement } from "../state/announcement.ts";
import { DEFAULT_SETTINGS, type Settings } from "../state/settings.ts";
import { type Announcer, type Item, createAnnouncer } from "./announcer.ts";
import type { ChimeAnswer } from "./chime.ts";

/** A till's mouth, of which everything that leaves it is written down in order. */
class Mouth {
  readonly log: string[] = [];
  settings: Settings = DEFAULT_SETTINGS;
  chimeAnswer: ChimeAnswer = "played";
  marked = 0;
  now = 1_000_000;
  ready = Promise.resolve();
  readonly announcer: Announcer;

  constructor() {
    this.announcer = createAnnouncer({
      chime: {
        ready: () => this.ready,
        play: (kind, volume) => {
          this.log.push(`chime ${kind} ${volume}`);
          return Promise.resolve(this.chimeAnswer);
        },
      },
      speech: {
        say: (sentence) => {
          this.log.push(`say ${sentence}`);
          return Promise.resolve("spoken");
        },
      },
      vibrate: (pattern) => void this.log.push(`vibrate ${pattern.join(" ")}`),
      mark: (cursor) => {
        if (cursor <= this.marked) return Promise.resolve(false);
        this.marked = cursor;
        this.log.push(`mark ${cursor}`);
        return Promise.resolve(true);
      },
      settings: () => this.settings,
      language: () => "en",
      words: (results) =>
        Promise.resolve(
          results
            .map(({ kind, amount, isLate }) => `${isLate ? "late " : ""}${kind} ${amount.minor}`)
            .join(" and "),
        ),
      now: () => this.now,
      silent: (why) => void this.log.push(why),
    });
  }

  async hear(...items: Item[]): Promise<string[]> {
    for (const one of items) this.announcer.add(one);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return this.log;
  }
}

function item(cursor: number, kind: Announcement["kind"], minor = cursor, isLate = false): Item {
  const amount = { minor, currency: "EUR", exponent: 2 };
  return { cursor, announcement: { kind, number: `3-${cursor}`, amount, isLate } };
}

const nothing = (cursor: number): Item => ({ cursor, announcement: null });

describe("the announcer", () => {
  it("marks a result before it sounds, and chimes before it speaks", async ({ expect }) => {
    expect(await new Mouth().hear(item(7, "paid", 2350))).toEqual([
      "mark 7",
      "vibrate 80 60 80",
      "chime success 1",
      "say paid 2350",
    ]);
  });

  it("says nothing that is marked already", async ({ expect }) => {
    const mouth = new Mouth();
    mouth.marked = 7;
    expect(await mouth.hear(item(7, "paid"))).toEqual([]);
  });

  it("says nothing of a result that could not be marked", async ({ expect }) => {
    const mouth = new Mouth();
    mouth.marked = Number.NaN;
    const broken = createAnnouncer({
      chime: {
        ready: () => Promise.resolve(),
        play: () => Promise.resolve("played"),
      },
      now: () => 0,
      speech: {
        say: () => Promise.resolve("spoken"),
      },
      vibrate: () => void mouth.log.push("vibrate"),
      mark: () => Promise.reject(new Error("the disk is full")),
      settings: () => DEFAULT_SETTINGS,
      language: () => "en",
      words: () => Promise.resolve(""),
      silent: () => {},
    });
    broken.add(item(1, "paid"));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(mouth.log).toEqual([]);
  });

  it("sounds differently for success, failure and doubt", async ({ expect }) => {
    const sounds = await Promise.all(
      (["paid", "declined", "checking"] as const).map(async (kind) => {
        const log = await new Mouth().hear(item(1, kind));
        return log.filter((line) => /^(?:chime|vibrate)/.test(line)).join();
      }),
    );
    expect(new Set(sounds).size).toBe(3);
  });

  it("joins results that wait together, three at most, and mixes no kinds", async ({ expect }) => {
    const log = await new Mouth().hear(
      item(1, "paid"),
      item(2, "paid"),
      item(3, "paid"),
      item(4, "paid"),
      item(5, "declined"),
    );
    expect(log.filter((line) => line.startsWith("say"))).toEqual([
      "say paid 1 and paid 2 and paid 3",
      "say paid 4",
      "say declined 5",
    ]);
  });

  it("tells late results apart from new ones", async ({ expect }) => {
    const log = await new Mouth().hear(item(1, "paid"), item(2, "paid", 2, true), item(3, "paid"));
    expect(log.filter((line) => line.startsWith("say"))).toEqual([
      "say paid 1",
      "say late paid 2",
      "say paid 3",
    ]);
  });

  it("marks late results without a sound where the merchant wants none", async ({ expect }) => {
    const mouth = new Mouth();
    mouth.settings = { ...DEFAULT_SETTINGS, speakLate: false };
    expect(await mouth.hear(item(1, "paid", 1, true))).toEqual(["mark 1"]);
  });

  it("marks facts that need no word, once for many", async ({ expect }) => {
    expect(await new Mouth().hear(nothing(1), nothing(2), nothing(3))).toEqual([
      "mark 1",
      "mark 3",
    ]);
  });

  it("chimes without speaking, or neither, as the merchant chose", async ({ expect }) => {
    const chiming = new Mouth();
    chiming.settings = { ...DEFAULT_SETTINGS, sound: "chime", volume: 0.5 };
    expect(await chiming.hear(item(1, "paid"))).toContain("chime success 0.5");
    expect(chiming.log.some((line) => line.startsWith("say"))).toBe(false);
    const silent = new Mouth();
    silent.settings = { ...DEFAULT_SETTINGS, sound: "off" };
    expect(await silent.hear(item(1, "paid"))).toEqual(["mark 1", "vibrate 80 60 80"]);
  });

  it("keeps results unmarked until the page may sound, and then tells them as late", async ({
    expect,
  }) => {
    const mouth = new Mouth();
    const touch = Promise.withResolvers<void>();
    mouth.ready = touch.promise;
    expect(await mouth.hear(item(1, "paid"), nothing(2))).toEqual([]);
    mouth.now += 60_000;
    touch.resolve();
    await mouth.hear();
    expect(mouth.log.filter((line) => /^(?:mark|say)/.test(line))).toEqual([
      "mark 1",
      "mark 2",
      "say late paid 1",
    ]);
  });

  it.for(["locked", "unsupported"] as const)(
    "says when the page is %s",
    async (why, { expect }) => {
      const mouth = new Mouth();
      mouth.chimeAnswer = why;
      expect(await mouth.hear(item(1, "paid"))).toContain(why);
    },
  );
});
