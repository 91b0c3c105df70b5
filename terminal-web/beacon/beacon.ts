import { type Result, ok, refuse } from "../../worker/domain/result.ts";
import type { BeaconFailure, Range } from "../state/beacon-look.ts";
import {
  type BeaconMessage,
  type BeaconState,
  type BeaconVisit,
  keptOf,
  nextTick,
  update,
} from "./beacon-state.ts";
import { chooseDevice, driverOf } from "./device-finder.ts";
import { createVisitor } from "./beacon-visit.ts";
import { DRIVERS } from "./drivers.ts";
import type { Broadcast } from "./driver.ts";
import { newPassword } from "./espruino.ts";
import { PATIENCE, type Patience } from "./gatt-link.ts";
import { type KeptBeacon, parseKept } from "./known-beacon.ts";
import type { Bluetooth } from "./web-bluetooth.ts";

export type BeaconAnswer = Result<null, BeaconFailure>;

/**
 * The beacon beside the till. Each wish is answered when the visit that it caused has ended; where that failed for a
 * passing reason, the door goes on trying by itself for as long as it matters. Nothing throws.
 */
export interface Beacon {
  readonly state: () => BeaconState;
  /** Opens the browser's chooser: call it in a tap. `key` is an Eddystone beacon's lock code (see `parseLockCode`). */
  connect(key?: string | null): Promise<BeaconAnswer>;
  /** Tries again at once. Where the browser cannot find the beacon by itself it opens the chooser: call it in a tap. */
  reconnect(): Promise<BeaconAnswer>;
  broadcast(order: Broadcast): Promise<BeaconAnswer>;
  silence(): Promise<BeaconAnswer>;
  setRange(range: Range): Promise<BeaconAnswer>;
  /** Silences the beacon as far as it can be reached, takes our program off it, and knows it no more. */
  forget(): Promise<void>;
  /** The page is going: silences the beacon as far as the browser still lets it, and stops. */
  close(): void;
  /** Another tab has the till, and with it the beacon: says and keeps nothing more. */
  drop(): void;
}

export interface BeaconOptions {
  /** `navigator.bluetooth`; undefined where the browser has none. */
  readonly bluetooth: Bluetooth | undefined;
  readonly store: {
    load(): Promise<unknown>;
    save(kept: KeptBeacon | null): Promise<void>;
  };
  /** What the beacon is called in a payer's chooser. */
  readonly label: () => string;
  readonly changed: (state: BeaconState) => void;
  readonly patience?: Patience;
  /** This device's clock, ms. */
  readonly now?: () => number;
}

