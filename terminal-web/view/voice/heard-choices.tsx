import type { JSX } from "preact";
import { entryMinor } from "../../state/amount-entry.ts";
import { draftTotal } from "../../state/draft.ts";
import type { HeardChoice } from "../../state/hearing.ts";
import { exponentOfTill } from "../../state/update-draft.ts";
import { amountText } from "../amount-text.ts";
import type { Stage } from "../stage.ts";
import type { VoicePhrases } from "./voice-phrases-en.ts";

interface HeardChoicesProps {
  readonly stage: Stage;
  readonly words: VoicePhrases;
  readonly choices: readonly HeardChoice[];
  readonly onChoose: (index: number) => void;
}

/** The ways in which speech can be meant, the likeliest first. Each says what the draft would come to. */
export function HeardChoices({ stage, words, choices, onChoose }: HeardChoicesProps): JSX.Element {
  return (
    <ul class="choices">
      {choices.map((choice, index) => (
        <li key={index}>
          <button type="button" class="button choice-button" onClick={() => onChoose(index)}>
            <ChoiceText stage={stage} words={words} choice={choice} />
          </button>
        </li>
      ))}
    </ul>
  );
}

type ChoiceTextProps = Pick<HeardChoicesProps, "stage" | "words"> & {
  readonly choice: HeardChoice;
};

function ChoiceText({ stage, words, choice }: ChoiceTextProps): JSX.Element {
  const { till, locale } = stage;
  const exponent = exponentOfTill(till);
  const { currency } = till.profile.merchant;
  const { lines } = choice.draft;
  const text = (minor: number): string => amountText({ minor, currency, exponent }, locale);
  const last = lines.at(-1);
  const entry = entryMinor(choice.draft.entry, exponent);
  return (
    <>
      <strong>{text(draftTotal(choice.draft, exponent))}</strong>
      {last && (
        <bdi>
          {entry > 0
            ? `… + ${text(entry)}`
            : `${last.quantity} × ${last.name}, ${text(last.unitPrice)}`}
        </bdi>
      )}
      <span>{words.reasons[choice.reason]}</span>
    </>
  );
}
