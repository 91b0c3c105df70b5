/** The part of the browser's Web Bluetooth that is used here (W3C community group draft); TypeScript has none of it. */

export interface Bluetooth {
  /** False where there is no adapter; some systems say true of one that is switched off. */
  getAvailability(): Promise<boolean>;
  /** Opens the browser's chooser, and needs a tap. */
  requestDevice(options: {
    readonly filters: readonly DeviceFilter[];
    readonly optionalServices: readonly string[];
  }): Promise<BluetoothDevice>;
  /** Devices chosen earlier; behind a flag in 2026, so it may be missing. */
  getDevices?(): Promise<readonly BluetoothDevice[]>;
}

export type DeviceFilter =
  | { readonly services: readonly string[] }
  | { readonly namePrefix: string };

export interface BluetoothDevice extends EventTarget {
  readonly id: string;
  readonly name?: string | null;
  readonly gatt?: GattServer;
  /** Behind the same flag as `getDevices`. Dispatches `advertisementreceived`. */
  watchAdvertisements?(options: { readonly signal: AbortSignal }): Promise<void>;
  forget?(): Promise<void>;
}

export interface GattServer {
  readonly connected: boolean;
  connect(): Promise<GattServer>;
  disconnect(): void;
  getPrimaryService(uuid: string): Promise<GattService>;
}

export interface GattService {
  getCharacteristic(uuid: string): Promise<GattCharacteristic>;
}

export interface GattCharacteristic {
  readValue(): Promise<DataView>;
  writeValueWithResponse(value: Uint8Array<ArrayBuffer>): Promise<void>;
}
