import type { ComponentChildren, JSX } from "preact";
import { Shape } from "./shape.tsx";

interface TopBarProps {
  readonly title: string;
  readonly back: string;
  readonly onBack: () => void;
  readonly children?: ComponentChildren;
}

/** The head of every screen that is not the till itself: the way back, and where one is. */
export function TopBar({ title, back, onBack, children }: TopBarProps): JSX.Element {
  return (
    <header class="top-bar">
      <button type="button" class="icon" aria-label={back} onClick={onBack}>
        <Shape name="back" />
      </button>
      <h1 tabIndex={-1}>{title}</h1>
      {children}
    </header>
  );
}