/** The longest wait that a browser's timer takes, in ms. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Opens the door with what was remembered; a beacon that may still show an old order is silenced if it can be reached. */
export async function openBeacon(options: BeaconOptions): Promise<Beacon> {
  const { bluetooth, store, changed, patience = PATIENCE, now = Date.now } = options;
  const visitor = createVisitor({ bluetooth, patience, now, label: options.label });
  const waiting = new Set<() => void>();
  let state: BeaconState = bluetooth
    ? { status: "none", isChoosing: false, failure: null }
    : { status: "unsupported" };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let kept = "";
  let isClosed = false;
  let isDropped = false;

  function tell(message: BeaconMessage): void {
    if (isDropped) return;
    const outcome = update(state, message, now());
    state = outcome.state;
    keep();
    if (outcome.visit) void go(outcome.visit);
    else wake();
    changed(state);
  }

  /** One visit after another: the state machine asks for the next only when the last has ended. */
  async function go({ beacon, order }: BeaconVisit): Promise<void> {
    const answer = await visitor.visit(beacon, order);
    // It may have been forgotten meanwhile, or another chosen.
    if (state.status === "paired" && state.beacon.id === beacon.id) {
      tell(
        answer.ok
          ? { type: "visited", order, range: beacon.range, report: answer.value }
          : { type: "failed", order, failure: answer.reason, chance: Math.random() },
      );
    }
    if (!isVisiting()) for (const resolve of waiting) resolve();
  }

  const isPaired = (): boolean => state.status === "paired";
  const isVisiting = (): boolean => state.status === "paired" && state.work.status === "visiting";

  function wake(): void {
    clearTimeout(timer);
    const at = nextTick(state);
    if (at === null || isClosed || isVisiting()) return;
    const ms = Math.min(LONGEST_TIMER_MS, Math.max(0, at - now()));
    timer = setTimeout(() => tell({ type: "tick" }), ms);
  }

  function keep(): void {
    const next = keptOf(state);
    const text = JSON.stringify(next);
    if (text === kept) return;
    kept = text;
    // Where nothing is kept, the beacon has to be chosen again after a reload, and that is all.
    void store.save(next).catch(() => {});
  }

  /** What became of the wish, once no visit is under way. */
  async function answered(): Promise<BeaconAnswer> {
    if (isVisiting()) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.add(resolve);
      await promise;
      waiting.delete(resolve);
    }
    if (state.status === "unsupported") return refuse("unsupported");
    if (state.status === "none") return refuse(state.failure ?? "no-device-selected");
    return state.failure ? refuse(state.failure) : ok(null);
  }

  function wish(message: BeaconMessage): Promise<BeaconAnswer> {
    tell(message);
    return answered();
  }

  async function connect(key: string | null = null): Promise<BeaconAnswer> {
    if (!bluetooth) return refuse("unsupported");
    tell({ type: "choose" });
    const before = state.status === "paired" ? state.beacon : null;
    try {
      const device = await chooseDevice(bluetooth);
      visitor.meet(device);
      const driver = await driverOf(device, patience);
      const known = before?.id === device.id && before.driver === driver ? before : null;
      const password = driver === "espruino" ? newPassword(visitor.random) : key;
      return await wish({
        type: "chosen",
        beacon: {
          id: device.id,
          name: device.name ?? "",
          driver,
          key: (driver === "eddystone" ? key : null) ?? known?.key ?? password,
          range: before?.range ?? "counter",
        },
        endsByItself: DRIVERS[driver].endsByItself,
      });
    } catch (error) {
      const failure = await visitor.explain(error);
      tell({ type: "not-chosen", failure });
      return refuse(failure);
    }
  }

  async function forget(): Promise<void> {
    if (state.status !== "paired") return;
    const { beacon, air } = state;
    tell({ type: "forgotten" });
    const isReleased = await visitor.release(beacon);
    // Another may have been chosen meanwhile; then the screen is about that one.
    const isLeft = !isReleased && air.status !== "silent" && !isPaired();
    if (isLeft) tell({ type: "not-chosen", failure: "left-showing" });
  }

  const restored = bluetooth ? parseKept(await store.load().catch(() => null)) : null;
  if (restored) {
    const { driver, id } = restored.beacon;
    const { endsByItself } = DRIVERS[driver];
    tell({ type: "restored", kept: restored, endsByItself, isInReach: visitor.canFind(id) });
  }

  return {
    state: () => state,
    connect,
    reconnect() {
      if (state.status !== "paired") return connect();
      const { beacon, failure } = state;
      // A leave that was taken back comes back only by the chooser.
      const isAsked = failure === "tap-needed" || failure === "not-allowed";
      const isLost = isAsked || !visitor.canFind(beacon.id);
      return isLost ? connect(beacon.key) : wish({ type: "again" });
    },
    broadcast: (order) => wish({ type: "want", order }),
    silence: () => wish({ type: "want", order: null }),
    setRange: (range) => wish({ type: "range", range }),
    forget,
    close() {
      tell({ type: "want", order: null });
      isClosed = true;
      clearTimeout(timer);
    },
    drop() {
      isDropped = true;
      clearTimeout(timer);
    },
  };
}
