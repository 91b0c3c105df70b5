import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import {
  ASKING,
  type Enrolment,
  type EnrolmentDesk,
  type EnrolmentMessage,
  updateEnrolment,
} from "../../state/enrolment-desk.ts";
import { Gate } from "../gate.tsx";
import { guessLanguage } from "../languages.ts";
import { useDesk } from "../use-desk.ts";
import { ENROL_PHRASES, type EnrolPhrases } from "./enrol-phrases.ts";

/** How long after a try without an answer the next one is made. */
const TRY_AGAIN_MS = 3_000;

export interface EnrolProps {
  readonly isRevoked: boolean;
  /** A code that the link brought, or that was being used up when the page went; "" for none. */
  readonly brought: string;
  readonly enrol: (code: string) => Promise<Enrolment>;
  /** The device is a till now: begin. */
  readonly enrolled: () => void;
  /** Back to the till that this device was before the link; null when it was none. */
  readonly goOn: (() => void) | null;
}

/** A device that is not a till: how it becomes one. */
export function EnrolScreen(props: EnrolProps): JSX.Element {
  const { brought, enrol, enrolled, isRevoked, goOn } = props;
  const words = ENROL_PHRASES[guessLanguage(navigator.languages)];
  const { desk, tell } = useDesk<EnrolmentDesk, EnrolmentMessage, string>(
    ASKING,
    updateEnrolment,
    enrol,
  );
  useEffect(() => {
    if (brought !== "") tell({ type: "code", text: brought });
  }, [brought]);
  useEffect(() => {
    if (desk.status === "done") enrolled();
    if (desk.status !== "waiting") return;
    const again = (): void => tell({ type: "try-again" });
    const timer = setTimeout(again, TRY_AGAIN_MS);
    window.addEventListener("online", again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", again);
    };
  }, [desk.status]);
  if (desk.status !== "asking") {
    const text = desk.status === "waiting" ? words.waiting : words.enrolling;
    return <Gate title={words.title} text={text} />;
  }
  const isFirst = !isRevoked && desk.fault === null;
  return (
    <main class="gate">
      <p class="gate-mark" aria-hidden="true">
        Edgetill
      </p>
      <h1 tabIndex={-1}>{isRevoked ? words.revokedTitle : words.title}</h1>
      {desk.fault && (
        <p class="fault" role="alert">
          {words.faults[desk.fault]}
        </p>
      )}
      {isRevoked && <p>{words.revoked}</p>}
      <ol class="enrol-steps">
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <CodeForm words={words} take={(text) => tell({ type: "code", text })} />
      {goOn && (
        <button type="button" class="button" onClick={goOn}>
          {words.goOn}
        </button>
      )}
      {isFirst && <p class="soft">{words.cleared}</p>}
    </main>
  );
}

interface CodeFormProps {
  readonly words: EnrolPhrases;
  readonly take: (text: string) => void;
}

function CodeForm({ words, take }: CodeFormProps): JSX.Element {
  const typed = useSignal("");
  return (
    <form
      class="enrol-form"
      onSubmit={(event) => {
        event.preventDefault();
        take(typed.value);
      }}
    >
      <label class="field">
        <span>{words.field}</span>
        <input
          autoComplete="off"
          autoCapitalize="characters"
          spellcheck={false}
          maxLength={300}
          placeholder={words.placeholder}
          onInput={(event) => void (typed.value = event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button strong">
        {words.enrol}
      </button>
    </form>
  );
}
