import type { JSX } from "preact";
import type { HeardResult, Hearing } from "../../state/hearing.ts";
import { languageOf } from "../../state/till.ts";
import { Shape } from "../shape.tsx";
import type { Stage } from "../stage.ts";
import { HeardChoices } from "./heard-choices.tsx";
import { type VoicePhrases } from "./voice-phrases-en.ts";
import { VOICE_PHRASES } from "./voice-phrases.ts";
// oxlint-disable-next-line import/no-unassigned-import -- a style sheet has nothing to assign; it loads with the panel
import "./voice.css";

interface VoicePanelProps {
  readonly stage: Stage;
  readonly hearing: Hearing;
  readonly onChoose: (index: number) => void;
  readonly onUndo: () => void;
}

/** Where the digits were: what is heard, what came of it, and where the sound goes. The way back to the digits stays. */
export function VoicePanel({ stage, hearing, onChoose, onUndo }: VoicePanelProps): JSX.Element {
  const { till, send } = stage;
  const words = VOICE_PHRASES[languageOf(till)];
  const { result, canUndo } = hearing;
  return (
    <section class="voice" aria-label={words.panel}>
      <p class={`voice-ear voice-${hearing.ear}`} role="status">
        <i class="dot" />
        {earText(hearing, till.settings.listening === "hands-free", words)}
      </p>
      <div class="voice-heard" aria-live="polite">
        {hearing.text === "" && result === null && <p class="voice-example">{words.example}</p>}
        {hearing.text !== "" && (
          <p class={hearing.isFinal ? "voice-text" : "voice-text interim"} dir="auto">
            {hearing.text}
          </p>
        )}
        {result && <Result result={result} text={hearing.text} words={words} />}
        {result?.type === "asking" && (
          <HeardChoices stage={stage} words={words} choices={result.choices} onChoose={onChoose} />
        )}
      </div>
      <div class="voice-foot">
        <p class="voice-where">{whereText(hearing, till.settings.isHeardHereOnly, words)}</p>
        {canUndo && (
          <button type="button" class="button small" onClick={onUndo}>
            {words.undo}
          </button>
        )}
        <button type="button" class="button small" onClick={() => send({ type: "mic-close" })}>
          <Shape name="keys" />
          {words.digits}
        </button>
      </div>
    </section>
  );
}

function earText({ ear }: Hearing, isHandsFree: boolean, words: VoicePhrases): string {
  return ear === "listening" && isHandsFree ? words.goingOn : words.ear[ear];
}

function whereText({ where }: Hearing, isHereOnly: boolean, words: VoicePhrases): string {
  if (where) return words.where[where];
  return isHereOnly ? words.whereHereOnly : words.whereUnknown;
}

interface ResultProps {
  readonly result: HeardResult;
  readonly text: string;
  readonly words: VoicePhrases;
}

function Result({ result, text, words }: ResultProps): JSX.Element {
  const unmatched = "unmatched" in result ? result.unmatched.join(" … ") : "";
  const isFault = result.type === "unheard" || result.type === "nothing";
  return (
    <>
      <p class={isFault ? "voice-result fault" : "voice-result"}>{resultText(result, words)}</p>
      {unmatched !== "" && unmatched !== text && (
        <p class="voice-unmatched">
          {words.unmatched} <q>{unmatched}</q>
        </p>
      )}
    </>
  );
}

function resultText(result: HeardResult, words: VoicePhrases): string {
  switch (result.type) {
    case "nothing":
      return words.nothing[result.reason];
    case "unheard":
      return words.faults[result.fault];
    default:
      return words[result.type];
  }
}
