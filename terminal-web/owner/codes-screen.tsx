import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useCopy } from "../view/use-copy.ts";
import type { OwnerPhrases } from "./owner-phrases-en.ts";

interface CodesScreenProps {
  readonly codes: readonly string[];
  /** What the file is called after; "" where it is not known yet. */
  readonly shop: string;
  readonly words: OwnerPhrases;
  readonly onKept: () => void;
}

/** The recovery codes, this once: to be copied, saved or printed, and then told that they were. */
export function CodesScreen({ codes, shop, words, onKept }: CodesScreenProps): JSX.Element {
  const isKept = useSignal(false);
  const text = [words.codesFile(shop), "", ...codes, ""].join("\n");
  const { isCopied, copy } = useCopy(text);
  return (
    <section class="section">
      <h1 tabIndex={-1}>{words.codesTitle}</h1>
      <p>{words.codesText}</p>
      <ol class="codes card">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div class="form-buttons no-print">
        <button type="button" class="button small" onClick={copy}>
          {isCopied ? words.copied : words.copy}
        </button>
        <button
          type="button"
          class="button small"
          onClick={() => saveAs(`${words.codesFile(shop)}.txt`, text)}
        >
          {words.download}
        </button>
        <button type="button" class="button small" onClick={() => print()}>
          {words.print}
        </button>
      </div>
      {isCopied === false && <p role="status">{words.notCopied}</p>}
      <label class="switch no-print">
        <input
          type="checkbox"
          checked={isKept.value}
          onChange={({ currentTarget }) => (isKept.value = currentTarget.checked)}
        />
        <span>{words.kept}</span>
      </label>
      <button
        type="button"
        class="button strong no-print"
        disabled={!isKept.value}
        onClick={onKept}
      >
        {words.goOn}
      </button>
    </section>
  );
}

function saveAs(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
