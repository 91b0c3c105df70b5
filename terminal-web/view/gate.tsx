import type { JSX } from "preact";
import type { Phrases } from "./phrases-en.ts";

interface GateProps {
  readonly title: string;
  readonly text: string;
  readonly action?: { readonly label: string; readonly act: () => void };
}

/** The page while it cannot sell: what is the matter, and what to do about it. */
export function Gate({ title, text, action }: GateProps): JSX.Element {
  return (
    <main class="gate">
      <p class="gate-mark" aria-hidden="true">
        Edgetill
      </p>
      <h1 tabIndex={-1}>{title}</h1>
      <p role="status">{text}</p>
      {action && (
        <button type="button" class="button strong" onClick={action.act}>
          {action.label}
        </button>
      )}
    </main>
  );
}

/** The gate of each state that is not open. */
export function gateOf(
  till:
    | { readonly status: "starting" | "elsewhere" | "shut" }
    | { readonly status: "meeting"; readonly isUnreachable: boolean },
  words: Phrases,
  useHere: () => void,
): GateProps {
  switch (till.status) {
    case "starting":
    case "shut":
      return { title: words.starting, text: "" };
    case "elsewhere":
      return {
        title: words.elsewhereTitle,
        text: words.elsewhereText,
        action: { label: words.useHere, act: useHere },
      };
    case "meeting":
      return {
        title: words.meetingTitle,
        text: till.isUnreachable ? words.meetingOffline : words.meetingText,
      };
  }
}
