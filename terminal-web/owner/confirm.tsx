import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { takeFocus } from "../view/take-focus.ts";

interface ConfirmProps {
  readonly label: string;
  /** What will happen, in words that somebody in a hurry understands. */
  readonly question: string;
  readonly yes: string;
  readonly no: string;
  readonly isBusy: boolean;
  readonly act: () => void;
}

/** A button for what cannot be taken back: it asks once, in its own place. */
export function Confirm({ label, question, yes, no, isBusy, act }: ConfirmProps): JSX.Element {
  const isAsking = useSignal(false);
  if (!isAsking.value) {
    return (
      <button type="button" class="button small" onClick={() => (isAsking.value = true)}>
        {label}
      </button>
    );
  }
  return (
    <div class="confirm" role="group" aria-label={question}>
      <p>{question}</p>
      <div class="form-buttons">
        <button
          type="button"
          class="button small"
          ref={takeFocus}
          onClick={() => (isAsking.value = false)}
        >
          {no}
        </button>
        <button
          type="button"
          class="button small danger"
          disabled={isBusy}
          onClick={() => {
            isAsking.value = false;
            act();
          }}
        >
          {yes}
        </button>
      </div>
    </div>
  );
}
