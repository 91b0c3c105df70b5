import type { Language } from "../../../worker/contract/merchant.ts";
import type { SpeechAnswer } from "../speech.ts";
import { CLIP_PLACES } from "./clip-places.ts";
import { PAUSE, clipWords } from "./clip-words.ts";

/** Says the till's own sentences from recorded words, where the device has no voice. */
export interface ClipPlayer {
  /** "no-voice" where a word is missing or the clips could not be had. `volume` is 0 to 1. */
  say(sentence: string, language: Language, volume: number): Promise<SpeechAnswer>;
}

export interface ClipPlayerOptions {
  /** null while the page may not sound. */
  readonly context: () => AudioContext | null;
  /** All words of a language in one file, as it is kept. */
  readonly fetchClips: (language: Language) => Promise<ArrayBuffer>;
}

const PAUSE_SECONDS = 0.22;

export function createClipPlayer({ context, fetchClips }: ClipPlayerOptions): ClipPlayer {
  const decoded = new Map<Language, Promise<AudioBuffer>>();

  /** A file that could not be had is asked for again at the next sentence. */
  function clipsOf(language: Language, audio: AudioContext): Promise<AudioBuffer> {
    const kept = decoded.get(language);
    if (kept) return kept;
    const fetched = fetchClips(language).then((bytes) => audio.decodeAudioData(bytes));
    decoded.set(language, fetched);
    fetched.catch(() => decoded.delete(language));
    return fetched;
  }

  return {
    async say(sentence, language, volume) {
      const audio = context();
      if (!audio) return "not-allowed";
      const places = CLIP_PLACES[language];
      const words = clipWords(sentence, language, new Set(Object.keys(places)));
      const clips = words && (await clipsOf(language, audio).catch(() => null));
      if (!clips) return "no-voice";
      const gain = audio.createGain();
      gain.gain.value = volume;
      gain.connect(audio.destination);
      let at = audio.currentTime;
      for (const word of words) {
        const place = places[word];
        if (word === PAUSE || !place) {
          at += PAUSE_SECONDS;
          continue;
        }
        const [from, length] = place;
        const source = audio.createBufferSource();
        source.buffer = clips;
        source.connect(gain);
        source.start(at, from / 1000, length / 1000);
        at += length / 1000;
      }
      await new Promise((resolve) => setTimeout(resolve, (at - audio.currentTime) * 1000));
      return "spoken";
    },
  };
}
