import type { EventPage } from "../../worker/contract/event.ts";
import type { MoneyOut } from "../../worker/contract/fields.ts";
import type { TerminalView } from "../../worker/contract/merchant.ts";
import type { OrderPage, OrderView } from "../../worker/contract/order.ts";
import type { ProblemType } from "../../worker/contract/problem.ts";
import type { Windows } from "../../worker/contract/token.ts";
import type { Line } from "../../worker/domain/bill.ts";
import type { Key } from "./amount-entry.ts";
import type { Announcement } from "./announcement.ts";
import type { BeaconLook } from "./beacon-look.ts";
import type { Catalogue } from "./catalogue.ts";
import type { WindowRange } from "./code-windows.ts";
import type { CounterWish, Movement } from "./counter-wish.ts";
import type { PartWish } from "./split.ts";
import type { Draft } from "./draft.ts";
import type { Settings } from "./settings.ts";
import type { Connection, Kept, Screen, Sound } from "./till.ts";

/** Why a call brought nothing. */
export type Failure =
  /** No answer. `hasLeft` is false when the device was offline, so that the call cannot have arrived. */
  | { readonly type: "unreachable"; readonly hasLeft: boolean }
  | { readonly type: "refused"; readonly problem: ProblemType; readonly isRetryable: boolean };

