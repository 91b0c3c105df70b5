import type { TerminalView } from "../../worker/contract/merchant.ts";
import type { OrderView } from "../../worker/contract/order.ts";
import type { News } from "./announcement.ts";
import type { BeaconLook } from "./beacon-look.ts";
import type { CounterWish } from "./counter-wish.ts";
import type { Catalogue } from "./catalogue.ts";
import type { CodeWindows } from "./code-windows.ts";
import { type Draft, EMPTY_DRAFT } from "./draft.ts";
import { type KnownOrders, NO_ORDERS } from "./known-orders.ts";
import { CLOSED_MIC, type Mic } from "./mic.ts";
import type { Sale } from "./sale.ts";
import { type ServerClock, UNSET_CLOCK, serverTimeAt } from "./server-clock.ts";
import type { PartWish } from "./split.ts";
import { DEFAULT_SETTINGS, type Settings } from "./settings.ts";

/** Whose till this is. It is remembered, so that the page opens without network. */
export type Profile = Pick<TerminalView, "merchant" | "terminal">;

export type Connection =
  | { readonly status: "connecting" }
  | { readonly status: "live" }
  | { readonly status: "polling" }
  /** Local instant of the last word from the server. */
  | { readonly status: "offline"; readonly since: number };

/** `locked`: the browser waits for a touch before it lets a page sound. */
export type Sound = "locked" | "ready" | "unsupported";

export type Screen =
  | { readonly name: "till" }
  | { readonly name: "bill" }
  | { readonly name: "orders" }
  | { readonly name: "order"; readonly number: string }
  | { readonly name: "cash"; readonly number: string }
  | { readonly name: "refund"; readonly number: string }
  /** `number` is the order that the whole bill was. */
  | { readonly name: "split"; readonly number: string }
  | { readonly name: "refund-limit" }
  /** How the day went, and its closing. */
  | { readonly name: "day" }
  | { readonly name: "settings" }
  | { readonly name: "rails" }
  | { readonly name: "displays" }
  | { readonly name: "place" }
  | { readonly name: "policy" }
  | { readonly name: "beacon" }
  | { readonly name: "catalogue" };

/** An order that the merchant took back before the server was known to have it: it is cancelled there as soon as it turns up. */
export interface Withdrawal {
  readonly number: string;
  /** Local instants: when to ask again, and when it can no longer turn up alive. */
  readonly retryAt: number;
  readonly until: number;
}

/** A sentence that the screen owes the merchant after a tap that did nothing. */
export type Hint =
  | "nothing"
  | "too-much"
  | "too-many"
  | "note"
  | "name"
  | "no-more-numbers"
  | "choose";

/** A till that knows whose it is and may sell. */
export interface OpenTill {
  readonly status: "open";
  readonly profile: Profile;
  readonly screen: Screen;
  readonly draft: Draft;
  readonly mic: Mic;
  readonly hint: Hint | null;
  readonly sale: Sale | null;
  /** The screen asks whether to stop a customer who may be paying. */
  readonly isStopAsked: boolean;
  /** The windows in hand, of the order on the screen and of the next one. */
  readonly windows: readonly CodeWindows[];
  /** Whose windows were asked for last and are not here. `retryAt` (local) is infinite while the question is open. */
  readonly minting: { readonly number: string; readonly retryAt: number } | null;
  /** The counter that the next order takes. */
  readonly nextCounter: number;
  readonly clock: ServerClock;
  readonly connection: Connection;
  /** The latest fact that was taken in; null until the server has said where the feed stands. */
  readonly cursor: number | null;
  readonly known: KnownOrders;
  readonly listing: "idle" | "asking" | "failed";
  readonly news: readonly News[];
  readonly withdrawals: readonly Withdrawal[];
  /** The part that is charged as soon as the whole bill is known to be off the table. */
  readonly partWish: PartWish | null;
  /** Cash and refunds that were confirmed here, until the merchant has seen what came of them. */
  readonly wishes: readonly CounterWish[];
  readonly catalogue: Catalogue;
  readonly settings: Settings;
  readonly sound: Sound;
  /** What is known of the beacon beside the till; null until its door has opened. */
  readonly beacon: BeaconLook | null;
  /** False where the browser keeps nothing for us: a reload would forget the sale. */
  readonly isKept: boolean;
}

export type Till =
  | { readonly status: "starting" }
  /** There is no good credential: `revoked` when there was one. */
  | { readonly status: "shut"; readonly reason: "no-credential" | "revoked" }
  /** Another tab has this till. */
  | { readonly status: "elsewhere" }
  /** The first time on this device: only the server knows whose till this is. */
  | { readonly status: "meeting"; readonly kept: Kept; readonly isUnreachable: boolean }
  | OpenTill;

/** What survives a reload, in the pieces in which it is written. A piece that was never written is undefined. */
export interface Kept {
  readonly profile?: Profile | undefined;
  readonly working?:
    | (Pick<OpenTill, "draft" | "sale" | "windows" | "nextCounter" | "withdrawals" | "clock"> &
        Partial<Pick<OpenTill, "wishes">>)
    | undefined;
  readonly history?:
    | { readonly orders: readonly OrderView[]; readonly news: readonly News[] }
    | undefined;
  readonly settings?: Settings | undefined;
  readonly catalogue?: Catalogue | undefined;
  /** The latest fact that was announced, or needed no announcement. */
  readonly mark?: number | undefined;
  readonly isKept: boolean;
}

/** The till as it was left. The clock of then is a guess now: any sample replaces it. */
export function reopened(profile: Profile, kept: Kept): OpenTill {
  const { working, history, settings, catalogue } = kept;
  const clock = working?.clock ?? UNSET_CLOCK;
  return {
    status: "open",
    profile,
    screen: { name: "till" },
    draft: working?.draft ?? EMPTY_DRAFT,
    mic: CLOSED_MIC,
    hint: null,
    sale: working?.sale ?? null,
    isStopAsked: false,
    windows: working?.windows ?? [],
    minting: null,
    nextCounter: working?.nextCounter ?? 1,
    clock: { ...clock, errorMs: Number.POSITIVE_INFINITY },
    connection: { status: "connecting" },
    cursor: kept.mark ?? null,
    known: history ? { ...NO_ORDERS, orders: history.orders } : NO_ORDERS,
    listing: "idle",
    news: history?.news ?? [],
    withdrawals: working?.withdrawals ?? [],
    partWish: null,
    wishes: working?.wishes ?? [],
    catalogue: catalogue ?? [],
    settings: { ...DEFAULT_SETTINGS, ...settings },
    sound: "locked",
    beacon: null,
    isKept: kept.isKept,
  };
}

export const serverNow = (till: OpenTill, now: number): number => serverTimeAt(till.clock, now);

export function windowsOf(till: OpenTill, number: string): CodeWindows | null {
  return till.windows.find((windows) => windows.number === number) ?? null;
}

export function nextNumber(till: OpenTill): string {
  return `${till.profile.terminal.number}-${till.nextCounter}`;
}

export function languageOf(till: OpenTill): Profile["merchant"]["language"] {
  return till.settings.language ?? till.profile.merchant.language;
}

/** What this till speaks, and what it is spoken to in. */
export function spokenLanguageOf(till: OpenTill): Profile["merchant"]["language"] {
  return till.settings.spokenLanguage ?? languageOf(till);
}
