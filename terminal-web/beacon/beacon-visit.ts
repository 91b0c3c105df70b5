import { type Result, ok, refuse } from "../../worker/domain/result.ts";
import type { BeaconFailure } from "../state/beacon-look.ts";
import { BeaconFault } from "./beacon-failure.ts";
import { findAgain } from "./device-finder.ts";
import { DRIVERS } from "./drivers.ts";
import type { Aim, Broadcast, Driver, Report, Visit } from "./driver.ts";
import { type Link, type Patience, openLink, within } from "./gatt-link.ts";
import type { KnownBeacon } from "./known-beacon.ts";
import type { Bluetooth, BluetoothDevice } from "./web-bluetooth.ts";

/** Goes to the beacon and comes back: opens the link, lets the driver speak, and always lets go of the link again. */
export interface Visitor {
  visit(beacon: KnownBeacon, order: Broadcast | null): Promise<Result<Report, BeaconFailure>>;
  /** Silences the beacon and takes off what is ours; false where it could not be reached. */
  release(beacon: KnownBeacon): Promise<boolean>;
  /** A device that the merchant has just chosen. */
  meet(device: BluetoothDevice): void;
  /** Whether a visit can begin without a tap. */
  canFind(id: string): boolean;
  /** What an error means to the merchant. */
  explain(error: unknown): Promise<BeaconFailure>;
  readonly random: Visit["random"];
}

export interface VisitorOptions {
  readonly bluetooth: Bluetooth | undefined;
  readonly patience: Patience;
  readonly now: () => number;
  readonly label: () => string;
}

/** A beacon that acknowledges everything, only slowly, may keep us no longer than this, in ms. */
const LONGEST_VISIT_MS = 40_000;

const random: Visit["random"] = (bytes) => crypto.getRandomValues(new Uint8Array(bytes));
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function createVisitor({ bluetooth, patience, now, label }: VisitorOptions): Visitor {
  const met = new Map<string, BluetoothDevice>();
  /** The visit under way, so that no two have a link at the same time. */
  let underWay: Promise<unknown> = Promise.resolve();

  async function deviceOf(id: string): Promise<BluetoothDevice> {
    if (!bluetooth) throw new BeaconFault("unsupported");
    const device = met.get(id) ?? (await findAgain(bluetooth, id));
    met.set(id, device);
    return device;
  }

  async function goTo<Value>(id: string, act: (visit: Visit) => Promise<Value>): Promise<Value> {
    const links: Link[] = [];
    let isOver = false;
    const open = async (): Promise<Link> => {
      if (isOver) throw new BeaconFault("timeout");
      const link = await openLink(await deviceOf(id), patience);
      links.push(link);
      return link;
    };
    try {
      return await within(LONGEST_VISIT_MS, () => act({ open, now, pause, random }), "exchange");
    } finally {
      isOver = true;
      for (const link of links) link.close();
    }
  }

  function inTurn<Value>(act: () => Promise<Value>): Promise<Value> {
    const turn = underWay.then(act);
    underWay = turn.catch(() => {});
    return turn;
  }

  async function isRadioThere(): Promise<boolean> {
    try {
      return (await bluetooth?.getAvailability()) ?? false;
    } catch {
      return true;
    }
  }

  async function explain(error: unknown): Promise<BeaconFailure> {
    if (!(error instanceof BeaconFault)) {
      // Something of ours is broken. It is reported as such, and the till goes on without its beacon.
      queueMicrotask(() => {
        throw error;
      });
      return "refused";
    }
    const { failure } = error;
    // The browser gives the same name to a chooser that was closed and to a radio that is not there.
    const mayBeOff = failure === "no-device-selected" || failure === "unreachable";
    return mayBeOff && !(await isRadioThere()) ? "bluetooth-off" : failure;
  }

  const aimOf = ({ range, key }: KnownBeacon, order: Broadcast | null): Aim => ({
    order,
    range,
    key,
    label: label(),
  });

  const driverOf = ({ driver }: KnownBeacon): Driver => DRIVERS[driver];

  return {
    random,
    explain,
    meet: (device) => void met.set(device.id, device),
    canFind: (id) => met.has(id) || bluetooth?.getDevices !== undefined,
    async visit(beacon, order) {
      try {
        const act = (visit: Visit) => driverOf(beacon).bring(visit, aimOf(beacon, order));
        return ok(await inTurn(() => goTo(beacon.id, act)));
      } catch (error) {
        return refuse(await explain(error));
      }
    },
    async release(beacon) {
      const act = (visit: Visit) => driverOf(beacon).release(visit, aimOf(beacon, null));
      const isReleased = await inTurn(() => goTo(beacon.id, act)).then(
        () => true,
        (error: unknown) => explain(error).then(() => false),
      );
      await met
        .get(beacon.id)
        ?.forget?.()
        .catch(() => {});
      met.delete(beacon.id);
      return isReleased;
    },
  };
}
