import { useSignal } from "@preact/signals";

export interface Copy {
  /** null before it was tried; false where the browser would not: then the text has to stand there to be read. */
  readonly isCopied: boolean | null;
  readonly copy: () => void;
}

/** Copies a text at a tap, and says what came of it. */
export function useCopy(text: string): Copy {
  const isCopied = useSignal<boolean | null>(null);
  const settle = (isDone: boolean): void => void (isCopied.value = isDone);
  return {
    isCopied: isCopied.value,
    copy: () =>
      void navigator.clipboard.writeText(text).then(
        () => settle(true),
        () => settle(false),
      ),
  };
}
