import type { ComponentChildren, JSX } from "preact";
import type { OwnerPhrases } from "./owner-phrases-en.ts";

interface PageFrameProps {
  readonly words: OwnerPhrases;
  /** Whether practice money is taken here. */
  readonly practises: boolean;
  readonly onOtherLanguage: () => void;
  readonly children: ComponentChildren;
}

/** What stands around every screen: whose page it is, and the other language. */
export function PageFrame({
  words,
  practises,
  onOtherLanguage,
  children,
}: PageFrameProps): JSX.Element {
  return (
    <div class="frame">
      <header class="frame-head no-print">
        <a href={`/?lang=${words.tag}`} class="mark">
          Edgetill
        </a>
        <button type="button" class="quiet" onClick={onOtherLanguage}>
          {words.otherLanguage}
        </button>
      </header>
      <main>{children}</main>
      {practises && <footer class="soft no-print">{words.sandbox}</footer>}
    </div>
  );
}
