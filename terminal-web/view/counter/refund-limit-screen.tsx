import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { type Minor, decimalText, minorFromDecimal } from "../../../worker/domain/money.ts";
import { POLICY_UNASKED, type PolicyDesk, isSame, updatePolicy } from "../../state/policy-desk.ts";
import { languageOf } from "../../state/till.ts";
import { exponentOfTill } from "../../state/update-draft.ts";
import { AskAgain } from "../ask-again.tsx";
import { Choice } from "../choice.tsx";
import type { OfficeStage } from "../office.ts";
import { PLACE_PHRASES } from "../place/place-phrases.ts";
import { runPolicy } from "../place/policy-screen.tsx";
import { SaveNote } from "../place/save-note.tsx";
import { TopBar } from "../top-bar.tsx";
import { useDesk } from "../use-desk.ts";
import { COUNTER_PHRASES } from "./counter-phrases.ts";

type OpenDesk = Extract<PolicyDesk, { step: "open" }>;

/** How much of one sale a till may give back by itself. */
export function RefundLimitScreen(stage: OfficeStage): JSX.Element {
  const { till, send, office } = stage;
  const words = COUNTER_PHRASES[languageOf(till)];
  const common = PLACE_PHRASES[languageOf(till)];
  const { desk, tell } = useDesk(POLICY_UNASKED, updatePolicy, runPolicy(office));
  useEffect(() => tell({ type: "ask" }), []);
  return (
    <div class="page">
      <TopBar
        title={words.limitTitle}
        back={stage.words.back}
        onBack={() => send({ type: "show", screen: { name: "settings" } })}
      />
      <main class="page-body settings">
        <p>{words.limitLead}</p>
        {desk.step === "asking" && <p role="status">{common.loading}</p>}
        {desk.step === "unread" && (
          <AskAgain
            fault={common.unread[desk.fault]}
            label={common.tryAgain}
            onAsk={() => tell({ type: "ask" })}
          />
        )}
        {desk.step === "open" && (
          <>
            <Limit
              stage={stage}
              desk={desk}
              onChange={(refundLimitMinor) =>
                tell({ type: "change", changes: { refundLimitMinor } })
              }
            />
            <button
              type="button"
              class="button strong"
              disabled={isSame(desk.saved, desk.draft)}
              onClick={() => tell({ type: "save" })}
            >
              {words.save}
            </button>
            <SaveNote
              words={common}
              isSaving={desk.status.name === "saving"}
              isSaved={desk.status.name === "saved"}
              fault={desk.status.name === "failed" ? common.faults[desk.status.fault] : null}
              onUndo={
                desk.status.name === "saved" && desk.status.before
                  ? () => tell({ type: "undo" })
                  : null
              }
            />
          </>
        )}
      </main>
    </div>
  );
}

interface LimitProps {
  readonly stage: OfficeStage;
  readonly desk: OpenDesk;
  readonly onChange: (limit: number | null) => void;
}

function Limit({ stage, desk, onChange }: LimitProps): JSX.Element {
  const { till } = stage;
  const words = COUNTER_PHRASES[languageOf(till)];
  const exponent = exponentOfTill(till);
  const isFault = useSignal(false);
  const { refundLimitMinor: limit } = desk.draft;
  const read = (text: string): void => {
    const minor = minorFromDecimal(text.trim().replace(",", "."), exponent);
    isFault.value = minor === null;
    if (minor !== null) onChange(minor);
  };
  return (
    <>
      <Choice
        name="limit"
        label={words.limits}
        value={limit === null ? "none" : "some"}
        options={[
          ["none", words.limitNone],
          ["some", words.limitSome],
        ]}
        onChoose={(value) => onChange(value === "none" ? null : (desk.saved.refundLimitMinor ?? 0))}
      />
      {limit !== null && (
        <label class="field">
          <span>{words.limitField(till.profile.merchant.currency)}</span>
          <input
            key={desk.saved.refundLimitMinor}
            inputMode={exponent === 0 ? "numeric" : "decimal"}
            autoComplete="off"
            defaultValue={decimalText(limit as Minor, exponent)}
            onInput={(event) => read(event.currentTarget.value)}
          />
          {isFault.value && (
            <span class="fault" role="alert">
              {words.limitFault}
            </span>
          )}
        </label>
      )}
    </>
  );
}
