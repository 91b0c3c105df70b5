import type { QrSymbol } from "../view/qr-symbol.ts";
import type { OwnerApi } from "./owner-api.ts";
import type { OwnerPhrases } from "./owner-phrases-en.ts";
import type { Inside, OwnerMessage } from "./owner-state.ts";
import type { Passkeys } from "./passkeys.ts";
import type { Trouble } from "./trouble.ts";
import type { Answer } from "../api/call.ts";

/** What every section of the shop's page has at hand. */
export interface SectionProps {
  readonly inside: Inside;
  readonly words: OwnerPhrases;
  readonly locale: string;
  readonly now: number;
  readonly api: OwnerApi;
  readonly passkeys: Passkeys;
  readonly tell: (message: OwnerMessage) => void;
  readonly symbolOf: (text: string) => QrSymbol | null;
  /** Asks for the whole view again. */
  readonly refresh: () => Promise<void>;
  /** What was in the way of a call, or null; a session that is over leads outside by itself. */
  readonly outcomeOf: (answer: Answer<unknown>) => Trouble | null;
}
