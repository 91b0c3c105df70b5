import { BeaconFault, faultOf } from "./beacon-failure.ts";
import { type Patience, openLink } from "./gatt-link.ts";
import type { DriverName } from "./driver.ts";
import { BATTERY, EDDYSTONE, ESPRUINO_NAMES, ORDER, UART } from "./profile.ts";
import type { Bluetooth, BluetoothDevice } from "./web-bluetooth.ts";

/** How long to listen for a beacon of an earlier visit before calling it anyway, in ms. */
const LISTEN_MS = 8_000;

/** Opens the browser's chooser on the kinds of beacon that there are drivers for. Needs a tap. */
export async function chooseDevice(bluetooth: Bluetooth): Promise<BluetoothDevice> {
  const services = [EDDYSTONE.service, UART.service, ORDER.service];
  try {
    return await bluetooth.requestDevice({
      filters: [
        ...services.map((service) => ({ services: [service] })),
        ...ESPRUINO_NAMES.map((namePrefix) => ({ namePrefix })),
      ],
      optionalServices: [...services, BATTERY.service],
    });
  } catch (error) {
    // A person may look at a chooser for as long as it takes.
    throw faultOf(error, "choose");
  }
}

/** A device that was chosen on an earlier visit, without asking again; where the browser has no way to, a "tap-needed". */
export async function findAgain(bluetooth: Bluetooth, id: string): Promise<BluetoothDevice> {
  const devices = await bluetooth.getDevices?.().catch(() => []);
  const device = devices?.find((known) => known.id === id);
  if (!device) throw new BeaconFault("tap-needed");
  await isHeard(device);
  return device;
}

/** The browser connects to a device of an earlier visit only once it has heard it again. */
async function isHeard(device: BluetoothDevice): Promise<void> {
  if (!device.watchAdvertisements) return;
  const over = new AbortController();
  const heard = new Promise((resolve) => {
    device.addEventListener("advertisementreceived", resolve, { signal: over.signal });
    setTimeout(resolve, LISTEN_MS);
  });
  // If it cannot listen just now, calling is still worth a try.
  await device.watchAdvertisements({ signal: over.signal }).then(
    () => heard,
    () => {},
  );
  over.abort();
}

/** Which driver speaks with the device, by what it offers. */
export async function driverOf(device: BluetoothDevice, patience: Patience): Promise<DriverName> {
  const link = await openLink(device, patience);
  try {
    if (await link.has(EDDYSTONE.service)) return "eddystone";
    if (await link.has(UART.service)) return "espruino";
  } finally {
    link.close();
  }
  throw new BeaconFault("not-a-beacon");
}
