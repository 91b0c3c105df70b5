/** Why a beacon could not be brought to what was wanted. Stable codes; the words for people are the page's. */
export type BeaconFailure =
  /** This browser has no Bluetooth for pages. */
  | "unsupported"
  /** The chooser was closed. Not an error: nothing is shown for it. */
  | "no-device-selected"
  | "bluetooth-off"
  /** The browser or its owner does not let this page use Bluetooth, or no longer. */
  | "not-allowed"
  /** This browser finds a beacon of an earlier visit only by a tap. */
  | "tap-needed"
  /** No link came about: out of reach, out of power, or a phone has the beacon's one link just now. */
  | "unreachable"
  | "device-disconnected"
  /** The link stands, and the beacon does not answer on it. */
  | "timeout"
  /** The beacon is locked, and no key was given. */
  | "key-needed"
  /** The key is not the beacon's, or another till's password is on it. */
  | "locked-out"
  /** The beacon said no to what the specification lets us ask. */
  | "refused"
  /** It lacks what a beacon of this kind has, or answers what none would. */
  | "not-a-beacon"
  /** It was to be forgotten with an order on the air, and could not be reached to take that off. */
  | "left-showing";

/** How far an order is to be heard, in people's words. */
export const RANGES = ["arm", "counter", "room"] as const;
export type Range = (typeof RANGES)[number];

/** What a screen shows of the beacon: plain values, so that a view needs to know nothing else of it. */
export interface BeaconLook {
  readonly status:
    | "unsupported"
    | "none"
    | "choosing"
    /** A visit is under way. */
    | "working"
    | "showing"
    | "silent"
    /** Something went wrong, and the till tries again by itself. */
    | "waiting"
    /** Something went wrong, and only the merchant can mend it. */
    | "stuck";
  readonly failure: BeaconFailure | null;
  readonly name: string;
  readonly range: Range | null;
  /** Percent; null where it does not tell. */
  readonly battery: number | null;
  readonly powerDbm: number | null;
  /** Local instant of the last good visit; null before the first of this page. */
  readonly contactAt: number | null;
  /** An order may be on the air that should not be, until this local instant at most where the beacon sees to it itself. */
  readonly leftover: { readonly until: number | null } | null;
}
