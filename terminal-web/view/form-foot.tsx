import type { JSX } from "preact";
import type { LineFault } from "../state/draft.ts";
import type { OfficePhrases } from "./office-phrases-en.ts";

interface FormFootProps {
  readonly words: OfficePhrases;
  /** What is wrong with what was typed. */
  readonly fault: LineFault | null;
  /** Absent where there is nothing to remove yet. */
  readonly onRemove: (() => void) | undefined;
}

/** The foot of a form of one thing: what is wrong with it, and what can be done. */
export function FormFoot({ words, fault, onRemove }: FormFootProps): JSX.Element {
  return (
    <>
      {fault && (
        <p class="fault wide" role="alert">
          {words.faults[fault]}
        </p>
      )}
      <div class="form-buttons wide">
        {onRemove && (
          <button type="button" class="button" onClick={onRemove}>
            {words.remove}
          </button>
        )}
        <button type="submit" class="button strong">
          {words.save}
        </button>
      </div>
    </>
  );
}
