import type { JSX } from "preact";
import { useCopy } from "../../view/use-copy.ts";
import type { OwnerPhrases } from "../owner-phrases-en.ts";
import type { KeyWords } from "./key-words.ts";

interface MadeProps {
  readonly name: string;
  readonly text: string;
  readonly words: KeyWords;
  readonly common: OwnerPhrases;
  readonly onClose: () => void;
}

/** A key, this once. */
export function MadeCard({ name, text, words, common, onClose }: MadeProps): JSX.Element {
  const { isCopied, copy } = useCopy(text);
  return (
    <div class="card" role="status">
      <h2>
        <bdi>{words.made(name)}</bdi>
      </h2>
      <p>{words.madeText}</p>
      <p class="address" data-key>
        {text}
      </p>
      <div class="form-buttons">
        <button type="button" class="button small" onClick={copy}>
          {isCopied ? common.copied : common.copy}
        </button>
        <button type="button" class="button small" onClick={onClose}>
          {common.close}
        </button>
      </div>
      {isCopied === false && <p>{words.notCopied}</p>}
    </div>
  );
}
