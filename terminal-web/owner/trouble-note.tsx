import type { JSX } from "preact";
import { type OwnerPhrases, troubleText } from "./owner-phrases-en.ts";
import type { Trouble } from "./trouble.ts";

interface TroubleNoteProps {
  readonly trouble: Trouble | null;
  readonly words: OwnerPhrases;
  /** Shows the passkey once more and does again what was asked. */
  readonly onShowAgain?: () => void;
}

/** What was in the way, read aloud where somebody listens, with the way on where there is one. */
export function TroubleNote({ trouble, words, onShowAgain }: TroubleNoteProps): JSX.Element | null {
  if (trouble === null) return null;
  const isNamed = trouble === "passkeys-elsewhere" || trouble === "passkeys-impossible";
  const named = isNamed ? namedAddress() : null;
  return (
    <div class="trouble" role="alert">
      <p class="fault">{troubleText(trouble, words)}</p>
      {named && (
        <a class="button" href={named}>
          {words.openByName}
        </a>
      )}
      {trouble === "sign-in-again" && onShowAgain && (
        <button type="button" class="button strong" onClick={onShowAgain}>
          {words.showAgain}
        </button>
      )}
    </div>
  );
}

/** This machine's own address by its name; null where a page cannot know the name. */
function namedAddress(): string | null {
  if (!/^127\.|^\[?::1\]?$/.test(location.hostname)) return null;
  const address = new URL(location.href);
  address.hostname = "localhost";
  return address.href;
}
