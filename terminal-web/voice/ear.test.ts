import { describe, it as test } from "vitest";
import type { Hearing } from "../state/hearing.ts";
import type { Message } from "../state/message.ts";
import { openTill, type TestTill } from "../state/test-till.ts";
import { type Ear, createEar } from "./ear.ts";
import { type FakeBrowser, type FakeEar, installFakeRecogniser } from "./fake-recogniser.ts";
import { createListener } from "./listen.ts";
import type { SpeechWindow } from "./recogniser.ts";

/** A till with an ear, in a browser whose recogniser is a fake. */
class Counter {
  readonly till: TestTill = openTill();
  readonly ear: Ear;
  readonly fake: FakeEar;
  hearing: Hearing | null = null;
  readonly repeated: number[] = [];
  isHushed = false;

  constructor(browser: FakeBrowser = {}, isSecureContext = true) {
    const host = { isSecureContext } as SpeechWindow & { fakeEar: FakeEar };
    installFakeRecogniser(browser, host);
    this.fake = host.fakeEar;
    this.ear = createEar({
      listener: createListener(host),
      till: () => this.till.open,
      tell: (message) => this.tell(message),
      show: (hearing) => void (this.hearing = hearing),
      repeat: (minor) => void this.repeated.push(minor),
      unnamed: () => "Item",
      now: () => this.till.now,
    });
  }

  tell(message: Message): void {
    this.till.tell(message);
    this.ear.follow(this.till.open, this.isHushed);
  }

  hush(isHushed: boolean): void {
    this.isHushed = isHushed;
    this.ear.follow(this.till.open, isHushed);
  }

  /** The key goes down and up again. */
  async tap(): Promise<void> {
    this.tell({ type: "mic", isDown: true });
    this.tell({ type: "mic", isDown: false });
    await settled();
    this.till.now += 2_000;
  }

  /** A tap, and somebody says this. */
  async say(text: string): Promise<Hearing["result"]> {
    await this.tap();
    this.fake.hear(text, true);
    await settled();
    return this.hearing?.result ?? null;
  }
}

const settled = (ms = 5): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const it = test.extend<{ counter: Counter }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the names of a fixture's needs from the pattern
  counter: async ({}, use) => use(new Counter()),
});

describe("press and speak", () => {
  it("drafts what is heard, and orders nothing", async ({ counter, expect }) => {
    expect(await counter.say("twenty-three fifty")).toEqual({ type: "drafted", unmatched: [] });
    expect(counter.till.open.draft.entry).toBe("23.50");
    expect(counter.till.open.sale).toBeNull();
    expect(counter.till.countOf("place")).toBe(0);
  });

  it("shows the words while they may still change, and drafts only the final ones", async ({
    counter,
    expect,
  }) => {
    await counter.tap();
    counter.fake.hear("twenty", false);
    expect(counter.hearing).toMatchObject({ ear: "listening", text: "twenty", isFinal: false });
    expect(counter.till.open.draft.entry).toBe("");
    counter.fake.hear("twenty-three fifty", true);
    expect(counter.hearing).toMatchObject({ ear: "idle", text: "twenty-three fifty" });
    expect(counter.till.open.draft.entry).toBe("23.50");
  });

  it("ends with a second tap, and takes what was said so far", async ({ counter, expect }) => {
    await counter.tap();
    counter.fake.hear("forty two euros", false);
    await counter.tap();
    expect(counter.fake.isListening()).toBe(false);
    expect(counter.till.open.draft.entry).toBe("42.00");
  });

  it("listens for as long as the key is held", async ({ counter, expect }) => {
    counter.tell({ type: "mic", isDown: true });
    await settled();
    counter.fake.hear("thirty three euros", false);
    counter.till.now += 1_500;
    expect(counter.fake.isListening()).toBe(true);
    counter.tell({ type: "mic", isDown: false });
    await settled();
    expect(counter.fake.isListening()).toBe(false);
    expect(counter.till.open.draft.entry).toBe("33.00");
  });

  it("stops listening when the digits come back", async ({ counter, expect }) => {
    await counter.tap();
    counter.tell({ type: "press", key: "5" });
    await settled();
    expect(counter.fake.isListening()).toBe(false);
    expect(counter.till.open.mic.isOpen).toBe(false);
    expect(counter.till.open.draft.entry).toBe("5");
  });

  it("expects the catalogue's names where the device understands by itself", async ({ expect }) => {
    const counter = new Counter({ onDevice: "available" });
    counter.tell({ type: "put-catalogue", catalogue: [{ name: "Flat white", unitPrice: 420 }] });
    expect(await counter.say("two flat whites")).toMatchObject({ type: "drafted" });
    expect(counter.fake.starts).toEqual([
      { lang: "en-US", isLocal: true, phrases: ["Flat white"] },
    ]);
    expect(counter.till.open.draft.lines).toEqual([
      { name: "Flat white", quantity: 2, unitPrice: 420 },
    ]);
  });

  it("breaks off while the till itself speaks, and says so", async ({ counter, expect }) => {
    await counter.tap();
    counter.fake.hear("twenty", false);
    counter.hush(true);
    await settled();
    expect(counter.fake.isListening()).toBe(false);
    expect(counter.hearing?.result).toEqual({ type: "unheard", fault: "interrupted" });
    expect(counter.till.open.draft.entry).toBe("");
  });
});

