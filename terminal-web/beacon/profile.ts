/** Every UUID that a beacon is known and spoken to by. */

const eddystone = (short: string): string => `a3c8${short}-8ed3-4bdf-8a39-a01bebede295`;

/**
 * The Eddystone Configuration Service (google/eddystone, configuration-service/README.md). The range is the *radio*
 * transmit power; 7505 beside it only calibrates what the frame says of itself, and is left alone.
 */
export const EDDYSTONE = {
  service: eddystone("7500"),
  capabilities: eddystone("7501"),
  activeSlot: eddystone("7502"),
  interval: eddystone("7503"),
  radioTxPower: eddystone("7504"),
  lockState: eddystone("7506"),
  unlock: eddystone("7507"),
  slotData: eddystone("750a"),
  remainConnectable: eddystone("750c"),
} as const;

/** The 16-bit UUID that Eddystone frames are advertised under (Bluetooth Assigned Numbers). */
export const EDDYSTONE_FRAMES = 0xfeaa;

/** Nordic's serial port, which is the console of an Espruino. `receive` is written by us. */
export const UART = {
  service: "6e400001-b5a3-f393-e0a9-e50e24dcca9e",
  receive: "6e400002-b5a3-f393-e0a9-e50e24dcca9e",
} as const;

/**
 * Our own service on a programmable beacon. `order` is what a phone reads: the token of this moment, or the handle,
 * or "-". `status` is what the till reads: what the beacon did last. They differ in two bytes only, because a radio of
 * this class has room for few unrelated UUIDs.
 */
export const ORDER = {
  service: "bcfa0001-1cfe-48f7-9642-e417d33f2fc5",
  order: "bcfa0002-1cfe-48f7-9642-e417d33f2fc5",
  status: "bcfa0003-1cfe-48f7-9642-e417d33f2fc5",
} as const;

/** Battery Service (Bluetooth Assigned Numbers): one byte of percent, where a beacon has it. */
export const BATTERY = {
  service: "0000180f-0000-1000-8000-00805f9b34fb",
  level: "00002a19-0000-1000-8000-00805f9b34fb",
} as const;

/** How programmable beacons of the Espruino family call themselves on the air. */
export const ESPRUINO_NAMES = ["Puck.js", "Pixl.js", "MDBT42Q", "Jolt.js", "Espruino"] as const;
