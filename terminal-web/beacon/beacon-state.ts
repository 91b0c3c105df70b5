import { backoffMs } from "../state/backoff.ts";
import type { BeaconFailure, Range } from "../state/beacon-look.ts";
import { isPassing } from "./beacon-failure.ts";
import type { Broadcast, Report } from "./driver.ts";
import { type Air, type KeptBeacon, type KnownBeacon, NEVER_MET } from "./known-beacon.ts";

/** What the till knows of its beacon, and what it is doing about it. No device and no clock in here. */
export type BeaconState =
  | { readonly status: "unsupported" }
  | {
      readonly status: "none";
      readonly isChoosing: boolean;
      readonly failure: BeaconFailure | null;
    }
  | Paired;

export interface Paired {
  readonly status: "paired";
  readonly beacon: KnownBeacon;
  /** Whether the beacon falls silent at an order's end without us. */
  readonly endsByItself: boolean;
  /** What should be on the air. */
  readonly wanted: Broadcast | null;
  readonly air: Air;
  readonly work: Work;
  /** Why the last visit failed; null after a good one. */
  readonly failure: BeaconFailure | null;
  /** Percent, where the beacon tells. */
  readonly battery: number | null;
  /** dBm of what it sends, where something is sent. */
  readonly powerDbm: number | null;
  /** Local instant of the last good visit; null before the first of this page. */
  readonly contactAt: number | null;
}

export type Work =
  | { readonly status: "idle" }
  /** A visit is under way. `isStale`: what is wanted has changed since it began. */
  | { readonly status: "visiting"; readonly failures: number; readonly isStale: boolean }
  | { readonly status: "waiting"; readonly retryAt: number; readonly failures: number }
  /** Nothing more happens until the merchant does something about `failure`. */
  | { readonly status: "stuck" };

export type BeaconMessage =
  | { readonly type: "choose" }
  | { readonly type: "chosen"; readonly beacon: KnownBeacon; readonly endsByItself: boolean }
  | { readonly type: "not-chosen"; readonly failure: BeaconFailure }
  /** `isInReach`: whether this browser can find the beacon again without a tap. */
  | {
      readonly type: "restored";
      readonly kept: KeptBeacon;
      readonly endsByItself: boolean;
      readonly isInReach: boolean;
    }
  | { readonly type: "want"; readonly order: Broadcast | null }
  | { readonly type: "range"; readonly range: Range }
  /** The merchant, or a sign of the beacon, says that trying again is worth it now. */
  | { readonly type: "again" }
  | {
      readonly type: "visited";
      readonly order: Broadcast | null;
      readonly range: Range;
      readonly report: Report;
    }
  /** `chance`, 0 to 1, spreads the retries. */
  | {
      readonly type: "failed";
      readonly order: Broadcast | null;
      readonly failure: BeaconFailure;
      readonly chance: number;
    }
  | { readonly type: "tick" }
  | { readonly type: "forgotten" };

/** To be begun at once; it ends in "visited" or "failed". `order` null: to silence the beacon. */
export interface BeaconVisit {
  readonly beacon: KnownBeacon;
  readonly order: Broadcast | null;
}

export interface BeaconOutcome {
  readonly state: BeaconState;
  readonly visit: BeaconVisit | null;
}

const MOST_WAIT_MS = 15_000;

const stay = (state: BeaconState): BeaconOutcome => ({ state, visit: null });

/** What a message changes, and the visit that follows from it. There is never more than one visit at a time. */
export function update(state: BeaconState, message: BeaconMessage, now: number): BeaconOutcome {
  switch (message.type) {
    case "choose":
      return stay(state.status === "none" ? { ...state, isChoosing: true, failure: null } : state);
    case "not-chosen":
      return stay(notChosen(state, message.failure));
    case "chosen":
      return begin(chosen(state, message), now);
    case "restored":
      return begin(restored(message), now);
    case "forgotten":
      return stay({ status: "none", isChoosing: false, failure: null });
  }
  return state.status === "paired" ? updatePaired(state, message, now) : stay(state);
}

type PairedMessage = Extract<
  BeaconMessage,
  { type: "want" | "range" | "again" | "visited" | "failed" | "tick" }
>;

function updatePaired(state: Paired, message: PairedMessage, now: number): BeaconOutcome {
  switch (message.type) {
    case "want":
      return begin(changed({ ...state, wanted: message.order }), now);
    case "range":
      return begin(withRange(state, message.range), now);
    case "again":
      return begin(changed(unstuck(state)), now);
    case "visited":
      return begin(visited(state, message, now), now);
    case "failed":
      return begin(failed(state, message, now), now);
    case "tick":
      return begin(state, now);
  }
}

function chosen(
  state: BeaconState,
  { beacon, endsByItself }: Extract<BeaconMessage, { type: "chosen" }>,
): Paired {
  const before = state.status === "paired" && state.beacon.id === beacon.id ? state : null;
  return {
    status: "paired",
    beacon: before && beacon.key === null ? { ...beacon, key: before.beacon.key } : beacon,
    endsByItself,
    wanted: state.status === "paired" ? state.wanted : null,
    // Whatever it showed before we met, the first visit brings it to what is wanted.
    air: before?.air ?? { status: "unsure", until: NEVER_MET },
    work: { status: "idle" },
    failure: null,
    battery: before?.battery ?? null,
    powerDbm: null,
    contactAt: before?.contactAt ?? null,
  };
}