/** When a call was made and answered, local ms: what a clock sample needs. */
interface Timed {
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** What this page's own surroundings have to say. */
export type HostMessage =
  | { readonly type: "opened"; readonly kept: Kept }
  | { readonly type: "credential-missing" }
  | { readonly type: "opened-elsewhere" }
  | { readonly type: "sound"; readonly sound: Sound }
  | { readonly type: "beacon"; readonly look: BeaconLook }
  /** The browser has stopped keeping things for us. */
  | { readonly type: "storage-lost" }
  /** The device slept, or somebody set its clock. */
  | { readonly type: "clock-jumped" }
  | { readonly type: "tick" };

/** What the merchant does. */
export type MerchantMessage =
  | { readonly type: "press"; readonly key: Key }
  | { readonly type: "clear" }
  | { readonly type: "add-entry"; readonly name: string }
  | { readonly type: "put-line"; readonly index: number; readonly line: Line }
  | { readonly type: "remove-line"; readonly index: number }
  | { readonly type: "write-note"; readonly note: string }
  /** A sale becomes a top-up, or a sale again. */
  | { readonly type: "turn"; readonly isTopUp: boolean }
  /** The whole draft at once, as it was heard. */
  | { readonly type: "put-draft"; readonly draft: Draft }
  /** The key that one speaks to goes down, or up. */
  | { readonly type: "mic"; readonly isDown: boolean }
  | { readonly type: "mic-close" }
  /** What was heard can be meant in several ways. */
  | { readonly type: "mic-asks" }
  | { readonly type: "put-catalogue"; readonly catalogue: Catalogue }
  /** `unnamed` is what to call an amount that becomes a line without a name. */
  | { readonly type: "charge"; readonly unnamed: string }
  /** `isSure`: also when the customer has the bill open, where the first wish only asks back. */
  | { readonly type: "cancel"; readonly isSure: boolean }
  | { readonly type: "keep-waiting" }
  /** Back to the keypad; what is not over goes on in the background. */
  | { readonly type: "leave" }
  /** Back to the keypad with the same bill, to charge it anew. */
  | { readonly type: "again" }
  /** An order of the list comes back to the screen with its code. */
  | { readonly type: "resume"; readonly number: string }
  | { readonly type: "show"; readonly screen: Screen }
  /** Money is to move at the counter; the key was made for this one wish. */
  | ({ readonly type: "wish" } & Pick<CounterWish, "key" | "number" | "movement">)
  /** The bill is to be paid in parts, and this is the next one. */
  | { readonly type: "charge-part"; readonly part: PartWish }
  /** A part that nobody has paid is given up. */
  | { readonly type: "drop-part"; readonly number: string }
  /** Nobody has paid any part: the whole bill is on the keypad again. */
  | { readonly type: "unsplit"; readonly of: string }
  | { readonly type: "wish-seen"; readonly key: string }
  | { readonly type: "list-more" }
  | { readonly type: "news-seen" }
  | { readonly type: "choose"; readonly settings: Partial<Settings> };

/** What the server answered. `asOf` is the cursor when it was asked, so that a slow answer does not undo a newer fact. */
export type ServerMessage =
  | ({
      readonly type: "terminal-told";
      readonly view: TerminalView;
      readonly asOf: number | null;
    } & Timed)
  | { readonly type: "terminal-untold"; readonly failure: Failure }
  | ({ readonly type: "minted"; readonly windows: Windows } & Timed)
  | { readonly type: "mint-failed"; readonly number: string; readonly failure: Failure }
  | {
      readonly type: "placed";
      readonly number: string;
      readonly view: OrderView;
      /** False when the server had this order already. */
      readonly isNew: boolean;
      readonly asOf: number;
    }
  /** `chance` is uniform in 0 to 1: it spreads the retries of many tills. */
  | {
      readonly type: "place-failed";
      readonly number: string;
      readonly failure: Failure;
      readonly chance: number;
    }
  | { readonly type: "told"; readonly view: OrderView; readonly asOf: number }
  | { readonly type: "cancel-answered"; readonly view: OrderView; readonly asOf: number }
  | {
      readonly type: "cancel-failed";
      readonly number: string;
      readonly failure: Failure;
      readonly chance: number;
    }
  | {
      readonly type: "wish-answered";
      readonly key: string;
      readonly view: OrderView;
      readonly asOf: number;
    }
  | {
      readonly type: "wish-failed";
      readonly key: string;
      readonly failure: Failure;
      readonly chance: number;
    }
  | { readonly type: "listed"; readonly page: OrderPage; readonly before: string | null }
  | { readonly type: "list-failed" }
  | { readonly type: "feed"; readonly page: EventPage }
  | { readonly type: "connection"; readonly status: Connection["status"] };

export type Message = HostMessage | MerchantMessage | ServerMessage;

/** What is to be sent as `POST /api/v1/orders`. */
export interface PlaceInput {
  readonly number: string;
  readonly amount: MoneyOut;
  readonly lines: readonly Line[];
  readonly note: string | null;
  readonly kind?: "top-up";
  readonly expiresInSeconds: number;
  readonly part?: { readonly of: string; readonly index: number; readonly count: number };
}

/** What the world is asked to do after a message; it answers with messages. */
export type Task =
  | { readonly type: "ask-terminal"; readonly asOf: number | null }
  /** Follow the feed after the till's cursor. */
  | { readonly type: "follow" }
  /** `range` null: the server's present window and on. */
  | { readonly type: "mint"; readonly number: string; readonly range: WindowRange | null }
  | { readonly type: "place"; readonly order: PlaceInput; readonly asOf: number }
  | { readonly type: "give-up-placing"; readonly number: string }
  | { readonly type: "cancel"; readonly number: string; readonly asOf: number }
  | { readonly type: "ask"; readonly number: string; readonly asOf: number }
  | {
      readonly type: "wish";
      readonly key: string;
      readonly number: string;
      readonly movement: Movement;
      readonly asOf: number;
    }
  | { readonly type: "list"; readonly before: string | null }
  /** Customer displays show that order; null: none, although one is unfinished. */
  | { readonly type: "display"; readonly number: string | null }
  /** Mark the fact as announced; then, if there is something to say, say it. */
  | {
      readonly type: "announce";
      readonly cursor: number;
      readonly announcement: Announcement | null;
    }
  /** The server's history is shorter than ours: it was restored. Facts up to there count as announced. */
  | { readonly type: "rewind"; readonly cursor: number };

/** The till after a message, and what follows from it. */
export interface Outcome<State> {
  readonly till: State;
  readonly tasks: readonly Task[];
}

export const only = <State>(till: State): Outcome<State> => ({ till, tasks: [] });
