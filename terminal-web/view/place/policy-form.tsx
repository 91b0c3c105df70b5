import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { type Policy, defaultPolicy } from "../../../worker/contract/place.ts";
import { type Minor, decimalText, minorFromDecimal } from "../../../worker/domain/money.ts";
import { type PolicyDesk, type PolicyMessage, RADII, isSame } from "../../state/policy-desk.ts";
import { exponentOfTill } from "../../state/update-draft.ts";
import { amountText } from "../amount-text.ts";
import { Choice, entriesOf } from "../choice.tsx";
import { metresText } from "../metres-text.ts";
import type { OfficeStage } from "../office.ts";
import type { PlacePhrases } from "./place-phrases-en.ts";
import { policySentence } from "./policy-sentence.ts";
import { SaveNote } from "./save-note.tsx";

interface FormProps {
  readonly stage: OfficeStage;
  readonly words: PlacePhrases;
  readonly desk: Extract<PolicyDesk, { step: "open" }>;
  readonly tell: (message: PolicyMessage) => void;
}

/** The rules about place as questions, and under them what a customer will notice. */
export function PolicyForm(props: FormProps): JSX.Element {
  const { stage, words, desk, tell } = props;
  const { draft, saved, status } = desk;
  const { currency } = stage.till.profile.merchant;
  const change = (changes: Partial<Policy>): void => tell({ type: "change", changes });
  const isChanged = !isSame(saved, draft);
  const isFloorRead = useSignal(true);
  return (
    <>
      <Choice
        name="asks"
        label={words.policyAsk}
        value={draft.radiusMetres === null ? "no" : "yes"}
        options={entriesOf(words.policyAsks)}
        onChoose={(asks) =>
          change({
            radiusMetres:
              asks === "no" ? null : (saved.radiusMetres ?? defaultPolicy(currency).radiusMetres),
          })
        }
      />
      {draft.radiusMetres !== null && (
        <Rules {...props} change={change} heard={(isRead) => void (isFloorRead.value = isRead)} />
      )}
      <p class="soft">{words.evidence}</p>
      <div class="outcome">
        <Experience {...props} />
        <div class="save-row">
          {isChanged && isFloorRead.value && (
            <button type="button" class="button strong" onClick={() => tell({ type: "save" })}>
              {words.save}
            </button>
          )}
          {isChanged && status.name === "idle" && <span class="soft">{words.saveUndone}</span>}
          <SaveNote
            words={words}
            isSaving={status.name === "saving"}
            isSaved={status.name === "saved"}
            fault={status.name === "failed" ? words.faults[status.fault] : null}
            onUndo={status.name === "saved" && status.before ? () => tell({ type: "undo" }) : null}
          />
        </div>
      </div>
    </>
  );
}

interface RulesProps extends FormProps {
  readonly change: (changes: Partial<Policy>) => void;
  /** Whether what is typed can be read as an amount. */
  readonly heard: (isRead: boolean) => void;
}

function Rules(props: RulesProps): JSX.Element {
  const { stage, words, desk, change } = props;
  const { draft } = desk;
  return (
    <>
      <Floor {...props} />
      <Choice
        name="radius"
        label={words.radius}
        value={String(draft.radiusMetres)}
        options={RADII.map((metres) => [
          String(metres),
          words.radiusText(words.radii[metres], metresText(metres, stage.locale)),
        ])}
        onChoose={(text) =>
          change({ radiusMetres: RADII.find((metres) => String(metres) === text) ?? null })
        }
      />
      <Choice
        name="unknown"
        label={words.whenUnknown}
        value={draft.whenUnknown}
        options={entriesOf(words.whenUnknowns)}
        onChoose={(whenUnknown) => change({ whenUnknown })}
      />
      <Choice
        name="away"
        label={words.whenAway}
        value={draft.whenAway}
        options={entriesOf(words.whenAways)}
        onChoose={(whenAway) => change({ whenAway })}
      />
      <p class="soft">{words.wordsNote}</p>
    </>
  );
}

function Floor({ stage, words, desk, change, heard }: RulesProps): JSX.Element {
  const exponent = exponentOfTill(stage.till);
  const isFault = useSignal(false);
  const read = (text: string): void => {
    const minor = minorFromDecimal(text.trim().replace(",", "."), exponent);
    isFault.value = minor === null;
    heard(minor !== null);
    if (minor !== null) change({ floorMinor: minor });
  };
  return (
    <label class="field floor">
      <span>{words.floor(stage.till.profile.merchant.currency)}</span>
      <input
        // Another value from outside, such as after an undo, makes a new field.
        key={desk.saved.floorMinor}
        inputMode={exponent === 0 ? "numeric" : "decimal"}
        autoComplete="off"
        placeholder={words.floorHint}
        defaultValue={decimalText(desk.saved.floorMinor as Minor, exponent)}
        onInput={(event) => read(event.currentTarget.value)}
      />
      {isFault.value && (
        <span class="fault" role="alert">
          {words.floorFault}
        </span>
      )}
    </label>
  );
}

function Experience({ stage, words, desk }: FormProps): JSX.Element {
  const { till, locale, send } = stage;
  const { currency } = till.profile.merchant;
  const exponent = exponentOfTill(till);
  const isPlaced = till.profile.terminal.cell !== null;
  const sentence = policySentence(desk.draft, isPlaced, {
    words,
    locale,
    amount: (minor) => amountText({ minor, currency, exponent }, locale),
  });
  return (
    <section class="card" aria-live="polite">
      <strong>{words.experience}</strong>
      <p>{sentence}</p>
      {desk.draft.radiusMetres !== null && !isPlaced && (
        <button
          type="button"
          class="button small"
          onClick={() => send({ type: "show", screen: { name: "place" } })}
        >
          {words.setPlace}
        </button>
      )}
    </section>
  );
}
