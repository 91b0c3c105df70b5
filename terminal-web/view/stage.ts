import type { MerchantMessage } from "../state/message.ts";
import type { OpenTill } from "../state/till.ts";
import type { Phrases } from "./phrases-en.ts";
import type { StaffDoor } from "./staff/staff-door.ts";
import type { QrSymbol } from "./qr-symbol.ts";

/** What every part of the view is given: the state it draws, the words for it, and where touches go. */
export interface Stage {
  readonly till: OpenTill;
  /** This device's clock, ms. */
  readonly now: number;
  readonly words: Phrases;
  /** BCP 47. */
  readonly locale: string;
  readonly send: (message: MerchantMessage) => void;
  /** null where the core could not be loaded. */
  readonly symbolOf: (text: string) => QrSymbol | null;
  /** The voices of this device for the language that the till speaks. */
  readonly voices: () => readonly { readonly id: string; readonly name: string }[];
  readonly trySound: () => void;
  /** null until it has loaded, and for software. */
  readonly staff: StaffDoor | null;
}
