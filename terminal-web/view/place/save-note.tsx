import type { JSX } from "preact";
import type { PlacePhrases } from "./place-phrases-en.ts";

interface SaveNoteProps {
  readonly words: PlacePhrases;
  readonly isSaving: boolean;
  readonly isSaved: boolean;
  /** What went wrong, as a sentence. */
  readonly fault: string | null;
  /** The way back, while there is one. */
  readonly onUndo: (() => void) | null;
}

/** What became of the last change, and the way back from it. Always in the page, so that it is read out when it changes. */
export function SaveNote({ words, isSaving, isSaved, fault, onUndo }: SaveNoteProps): JSX.Element {
  return (
    <div class="save-note">
      <p role="status" class={isSaved ? "saved" : undefined}>
        {isSaving && words.saving}
        {isSaved && (onUndo ? words.saved : words.undone)}
      </p>
      {onUndo && (
        <button type="button" class="button small" onClick={onUndo}>
          {words.undo}
        </button>
      )}
      {fault !== null && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