describe("what can be meant in several ways", () => {
  it("drafts and charges nothing before one is chosen", async ({ counter, expect }) => {
    const result = await counter.say("twelve fifty");
    expect(result).toMatchObject({ type: "asking" });
    expect(counter.till.open.draft.entry).toBe("");
    counter.tell({ type: "charge", unnamed: "Item" });
    expect(counter.till.open.hint).toBe("choose");
    expect(counter.till.open.sale).toBeNull();
    counter.ear.choose(1);
    expect(counter.till.open.draft.entry).toBe("1250.00");
    counter.tell({ type: "charge", unnamed: "Item" });
    expect(counter.till.open.sale?.charge.amount.minor).toBe(125_000);
  });

  it("does not charge the amount of before either", async ({ counter, expect }) => {
    await counter.say("thirty euros");
    await counter.say("twelve fifty");
    counter.tell({ type: "charge", unnamed: "Item" });
    expect(counter.till.open.sale).toBeNull();
  });
});

describe("a bill that grows by ear", () => {
  it("adds lines to lines", async ({ counter, expect }) => {
    await counter.say("two coffees at three fifty");
    await counter.say("a bagel four twenty-five");
    expect(counter.till.open.draft.lines.map(({ name }) => name)).toEqual(["coffees", "bagel"]);
  });

  it("replaces an amount by an amount", async ({ counter, expect }) => {
    await counter.say("twenty euros");
    await counter.say("thirty euros");
    expect(counter.till.open.draft.entry).toBe("30.00");
  });

  it("amends what is on the screen when told to", async ({ counter, expect }) => {
    await counter.say("two coffees at three fifty");
    await counter.say("make that three coffees at three fifty");
    expect(counter.till.open.draft.lines).toEqual([
      { name: "coffees", quantity: 3, unitPrice: 350 },
    ]);
  });

  it("goes back step by step, and not past what a hand has touched", async ({
    counter,
    expect,
  }) => {
    await counter.say("twenty euros");
    await counter.say("thirty euros");
    expect(await counter.say("undo")).toEqual({ type: "undone" });
    expect(counter.till.open.draft.entry).toBe("20.00");
    counter.ear.undo();
    expect(counter.till.open.draft.entry).toBe("");
    counter.ear.undo();
    expect(counter.hearing?.result).toEqual({ type: "nothing-to-undo" });
  });

  it("clears, and says again, by word", async ({ counter, expect }) => {
    await counter.say("twenty euros");
    expect(await counter.say("say that again")).toEqual({ type: "repeated" });
    expect(counter.repeated).toEqual([2000]);
    expect(await counter.say("clear")).toEqual({ type: "cleared" });
    expect(counter.till.open.draft.entry).toBe("");
  });

  it("refuses what comes to more than one payment may be, and keeps what was there", async ({
    counter,
    expect,
  }) => {
    await counter.say("a car nine million euros");
    const before = counter.till.open.draft;
    expect(await counter.say("a house nine million euros")).toMatchObject({
      type: "nothing",
      reason: "out-of-range",
    });
    expect(counter.till.open.draft).toBe(before);
  });
});

