import type { JSX } from "preact";

interface AskAgainProps {
  /** What could not be read or done, in words. */
  readonly fault: string;
  readonly label: string;
  readonly onAsk: () => void;
}

/** What the server could not be asked, and the button that asks once more. */
export function AskAgain({ fault, label, onAsk }: AskAgainProps): JSX.Element {
  return (
    <>
      <p class="fault" role="alert">
        {fault}
      </p>
      <button type="button" class="button" onClick={onAsk}>
        {label}
      </button>
    </>
  );
}
