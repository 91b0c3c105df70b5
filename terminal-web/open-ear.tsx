import type { FunctionComponent } from "preact";
import { type Hearing, SILENCE } from "./state/hearing.ts";
import type { Message } from "./state/message.ts";
import { type OpenTill, spokenLanguageOf } from "./state/till.ts";
import { exponentOfTill } from "./state/update-draft.ts";
import type { Stage } from "./view/stage.ts";
import { VoicePanel } from "./view/voice/voice-panel.tsx";
import { type Ear, createEar } from "./voice/ear.ts";
import { createListener } from "./voice/listen.ts";
import { amountWords } from "./voice/words/amount-words.ts";

export interface EarSurroundings {
  readonly till: () => OpenTill | null;
  readonly tell: (message: Message) => void;
  readonly say: (sentence: string) => void;
  readonly unnamed: () => string;
  /** What the panel shows has changed. */
  readonly changed: () => void;
}

/** What hears, with the panel that shows it. */
export interface OpenEar extends Pick<Ear, "follow"> {
  readonly Panel: FunctionComponent<Stage>;
}

/** Opens the till's ear. All of it loads when the keypad already stands. */
export function openEar({ till, tell, say, unnamed, changed }: EarSurroundings): OpenEar {
  let hearing: Hearing = SILENCE;
  const ear = createEar({
    listener: createListener(window),
    till,
    tell,
    show(shown) {
      hearing = shown;
      changed();
    },
    repeat(minor) {
      const current = till();
      if (!current) return;
      const { currency } = current.profile.merchant;
      say(amountWords(minor, currency, exponentOfTill(current), spokenLanguageOf(current)));
    },
    unnamed,
    now: Date.now,
  });
  return {
    follow: ear.follow,
    Panel: (stage) => (
      <VoicePanel stage={stage} hearing={hearing} onChoose={ear.choose} onUndo={ear.undo} />
    ),
  };
}
