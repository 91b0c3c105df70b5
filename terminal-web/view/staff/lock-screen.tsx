import type { JSX } from "preact";
import { languageOf } from "../../state/till.ts";
import { PinForm } from "./pin-form.tsx";
import type { LockProps } from "./staff-door.ts";
import { STAFF_PHRASES } from "./staff-phrases.ts";
// oxlint-disable-next-line import/no-unassigned-import -- a style sheet has nothing to assign; it loads with this screen
import "./staff.css";

/** A till at which nobody stands: whoever sells next taps their name and shows their PIN. */
export function LockScreen({ stage, door }: LockProps): JSX.Element {
  const words = STAFF_PHRASES[languageOf(stage.till)];
  const { merchant, terminal } = stage.till.profile;
  return (
    <main class="gate lock">
      <p class="soft">
        <bdi>{merchant.name}</bdi> · <bdi>{terminal.name}</bdi>
      </p>
      <h1 tabIndex={-1}>{words.who}</h1>
      <PinForm words={words} staff={door.staff()} show={(staff, pin) => door.signIn(staff, pin)} />
    </main>
  );
}
