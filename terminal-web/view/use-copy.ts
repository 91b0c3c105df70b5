import { useSignal } from "@preact/signals";

export interface Copy {
  /** null before it was tried; false where the browser would not: then the text has to stand there to be read. */
  readonly isCopied: boolean | null;
  readonly copy: () => void;
}

/** Copies a text at a tap, and says what came of it. */
export function useCopy(text: string): Copy {
  const isCopied = useSignal<boolean | null>(null);
  return {
    isCopied: isCopied.value,
    copy: () => void write(text).then((isDone) => (isCopied.value = isDone)),
  };
}

/** A browser may have no clipboard for a page without https, and may be told not to give it. */
async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