function notChosen(state: BeaconState, failure: BeaconFailure): BeaconState {
  const shown = failure === "no-device-selected" ? null : failure;
  if (state.status === "none") return { ...state, isChoosing: false, failure: shown };
  return state.status === "paired" && shown ? { ...state, failure: shown } : state;
}

/** Where the browser needs a tap, it says so at once, and not when the first customer waits. */
function restored({
  kept: { beacon, air },
  endsByItself,
  isInReach,
}: Extract<BeaconMessage, { type: "restored" }>): Paired {
  return {
    status: "paired",
    beacon,
    endsByItself,
    wanted: null,
    air,
    work: { status: isInReach ? "idle" : "stuck" },
    failure: isInReach ? null : "tap-needed",
    battery: null,
    powerDbm: null,
    contactAt: null,
  };
}

/** A new wish does not wait for an old one's retry. */
function changed(state: Paired): Paired {
  const { work } = state;
  if (work.status === "visiting") return { ...state, work: { ...work, isStale: true } };
  return work.status === "waiting" ? { ...state, work: { status: "idle" } } : state;
}

const unstuck = (state: Paired): Paired =>
  state.work.status === "stuck" ? { ...state, work: { status: "idle" } } : state;

/** Another range counts at once for what is on the air, and otherwise from the next order on. */
function withRange(state: Paired, range: Range): Paired {
  const beacon = { ...state.beacon, range };
  const isOnAir = state.air.status === "showing" && range !== state.beacon.range;
  const air: Air = isOnAir ? { status: "unsure", until: airUntil(state.air) } : state.air;
  return changed({ ...state, beacon, air });
}

function visited(
  state: Paired,
  { order, range, report }: Extract<BeaconMessage, { type: "visited" }>,
  now: number,
): Paired {
  const isThisRange = range === state.beacon.range;
  const shown: Air = !order
    ? { status: "silent" }
    : isThisRange
      ? { status: "showing", handle: order.handle, until: order.until }
      : { status: "unsure", until: order.until };
  return {
    ...state,
    air: shown,
    work: { status: "idle" },
    failure: null,
    battery: report.battery ?? state.battery,
    powerDbm: report.powerDbm,
    contactAt: now,
  };
}

function failed(
  state: Paired,
  { order, failure, chance }: Extract<BeaconMessage, { type: "failed" }>,
  now: number,
): Paired {
  const { work, air } = state;
  const failures = work.status === "visiting" ? work.failures + 1 : 1;
  const isFresh = work.status === "visiting" && work.isStale;
  const next: Work = !isPassing(failure)
    ? { status: "stuck" }
    : isFresh
      ? { status: "idle" }
      : {
          status: "waiting",
          retryAt: now + backoffMs(failures - 1, chance, MOST_WAIT_MS),
          failures,
        };
  // It may have gone through all the same: a link lost after the last write looks like one lost before it.
  const before = airUntil(air);
  const until = before === NEVER_MET && order ? order.until : Math.max(before, order?.until ?? 0);
  return {
    ...state,
    air: air.status === "silent" && !order ? air : { status: "unsure", until },
    work: next,
    failure,
  };
}

function airUntil(air: Air): number {
  return air.status === "silent" ? 0 : air.until;
}

/** Lets time take its course, and begins a visit if the air is not as it should be. */
function begin(before: Paired, now: number): BeaconOutcome {
  const state = passed(before, now);
  const { work, beacon, wanted } = state;
  const isReady = work.status === "idle" || (work.status === "waiting" && now >= work.retryAt);
  if (!isReady) return stay(state);
  if (isAsWanted(state)) return stay({ ...state, work: { status: "idle" } });
  const failures = work.status === "waiting" ? work.failures : 0;
  return {
    state: { ...state, work: { status: "visiting", failures, isStale: false } },
    visit: { beacon, order: wanted },
  };
}

/** An order whose time is over is wanted no more, and is gone from a beacon that sees to that itself. */
function passed(state: Paired, now: number): Paired {
  const isOver = state.wanted !== null && now >= state.wanted.until;
  const isGone = state.endsByItself && state.air.status !== "silent" && now >= state.air.until;
  return {
    ...state,
    wanted: isOver ? null : state.wanted,
    air: isGone ? { status: "silent" } : state.air,
    powerDbm: isGone ? null : state.powerDbm,
  };
}

function isAsWanted({ wanted, air }: Paired): boolean {
  if (!wanted) return air.status === "silent";
  return air.status === "showing" && air.handle === wanted.handle;
}

/** When the state needs a "tick" next, if nothing else happens; null: never. Local ms. */
export function nextTick(state: BeaconState): number | null {
  if (state.status !== "paired") return null;
  const { work, wanted, air, endsByItself } = state;
  const instants = [
    ...(work.status === "waiting" ? [work.retryAt] : []),
    ...(wanted ? [wanted.until] : []),
    ...(endsByItself && air.status !== "silent" ? [air.until] : []),
  ];
  return instants.length === 0 ? null : Math.min(...instants);
}

/** What to remember of it. A visit that has begun may leave an order on the air even if the page ends with it. */
export function keptOf(state: BeaconState): KeptBeacon | null {
  if (state.status !== "paired") return null;
  const { beacon, air, wanted, work } = state;
  if (work.status !== "visiting" || !wanted) return { beacon, air };
  return { beacon, air: { status: "unsure", until: Math.max(airUntil(air), wanted.until) } };
}
