import type { Language } from "../../worker/contract/merchant.ts";

export type SpeechAnswer = "spoken" | "unsupported" | "no-voice" | "not-allowed" | "failed";

/** Says a sentence aloud (Web Speech). */
export interface Speech {
  say(sentence: string, language: Language, volume: number): Promise<SpeechAnswer>;
  /** True when the device has a voice for the language; they load late, so an early "no" may change. */
  hasVoice(language: Language): boolean;
  /** The voices of this device for the language, to choose from. */
  voices(language: Language): readonly VoiceName[];
}

export interface VoiceName {
  readonly id: string;
  readonly name: string;
}

/** Mandarin as it is spoken on the mainland, unless the device only has another. */
const TAGS: Readonly<Record<Language, string>> = { en: "en-US", zh: "zh-CN" };

/** Some engines never say that they have finished. */
const LEAST_PATIENCE_MS = 4_000;
const PATIENCE_PER_CHARACTER_MS = 250;

/** `chosen` is the merchant's own choice of voice, by its voiceURI. */
export function createSpeech(
  synthesis: SpeechSynthesis | undefined,
  chosen: (language: Language) => string | undefined = () => undefined,
): Speech {
  const voicesOf = (language: Language): SpeechSynthesisVoice[] =>
    (synthesis?.getVoices() ?? []).filter(({ lang }) => lang.toLowerCase().startsWith(language));

  const voiceFor = (language: Language): SpeechSynthesisVoice | undefined => {
    const speaking = voicesOf(language);
    const wanted = chosen(language);
    const tag = TAGS[language].toLowerCase();
    const exact = speaking.filter(({ lang }) => lang.replace("_", "-").toLowerCase() === tag);
    // A voice on the device needs no network, which is when the till speaks most.
    return (
      speaking.find(({ voiceURI }) => voiceURI === wanted) ??
      exact.find(({ localService }) => localService) ??
      exact[0] ??
      speaking.find(({ localService }) => localService) ??
      speaking[0]
    );
  };

  return {
    hasVoice: (language) => voiceFor(language) !== undefined,
    voices: (language) => voicesOf(language).map(({ voiceURI, name }) => ({ id: voiceURI, name })),
    say(sentence, language, volume) {
      if (!synthesis) return Promise.resolve("unsupported");
      const utterance = new SpeechSynthesisUtterance(sentence);
      utterance.lang = TAGS[language];
      utterance.volume = volume;
      const voice = voiceFor(language);
      if (voice) utterance.voice = voice;
      return spoken(synthesis, utterance);
    },
  };
}

function spoken(
  synthesis: SpeechSynthesis,
  utterance: SpeechSynthesisUtterance,
): Promise<SpeechAnswer> {
  return new Promise((resolve) => {
    const patience = Math.max(LEAST_PATIENCE_MS, utterance.text.length * PATIENCE_PER_CHARACTER_MS);
    const timer = setTimeout(() => {
      synthesis.cancel();
      resolve("failed");
    }, patience);
    const end = (answer: SpeechAnswer): void => {
      clearTimeout(timer);
      resolve(answer);
    };
    utterance.addEventListener("end", () => end("spoken"));
    utterance.addEventListener("error", ({ error }) => end(answerOf(error)));
    synthesis.speak(utterance);
  });
}

function answerOf(error: SpeechSynthesisErrorCode): SpeechAnswer {
  switch (error) {
    case "not-allowed":
      return "not-allowed";
    case "language-unavailable":
    case "voice-unavailable":
    case "synthesis-failed":
      return "no-voice";
    default:
      return "failed";
  }
}
