import type { StaffLine } from "../../../worker/contract/staff.ts";
import type { Stage } from "../stage.ts";

/** Why a PIN was not taken. */
export type PinFault = "wrong" | "locked" | "unanswered";

/** What came of a PIN. */
export type Shown =
  | { readonly ok: true; readonly session: string }
  | { readonly ok: false; readonly fault: PinFault };

export interface LockProps {
  readonly stage: Stage;
  readonly door: StaffDoor;
}

/** Who may stand at this till, and who does. */
export interface StaffDoor {
  /** Somebody has to show a PIN before anything is sold. */
  isLocked(): boolean;
  /** Empty where nobody is asked. */
  staff(): readonly StaffLine[];
  cashier(): string | null;
  /** Stands at the till from now on, if the PIN is right. */
  signIn(staff: number, pin: string): Promise<Shown>;
  /** A pass of somebody else for one thing, while the cashier stays. */
  approve(staff: number, pin: string): Promise<Shown>;
  /** The next one, or the same again, shows a PIN. */
  lock(): void;
  /** The server knows nobody here: what was thought is wrong. */
  refused(): void;
  stop(): void;
}