describe("hands-free", () => {
  it.beforeEach(({ counter }) =>
    counter.tell({ type: "choose", settings: { listening: "hands-free" } }),
  );

  it("goes on listening after each utterance, until it is tapped again", async ({
    counter,
    expect,
  }) => {
    await counter.say("twenty euros");
    await settled(300);
    expect(counter.fake.isListening()).toBe(true);
    counter.till.now += 9_000;
    counter.fake.fail("no-speech");
    await settled(300);
    expect(counter.fake.isListening()).toBe(true);
    await counter.tap();
    await settled(300);
    expect(counter.fake.isListening()).toBe(false);
  });

  it("does not hear the till itself, and listens again when that is silent", async ({
    counter,
    expect,
  }) => {
    await counter.tap();
    counter.hush(true);
    await settled(300);
    expect(counter.fake.isListening()).toBe(false);
    counter.hush(false);
    await settled(300);
    expect(counter.fake.isListening()).toBe(true);
  });

  it("is quiet during a sale, and listens again for the next", async ({ counter, expect }) => {
    await counter.say("twenty euros");
    counter.tell({ type: "charge", unnamed: "Item" });
    await settled(300);
    expect(counter.fake.isListening()).toBe(false);
    counter.tell({ type: "cancel", isSure: true });
    counter.tell({ type: "leave" });
    await settled(300);
    counter.tell({ type: "tick" });
    await settled(300);
    expect(counter.till.open.sale?.status ?? "none").toBe("none");
    expect(counter.fake.isListening()).toBe(true);
  });

  it("keeps what is to be chosen while people only talk", async ({ counter, expect }) => {
    await counter.say("twelve fifty");
    await settled(300);
    counter.fake.hear("lovely weather today is it not", true);
    expect(counter.hearing?.result).toMatchObject({ type: "asking" });
    expect(counter.till.open.mic.isAsking).toBe(true);
  });

  it("ends when the microphone is taken away", async ({ counter, expect }) => {
    await counter.tap();
    counter.fake.fail("not-allowed");
    await settled(300);
    expect(counter.fake.isListening()).toBe(false);
    expect(counter.hearing?.result).toEqual({ type: "unheard", fault: "not-allowed" });
  });

  it("gives up on a recogniser that only ever ends", async ({ counter, expect }) => {
    await counter.tap();
    counter.till.now -= 2_000;
    for (let turn = 0; turn < 3; turn += 1) {
      counter.fake.fail("no-speech");
      await settled(300);
    }
    expect(counter.fake.isListening()).toBe(false);
    expect(counter.hearing?.result).toMatchObject({ type: "unheard" });
  });
});

describe("where nothing can be heard", () => {
  it.for([
    ["no-speech", "no-speech"],
    ["audio-capture", "audio-capture"],
    ["network", "network"],
    ["not-allowed", "not-allowed"],
    ["service-not-allowed", "not-allowed"],
    ["language-not-supported", "language-unavailable"],
    ["aborted", "failed"],
    ["something-new", "failed"],
  ] as const)("tells %s as %s and changes nothing", async ([error, fault], { counter, expect }) => {
    await counter.say("twenty euros");
    await counter.tap();
    counter.fake.hear("thir", false);
    counter.fake.fail(error);
    expect(counter.hearing).toMatchObject({ ear: "idle", result: { type: "unheard", fault } });
    expect(counter.till.open.draft.entry).toBe("20.00");
  });

  it("takes speech that matches nothing for silence", async ({ counter, expect }) => {
    await counter.tap();
    counter.fake.nomatch();
    expect(counter.hearing?.result).toEqual({ type: "unheard", fault: "no-speech" });
  });

  it.for([
    ["unsupported", { hasRecogniser: false }, true],
    ["insecure", {}, false],
  ] as const)("says that it is %s", async ([fault, browser, isSecure], { expect }) => {
    const counter = new Counter(browser, isSecure);
    await counter.tap();
    expect(counter.hearing?.result).toEqual({ type: "unheard", fault });
  });

  it("lets no sound leave the device that may not", async ({ expect }) => {
    const counter = new Counter({ onDevice: "downloadable" });
    counter.tell({ type: "choose", settings: { isHeardHereOnly: true } });
    await counter.tap();
    expect(counter.fake.starts).toEqual([]);
    expect(counter.hearing?.result).toEqual({ type: "unheard", fault: "not-here" });
  });

  it("fetches the language where it may not leave and the browser can", async ({ expect }) => {
    const counter = new Counter({ onDevice: "downloadable", canInstall: true });
    counter.tell({ type: "choose", settings: { isHeardHereOnly: true } });
    await counter.tap();
    expect(counter.fake.starts).toMatchObject([{ isLocal: true }]);
    expect(counter.hearing).toMatchObject({ ear: "listening", where: "device" });
  });

  it("says that the sound goes to the maker of the browser, where it does", async ({
    counter,
    expect,
  }) => {
    await counter.tap();
    expect(counter.hearing).toMatchObject({ ear: "listening", where: "service" });
  });

  it("does without names where the recogniser takes none", async ({ expect }) => {
    const counter = new Counter({ onDevice: "available", hasPhrases: false });
    counter.tell({ type: "put-catalogue", catalogue: [{ name: "Tea", unitPrice: 280 }] });
    await counter.tap();
    expect(counter.fake.starts.map(({ phrases }) => phrases)).toEqual([["Tea"], []]);
    expect(counter.hearing).toMatchObject({ ear: "listening", where: "device" });
  });
});
