import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { createSpeech } from "./speech.ts";

/** The part of an utterance that engines look at. */
class Utterance extends EventTarget {
  readonly text: string;
  lang = "";
  volume = 1;
  voice: SpeechSynthesisVoice | null = null;
  constructor(text: string) {
    super();
    this.text = text;
  }
}

const voice = (name: string, lang: string, localService = true): SpeechSynthesisVoice => ({
  name,
  lang,
  localService,
  default: false,
  voiceURI: name,
});

/** A speech engine of the test, which answers each utterance as it is told to. */
function engine(answer: (utterance: Utterance) => void, voices: SpeechSynthesisVoice[] = []) {
  const spoken: Utterance[] = [];
  let cancelled = 0;
  const synthesis = {
    getVoices: () => voices,
    speak(utterance: Utterance) {
      spoken.push(utterance);
      answer(utterance);
    },
    cancel: () => void (cancelled += 1),
  } as unknown as SpeechSynthesis;
  return { speech: createSpeech(synthesis), spoken, cancelled: () => cancelled };
}

const ends = (utterance: Utterance): boolean => utterance.dispatchEvent(new Event("end"));
const fails =
  (error: string) =>
  (utterance: Utterance): boolean =>
    utterance.dispatchEvent(Object.assign(new Event("error"), { error }));

beforeEach(() => void vi.stubGlobal("SpeechSynthesisUtterance", Utterance));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("speech", () => {
  it("says the sentence in its language at its volume", async ({ expect }) => {
    const { speech, spoken } = engine(ends);
    expect(await speech.say("收款二十三元五角", "zh", 0.4)).toBe("spoken");
    expect(spoken[0]).toMatchObject({ text: "收款二十三元五角", lang: "zh-CN", volume: 0.4 });
  });

  it("prefers a voice of the exact language that lives on the device", async ({ expect }) => {
    const { speech, spoken } = engine(ends, [
      voice("cloud", "en-US", false),
      voice("british", "en-GB"),
      voice("local", "en_US"),
      voice("mandarin", "zh-CN"),
    ]);
    await speech.say("Received", "en", 1);
    expect(spoken[0]?.voice?.name).toBe("local");
    expect([speech.hasVoice("en"), speech.hasVoice("zh")]).toEqual([true, true]);
  });

  it("takes any voice of the language rather than none", async ({ expect }) => {
    const { speech, spoken } = engine(ends, [voice("taiwan", "zh-TW", false)]);
    await speech.say("收款", "zh", 1);
    expect(spoken[0]?.voice?.name).toBe("taiwan");
    expect(speech.hasVoice("en")).toBe(false);
  });

  it.for([
    ["not-allowed", "not-allowed"],
    ["synthesis-failed", "no-voice"],
    ["language-unavailable", "no-voice"],
    ["interrupted", "failed"],
  ] as const)("tells %s as %s", async ([error, answer], { expect }) => {
    expect(await engine(fails(error)).speech.say("Received", "en", 1)).toBe(answer);
  });

  it("gives up on an engine that never says that it has finished", async ({ expect }) => {
    vi.useFakeTimers();
    const { speech, cancelled } = engine(() => {});
    const saying = speech.say("Received", "en", 1);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await saying).toBe("failed");
    expect(cancelled()).toBe(1);
  });

  it("is unsupported where the browser has none", async ({ expect }) => {
    expect(await createSpeech(undefined).say("Received", "en", 1)).toBe("unsupported");
    expect(createSpeech(undefined).hasVoice("en")).toBe(false);
  });
});
