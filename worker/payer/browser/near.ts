// Picks the bill up from the beacon beside the till: one tap, the browser's chooser, one value read, and on to the bill.

import type { NearTrouble } from "../near-sentences.ts";
import { pathOfBeacon } from "./scan/order-path.ts";
import { element, says, show, tell } from "./scan/screen.ts";

// The camera's decoder is a worker, and its address is the only one that this page may start one from (Trusted Types).
(
  window as { trustedTypes?: { createPolicy(name: string, rules: object): object } }
).trustedTypes?.createPolicy("default", {
  createScriptURL: (url: string) => (url === "/near/decode.js" ? url : null),
});

// The little of Web Bluetooth that is needed here; TypeScript has none of it.
interface Device extends EventTarget {
  readonly gatt: Gatt;
  watchAdvertisements?(options: { signal: AbortSignal }): Promise<void>;
}
interface Gatt {
  connect(): Promise<Gatt>;
  disconnect(): void;
  getPrimaryService(uuid: string): Promise<Gatt>;
  getCharacteristic(uuid: string): Promise<Gatt>;
  readValue(): Promise<DataView>;
}
interface Bluetooth {
  getAvailability(): Promise<boolean>;
  requestDevice(options: { filters: { services: string[] }[] }): Promise<Device>;
}

/** How long a beacon may take over one step, in ms: it need never answer. */
const PATIENCE_MS = 9_000;

const { bluetooth } = navigator as { bluetooth?: Bluetooth };
const { service, order } = element("main").dataset as { service: string; order: string };
const find = element("#find") as HTMLButtonElement;

const within = <Value>(step: Promise<Value>): Promise<Value> =>
  Promise.race([
    step,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new DOMException("", "TimeoutError")), PATIENCE_MS);
    }),
  ]);

/** Tells how strongly the beacon is heard, where the browser says so, until the signal aborts. */
function hint(device: Device, signal: AbortSignal): void {
  device.addEventListener(
    "advertisementreceived",
    (event) => {
      const { rssi } = event as Event & { rssi?: number };
      if (rssi !== undefined)
        element("#signal").textContent = says.signal[rssi > -55 ? 0 : rssi > -75 ? 1 : 2];
    },
    { signal },
  );
  device.watchAdvertisements?.({ signal }).catch(() => {});
}

async function read({ gatt }: Device): Promise<string> {
  const server = await within(gatt.connect());
  const value = await within(
    server
      .getPrimaryService(service)
      .then((found) => found.getCharacteristic(order))
      .then((found) => found.readValue()),
  );
  return new TextDecoder().decode(value);
}

async function pickUp({ getAvailability, requestDevice }: Bluetooth): Promise<void> {
  const done = new AbortController();
  let device: Device | undefined;
  find.disabled = true;
  tell(says.looking);
  try {
    device = await requestDevice.call(bluetooth, { filters: [{ services: [service] }] });
    tell(says.asking);
    hint(device, done.signal);
    const text = await read(device);
    const path = pathOfBeacon(text);
    if (path === null) return show(text === "-" ? "empty" : "foreign");
    tell(says.opening);
    location.assign(path);
  } catch (error) {
    const { name } = error as Error;
    const isThere = await getAvailability.call(bluetooth).catch(() => true);
    const known: Record<string, NearTrouble> = {
      NotFoundError: device ? "foreign" : "closed",
      SecurityError: "forbidden",
      NotAllowedError: "forbidden",
      TimeoutError: "silent",
    };
    show(isThere ? (known[name] ?? "lost") : "off");
  } finally {
    find.disabled = false;
    device?.gatt.disconnect();
    done.abort();
    element("#signal").textContent = "";
  }
}

document.documentElement.className = "has-script";
if (bluetooth) {
  element("#radio").hidden = false;
  element("#instead").hidden = true;
  find.addEventListener("click", () => void pickUp(bluetooth));
}
