import { type ReadonlySignal, computed, signal } from "@preact/signals";
import { type OpenTill, spokenLanguageOf } from "./state/till.ts";
import { exponentOfTill } from "./state/update-draft.ts";
import { type Chime, createChime } from "./voice/chime.ts";
import { resultSentence } from "./voice/result-sentence.ts";
import { type Speech, createSpeech } from "./voice/speech.ts";

/** Everything that this page sounds with. */
export interface Mouth {
  readonly chime: Chime;
  readonly speech: Speech;
  /** True while it does. */
  readonly isSounding: ReadonlySignal<boolean>;
  /** Sounds as a result of this amount would, as the merchant has chosen. */
  sample(till: OpenTill, minor: number): Promise<void>;
  /** Says a sentence, as loud as the merchant has chosen. */
  say(till: OpenTill, sentence: string): Promise<void>;
}

export function openMouth(settings: () => OpenTill["settings"] | null): Mouth {
  const sounding = signal(0);

  async function aloud<Answer>(sound: Promise<Answer>): Promise<Answer> {
    sounding.value += 1;
    return sound.finally(() => (sounding.value -= 1));
  }

  const silentChime = createChime(globalThis.AudioContext ? () => new AudioContext() : null);
  const silentSpeech = createSpeech(
    globalThis.speechSynthesis,
    (language) => settings()?.voices[language],
  );
  const chime: Chime = {
    ...silentChime,
    play: (kind, volume) => aloud(silentChime.play(kind, volume)),
  };
  const speech: Speech = {
    ...silentSpeech,
    say: (sentence, language, volume) => aloud(silentSpeech.say(sentence, language, volume)),
  };

  async function say(till: OpenTill, sentence: string): Promise<void> {
    await speech.say(sentence, spokenLanguageOf(till), till.settings.volume);
  }

  return {
    chime,
    speech,
    isSounding: computed(() => sounding.value > 0),
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
