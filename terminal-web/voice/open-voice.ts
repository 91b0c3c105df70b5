import type { Language } from "../../worker/contract/merchant.ts";
import { createClipPlayer } from "./clips/clip-player.ts";
import englishClips from "./clips/en.opus?url";
import mandarinClips from "./clips/zh.opus?url";
import { type Speech, createSpeech } from "./speech.ts";

export interface VoiceOptions {
  /** The merchant's own choice of voice, by its voiceURI. */
  readonly chosen: (language: Language) => string | undefined;
  /** null while the page may not sound. */
  readonly audio: () => AudioContext | null;
}

const CLIPS: Readonly<Record<Language, string>> = { en: englishClips, zh: mandarinClips };

/** The till's voice: one of the device's, or recorded words where it has none. */
export function openVoice({ chosen, audio }: VoiceOptions): Speech {
  const speech = createSpeech(globalThis.speechSynthesis, chosen);
  const clips = createClipPlayer({
    context: audio,
    fetchClips: async (language) => (await fetch(CLIPS[language])).arrayBuffer(),
  });
  return {
    ...speech,
    async say(...sentence) {
      const answer = await speech.say(...sentence);
      // An engine that broke off may have been heard: what it began is not said again.
      return answer === "spoken" || answer === "failed" ? answer : clips.say(...sentence);
    },
  };
}
