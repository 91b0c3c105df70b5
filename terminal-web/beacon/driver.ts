import type { Range } from "../state/beacon-look.ts";
import type { Link } from "./gatt-link.ts";

/** What a beacon is to say of one order. */
export interface Broadcast {
  /** 12 hexadecimal digits: what the order is called on the air. */
  readonly handle: string;
  /** 20 hexadecimal digits. */
  readonly namespace: string;
  /** Where a phone goes that reads the handle. */
  readonly url: string;
  /** Tokens of consecutive windows, for beacons that a phone can read; the first gives way to the second at `nextAt`. */
  readonly codes?: { readonly tokens: readonly string[]; readonly nextAt: number } | undefined;
  /** Local instant (ms) after which nothing of it may be on the air. */
  readonly until: number;
}

/** What is asked of a driver: to show this order, or to fall silent. */
export interface Aim {
  readonly order: Broadcast | null;
  readonly range: Range;
  /** Eddystone: the lock code, where the merchant gave one. Espruino: the console's password. */
  readonly key: string | null;
  /** What the beacon is called in a chooser; the terminal's name. */
  readonly label: string;
}

/** What the beacon told. */
export interface Report {
  /** Percent; null where it does not tell. */
  readonly battery: number | null;
  /** What it sends with, in dBm; null where nothing was sent. */
  readonly powerDbm: number | null;
}

/** A visit to the beacon: a link at a time. A beacon shows and can be reached by phones only while nobody is linked. */
export interface Visit {
  open(): Promise<Link>;
  /** This device's clock, ms. */
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
  readonly random: (bytes: number) => Uint8Array<ArrayBuffer>;
}

export type DriverName = "eddystone" | "espruino";

/** One kind of beacon. Both methods throw BeaconFaults, and leave closing the link to whoever began the visit. */
export interface Driver {
  /** Whether the beacon falls silent by itself at the order's end, whatever becomes of this page. */
  readonly endsByItself: boolean;
  bring(visit: Visit, aim: Aim): Promise<Report>;
  /** Takes what we left on the beacon off again, as far as it lets us. */
  release(visit: Visit, aim: Aim): Promise<void>;
}
