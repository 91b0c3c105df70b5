import { type OpenTill, spokenLanguageOf } from "./state/till.ts";
import { exponentOfTill } from "./state/update-draft.ts";
import { type Chime, createChime } from "./voice/chime.ts";
import { resultSentence } from "./voice/result-sentence.ts";
import type { Speech } from "./voice/speech.ts";

/** Everything that this page sounds with. */
export interface Mouth {
  readonly chime: Chime;
  readonly speech: Pick<Speech, "say" | "voices"> & {
    /** To be called from a touch: some browsers let only a page speak that has begun to in one. */
    unlock(): void;
    /** Fetches what speaking needs, before there is something to say. */
    load(): Promise<void>;
  };
  /** True while it does. */
  isSounding(): boolean;
  /** Sounds as a result of this amount would, as the merchant has chosen. */
  sample(till: OpenTill, minor: number): Promise<void>;
  /** Says a sentence, as loud as the merchant has chosen. */
  say(till: OpenTill, sentence: string): Promise<void>;
}

export interface MouthSurroundings {
  readonly settings: () => OpenTill["settings"] | null;
  /** It has begun to sound, or ended. */
  readonly changed: () => void;
}

export function openMouth({ settings, changed }: MouthSurroundings): Mouth {
  let sounding = 0;

  async function aloud<Answer>(sound: Promise<Answer>): Promise<Answer> {
    sounding += 1;
    changed();
    return sound.finally(() => {
      sounding -= 1;
      changed();
    });
  }

  const silentChime = createChime(globalThis.AudioContext ? () => new AudioContext() : null);
  /** Speech comes after the chime, and so does its file. */
  let silentSpeech: Speech | null = null;
  async function loadSpeech(): Promise<Speech> {
    const { openVoice } = await import("./voice/open-voice.ts");
    silentSpeech ??= openVoice({
      chosen: (language) => settings()?.voices[language],
      audio: silentChime.audio,
    });
    return silentSpeech;
  }

  const chime: Chime = {
    ...silentChime,
    play: (kind, volume) => aloud(silentChime.play(kind, volume)),
  };
  const speech: Mouth["speech"] = {
    say: async (...words) => aloud((await loadSpeech()).say(...words)),
    voices: (language) => silentSpeech?.voices(language) ?? [],
    unlock() {
      if (!globalThis.speechSynthesis) return;
      const silence = new SpeechSynthesisUtterance(" ");
      silence.volume = 0;
      speechSynthesis.speak(silence);
    },
    load: async () => void (await loadSpeech()),
  };

  async function say(till: OpenTill, sentence: string): Promise<void> {
    await speech.say(sentence, spokenLanguageOf(till), till.settings.volume);
  }

  return {
    chime,
    speech,
    isSounding: () => sounding > 0,
    async sample(till, minor) {
      await chime.play("success", till.settings.volume);
      if (till.settings.sound !== "voice") return;
      const { currency } = till.profile.merchant;
      const amount = { minor, currency, exponent: exponentOfTill(till) };
      const result = { kind: "paid", number: "", amount, isLate: false } as const;
      await say(till, await resultSentence([result], spokenLanguageOf(till)));
    },
    say,
  };
}
