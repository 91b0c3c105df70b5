import { BeaconHandle } from "../worker/contract/beacon.ts";
import type { Ask } from "./api/call.ts";
import { openBeacon } from "./beacon/beacon.ts";
import { createOrderFollower } from "./beacon/follow-order.ts";
import { lookOf } from "./beacon/look-of.ts";
import type { Bluetooth } from "./beacon/web-bluetooth.ts";
import type { Keeper } from "./device/keeper.ts";
import type { Message } from "./state/message.ts";
import { orderOnAir } from "./state/order-on-air.ts";
import { type OpenTill, type Till, serverNow, windowsOf } from "./state/till.ts";
import type { BeaconDoor } from "./view/office.ts";

/** The beacon beside a running till. */
export interface TillBeacon extends BeaconDoor {
  /** Brings the beacon to what the till shows now. Saying the same again does nothing. */
  follow(till: Till): void;
  /** The page is going. */
  close(): void;
  /** Another tab has the till. */
  drop(): void;
}

export interface TillBeaconSurroundings {
  readonly keeper: Keeper;
  /** The till's name among all that this browser has ever been. */
  readonly name: string;
  readonly ask: Ask;
  readonly till: () => OpenTill | null;
  readonly tell: (message: Message) => void;
}

/** Opens the door to the beacon with what was remembered, for one till. It loads when the keypad already stands. */
export async function openTillBeacon(surroundings: TillBeaconSurroundings): Promise<TillBeacon> {
  const { keeper, name, ask, till, tell } = surroundings;
  const key = `${name} beacon`;
  const { bluetooth } = navigator as { bluetooth?: Bluetooth };
  const show = (): void => tell({ type: "beacon", look: lookOf(beacon.state()) });

  const beacon = await openBeacon({
    bluetooth,
    store: { load: () => keeper.get(key), save: (kept) => keeper.put(key, kept) },
    label: () => till()?.profile.terminal.name ?? "",
    changed: () => queueMicrotask(show),
  });
  const follower = createOrderFollower({
    beacon,
    async askHandle(number) {
      const path = `/orders/${number}/handles`;
      const answer = await ask(BeaconHandle, { method: "POST", path });
      return answer.ok ? answer.value : null;
    },
    windowsOf(number) {
      const open = till();
      return open ? windowsOf(open, number) : null;
    },
    serverNow() {
      const open = till();
      return open ? serverNow(open, Date.now()) : Date.now();
    },
    now: Date.now,
  });
  queueMicrotask(show);

  return {
    follow(now) {
      follower.show(orderOnAir(now, Date.now()));
      // A till that has only just learnt whose it is was told of its beacon too early.
      if (now.status === "open" && !now.beacon) queueMicrotask(show);
    },
    connect: (lockCode) => void beacon.connect(lockCode),
    reconnect: () => void beacon.reconnect(),
    setRange: (range) => void beacon.setRange(range),
    forget: () => void beacon.forget(),
    close: () => beacon.close(),
    drop: () => beacon.drop(),
  };
}
