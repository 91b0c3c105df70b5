import type { JSX } from "preact";
import { Gate } from "../view/gate.tsx";
import type { DisplayPhrases } from "./display-phrases.ts";
import type { Display } from "./display-state.ts";

interface GateProps {
  readonly display: Display;
  readonly words: DisplayPhrases;
}

/** What a screen says that shows nothing yet: why, and what to do. */
export function DisplayGate({ display, words }: GateProps): JSX.Element {
  switch (display.status) {
    case "starting":
      return <Gate title={words.starting} text="" />;
    case "linking":
      return (
        <Gate title={words.linking} text={display.isUnreachable ? words.linkingOffline : ""} />
      );
    // Linked, and nothing heard yet.
    case "watching": {
      const isOffline = display.connection === "offline";
      return (
        <Gate
          title={isOffline ? words.unheard : words.starting}
          text={isOffline ? words.linkingOffline : ""}
        />
      );
    }
    case "unlinked": {
      const text = display.reason === "full" ? words.fullText : words.howToLink;
      return <Gate title={words.noLink[display.reason]} text={text} />;
    }
  }
}
