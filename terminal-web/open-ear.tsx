import { effect, signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { type Hearing, SILENCE } from "./state/hearing.ts";
import type { Message } from "./state/message.ts";
import { type OpenTill, spokenLanguageOf } from "./state/till.ts";
import { exponentOfTill } from "./state/update-draft.ts";
import type { Stage } from "./view/stage.ts";
import { VoicePanel } from "./view/voice/voice-panel.tsx";
import { createEar } from "./voice/ear.ts";
import { createListener } from "./voice/listen.ts";
import { amountWords } from "./voice/words/amount-words.ts";

export interface EarSurroundings {
  /** Reading it in an effect follows it. */
  readonly till: () => OpenTill | null;
  /** The till is sounding, or nobody sees the page; likewise followed. */
  readonly isHushed: () => boolean;
  readonly tell: (message: Message) => void;
  readonly say: (sentence: string) => void;
  readonly unnamed: () => string;
}

/** What hears, with the panel that shows it. All of it loads when the keypad already stands. */
export function openEar(surroundings: EarSurroundings): FunctionComponent<Stage> {
  const { till, isHushed, tell, say, unnamed } = surroundings;
  const hearing = signal<Hearing>(SILENCE);
  const ear = createEar({
    listener: createListener(window),
    till,
    tell,
    show: (shown) => void (hearing.value = shown),
    repeat(minor) {
      const current = till();
      if (!current) return;
      const { currency } = current.profile.merchant;
      say(amountWords(minor, currency, exponentOfTill(current), spokenLanguageOf(current)));
    },
    unnamed,
    now: Date.now,
  });
  effect(() => ear.follow(till(), isHushed()));
  return (stage) => (
    <VoicePanel stage={stage} hearing={hearing.value} onChoose={ear.choose} onUndo={ear.undo} />
  );
}
