import type { Settings } from "../state/settings.ts";
import type { Kept, OpenTill, Profile, Till } from "../state/till.ts";
import type { Keeper } from "./keeper.ts";
import { createMark } from "./mark.ts";
import type { SpareText } from "./spare-text.ts";

/** What a till remembers on this device, in pieces that change at different paces. */
export interface TillMemory {
  load(): Promise<Kept>;
  /** Writes the pieces that changed. The writes are made in order; `settled` waits for those so far. */
  save(till: Till): void;
  settled(): Promise<unknown>;
  /** Writes down that all facts up to the cursor have been announced; false if they had been. */
  mark(cursor: number): Promise<boolean>;
  rewind(cursor: number): Promise<void>;
}

/** So many of the latest sales can be looked at without network. */
const KEPT_ORDERS = 60;

type Pieces = Omit<Kept, "mark" | "isKept">;
type PieceName = keyof Pieces;

/** `till` names the till among all that this browser has ever been: two never mix. `failed` hears of each piece that was not kept. */
export function createTillMemory(
  keeper: Keeper,
  spare: SpareText,
  till: string,
  failed: () => void,
): TillMemory {
  const key = (piece: PieceName): string => `${till} ${piece}`;
  const marked = createMark(keeper, spare, `${till} mark`, failed);
  const written = new Map<PieceName, readonly unknown[]>();
  let lastWrite: Promise<unknown> = Promise.resolve();

  function write(name: PieceName, value: unknown): void {
    const put = keeper.put(key(name), value).catch(failed);
    lastWrite = Promise.all([lastWrite, put]);
  }

  return {
    async load() {
      const [profile, working, history, settings, catalogue, mark] = await Promise.all([
        keeper.get(key("profile")),
        keeper.get(key("working")),
        keeper.get(key("history")),
        keeper.get(key("settings")),
        keeper.get(key("catalogue")),
        marked.load(),
      ]);
      // Only this file writes these keys, so what is there is what was put there.
      return {
        profile: profile as Profile | undefined,
        working: working as Kept["working"],
        history: history as Kept["history"],
        settings: settings as Settings | undefined,
        catalogue: catalogue as Kept["catalogue"],
        mark,
        isKept: keeper.isLasting,
      };
    },
    save(now) {
      if (now.status !== "open") return;
      for (const [name, parts, value] of piecesOf(now)) {
        const before = written.get(name);
        if (before && parts.every((part, index) => part === before[index])) continue;
        written.set(name, parts);
        write(name, value());
      }
    },
    settled: () => lastWrite,
    mark: (cursor) => marked.raise(cursor),
    rewind: (cursor) => marked.rewind(cursor),
  };
}

type Piece = readonly [name: PieceName, parts: readonly unknown[], value: () => unknown];

function piecesOf(till: OpenTill): readonly Piece[] {
  const { profile, settings, draft, sale, windows, nextCounter, withdrawals, wishes, clock } = till;
  const working = { draft, sale, windows, nextCounter, withdrawals, wishes, clock };
  const { known, news, catalogue } = till;
  return [
    ["profile", [profile], () => profile],
    ["settings", [settings], () => settings],
    ["catalogue", [catalogue], () => catalogue],
    ["working", Object.values(working), () => working],
    ["history", [known.orders, news], () => ({ orders: known.orders.slice(0, KEPT_ORDERS), news })],
  ];
}
